#include <thread>

#include "server/storage/idempotency_store.hpp"
#include "server/storage/message_store.hpp"
#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;

namespace {

const IdempotencyKey key{"officer-1", "POST /api/dossiers", "k-1"};
const auto now = dossier_tests::vn("2026-11-23T12:00");

MessageRow status_message(const char* partner_id) {
    MessageRow message;
    message.agency = dossier_tests::agency;
    message.partner = "national_portal";
    message.partner_message_id = partner_id;
    message.subject = "dossier-1";
    message.kind = "status";
    message.body = "{\"MaHoSo\": \"H56.14-261123-0001\"}";
    message.created_at = now;
    return message;
}

}  // namespace

TEST_CASE("a repeated request gets the first answer, another body under the same key is refused", "[storage]") {
    TestDatabase database;
    {
        UnitOfWork work{*database};
        CHECK_FALSE(claim_key(work, key, "body-1", "H56.14")->has_value());
        keep_answer(work, key, {201, "{\"id\":\"x\"}"});
        work.commit();
    }
    UnitOfWork work{*database};
    const auto repeat = claim_key(work, key, "body-1", "H56.14");
    REQUIRE(repeat.has_value());
    REQUIRE(repeat->has_value());
    CHECK((*repeat)->status == 201);
    CHECK((*repeat)->body == "{\"id\":\"x\"}");
    const auto other = claim_key(work, key, "body-2", "H56.14");
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().code == dossier::ErrorCode::InvalidInput);
    auto elsewhere = key;
    elsewhere.actor = "officer-2";
    CHECK_FALSE(claim_key(work, elsewhere, "body-2", "H56.14")->has_value());
}

TEST_CASE("of eight simultaneous repeats one does the work and seven get its answer", "[storage]") {
    TestDatabase database{8};
    std::atomic<int> done{0}, repeated{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&] {
            UnitOfWork work{*database};
            const auto first = claim_key(work, key, "body", "H56.14");
            if (first && first->has_value()) {
                repeated += (*first)->body == "done" ? 1 : 0;
                return;
            }
            ++done;
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
            keep_answer(work, key, {201, "done"});
            work.commit();
        });
    for (auto& client : clients) client.join();
    CHECK(done == 1);
    CHECK(repeated == 7);
}

TEST_CASE("a request that failed leaves its key free", "[storage]") {
    TestDatabase database;
    { CHECK_FALSE(claim_key(*std::make_unique<UnitOfWork>(*database), key, "body", "H56.14")->has_value()); }
    UnitOfWork work{*database};
    CHECK_FALSE(claim_key(work, key, "body", "H56.14")->has_value());
}

TEST_CASE("a partner's message is kept once, with what became of it", "[storage]") {
    TestDatabase database;
    UnitOfWork work{*database};
    const auto first = keep_incoming(work, status_message("P-1"));
    CHECK(first.fresh);
    note_attempt(work, first.id, "handled", "ok", now);
    const auto again = keep_incoming(work, status_message("P-1"));
    CHECK_FALSE(again.fresh);
    CHECK(again.id == first.id);
    CHECK(again.status == "handled");
    CHECK(queue_message(work, status_message("P-1")) != first.id);  // the other direction is another message
    const auto about = messages_about(work, "dossier-1");
    REQUIRE(about.size() == 2);
    CHECK(about[0].body.empty());  // lists carry no personal data
    CHECK(find_message(work, first.id)->body == status_message("").body);
    CHECK(find_message(work, first.id)->done_at == now);
    CHECK(messages_stuck(work, dossier_tests::agency, 10).empty());
}
