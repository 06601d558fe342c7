// The client against the double, a real HTTP server: in order and exactly once, whatever happens on the way.

#include <catch2/catch.hpp>

#include <filesystem>
#include <unistd.h>

#include "integrations/national_portal/client.hpp"
#include "tests/support/portal_double.hpp"
#include "sample_record.hpp"

using namespace sample;
using dossier::State;
using integrations::Delivered;
using integrations::Delivery;
using integrations::Duplicate;
using integrations::Message;
using integrations::Rejected;
using integrations::RetryLater;
using test_support::PortalDouble;

namespace {

const std::string code = "000.00.12.H99-261120-0007";

portal::Client client_of(const PortalDouble& other, std::chrono::milliseconds patience = std::chrono::seconds{5}) {
    portal::Settings settings;
    settings.adapter_url = other.url();
    settings.username = "taikhoan-mau";
    settings.password = "mat-khau-mau";
    settings.dstcode = "DVCQG";
    settings.madonvi = "000.00.12.H99";
    settings.limits.total = patience;
    return portal::Client{settings};
}

Message told(State state, int earlier_attempts = 0) {
    const auto minute = "2026112008" + std::to_string(10 + static_cast<int>(state)) + "00";
    auto record = state == State::Returned ? returned() : received();
    record.state = state;
    return {"m" + std::to_string(static_cast<int>(state)), "dossier", "status",
            portal::message_body(record, step(state, minute.c_str(), "Bước xử lý", "Nguyễn Văn Mẫu")), earlier_attempts};
}

// The outbox in small: a message is offered until the portal has it, then the next.
int deliver_all(portal::Client& client, const std::vector<State>& states) {
    int rounds = 0;
    for (const auto state : states)
        for (int attempt = 0;; ++attempt) {
            ++rounds;
            const auto outcome = client.deliver(told(state, attempt));
            if (std::holds_alternative<Delivered>(outcome) || std::holds_alternative<Duplicate>(outcome)) break;
            REQUIRE(std::holds_alternative<RetryLater>(outcome));
            REQUIRE(attempt < 5);
        }
    return rounds;
}

const std::vector<State> story{State::Received, State::InProcess, State::ResultReady, State::Returned};

}  // namespace

TEST_CASE("the portal hears received, in process, done and returned, in this order and once", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);

    CHECK(deliver_all(client, story) == 4);

    CHECK(there.progress_of(code) == "2 4 9 10");
    const auto record = there.state()["HoSo"][code];
    CHECK(record["TrangThaiHoSo"] == "10");
    CHECK(record["DanhSachGiayToKetQua"][0]["MaGiayToKetQua"] == "KQ.G05.000001");
}

TEST_CASE("whatever goes wrong on the way, each status arrives in order and once", "[portal][double]") {
    const auto* behaviour = GENERATE("down", "error_500", "session_lost", "duplicate_answer", "cut_after_commit",
                                     "general_failure", "garbage", "huge");
    CAPTURE(behaviour);
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);

    deliver_all(client, {State::Received});
    there.misbehave(behaviour, 2);  // hits HoSo and TienDo of what follows
    deliver_all(client, {State::InProcess, State::ResultReady});
    there.misbehave(behaviour);
    deliver_all(client, {State::Returned});

    CHECK(there.progress_of(code) == "2 4 9 10");
}

TEST_CASE("an insert answered “already exists” goes on as an update", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    there.misbehave("duplicate_answer");
    CHECK(std::holds_alternative<Delivered>(client.deliver(told(State::Received))));
    CHECK(there.progress_of(code) == "2");
    CHECK(there.state()["used"]["duplicate_answer"] == 1);
}

TEST_CASE("a portal killed for a while and started again gets what it missed, in order and once", "[portal][double]") {
    const auto folder = std::filesystem::temp_directory_path() / ("motcua-portal-" + std::to_string(getpid()));
    PortalDouble there{{"--state", folder.string()}};
    auto client = client_of(there);
    deliver_all(client, {State::Received, State::InProcess});

    there.kill_it();
    const auto refused = client.deliver(told(State::ResultReady));
    REQUIRE(std::holds_alternative<RetryLater>(refused));
    CHECK(std::get<RetryLater>(refused).after > std::chrono::seconds{0});
    there.start_again();
    CHECK(std::holds_alternative<Delivered>(client.deliver(told(State::ResultReady, 1))));
    deliver_all(client, {State::Returned});

    CHECK(there.progress_of(code) == "2 4 9 10");
    std::filesystem::remove_all(folder);
}

TEST_CASE("a message acknowledged but not yet recorded by us is not told twice", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    REQUIRE(std::holds_alternative<Delivered>(client.deliver(told(State::Received))));
    auto after_crash = client_of(there);
    CHECK(std::holds_alternative<Duplicate>(after_crash.deliver(told(State::Received, 1))));
    CHECK(there.progress_of(code) == "2");
}

TEST_CASE("a portal slower than our patience is asked again later, and hears it once", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there, std::chrono::milliseconds{800});
    deliver_all(client, {State::Received});
    there.misbehave("slow", 1, 2);
    CHECK(std::holds_alternative<RetryLater>(client.deliver(told(State::InProcess))));
    deliver_all(client, {State::InProcess});
    usleep(2'000'000);  // the slow request has been worked off too
    CHECK(there.progress_of(code) == "2 4");
}

TEST_CASE("several result files of a dossier arrive as they were told; one told twice is refused", "[portal][double][appendix]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    deliver_all(client, {State::Received});
    auto record = returned();
    const auto first = record.results[0];
    record.results.push_back({"Phụ lục I (kèm theo " + first.name + ")", {}, "c0ffee00-0000-4000-8000-000000000002", first.link + "2", first.result_code});
    const auto told_with = [&](const portal::Record& what) {
        return client.deliver({"kq", "dossier", "status", portal::message_body(what, step(State::Returned, "20261125093000", "Trả kết quả", "Nguyễn Văn Mẫu")), 0});
    };
    auto twice = record;
    twice.results[1].id = first.id;
    CHECK(std::holds_alternative<Rejected>(told_with(twice)));
    CHECK(std::holds_alternative<Delivered>(told_with(record)));
    const auto rows = there.state()["HoSo"][code]["DanhSachGiayToKetQua"];
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["GiayToId"] == first.id);
    CHECK(rows[1]["GiayToId"] == "c0ffee00-0000-4000-8000-000000000002");
    CHECK(rows[1]["MaGiayToKetQua"] == "KQ.G05.000001");
}

TEST_CASE("data the portal calls wrong goes to a person, without personal numbers", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    auto record = received();
    record.field_code.clear();
    const auto outcome = client.deliver(
        {"m", "dossier", "status", message_body(record, step(State::Received, "20261120081530", "x", "y")), 0});
    REQUIRE(std::holds_alternative<Rejected>(outcome));
    CHECK(std::get<Rejected>(outcome).reason.find("MaLinhVuc") != std::string::npos);
    CHECK(there.state()["HoSo"].empty());
}

TEST_CASE("a wrong password is tried again later, not ever faster", "[portal][double]") {
    PortalDouble there{{"--password", "khac"}};
    auto client = client_of(there);
    const auto outcome = client.deliver(told(State::Received));
    REQUIRE(std::holds_alternative<RetryLater>(outcome));
    CHECK(std::get<RetryLater>(outcome).reason == "Cổng DVCQG từ chối đăng nhập");
}

TEST_CASE("the national catalogue's procedure is fetched by code", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    const auto found = client.procedure("1.001612");
    REQUIRE(found);
    CHECK((*found)[0]["THANHPHANHOSO"][0]["GIAYTO"][0]["MAGIAYTO"] == "000.00.00.G05-KQ000001");
    CHECK(client.procedure("9.999999")->empty());
}

TEST_CASE("the double's page says that it is a double", "[portal][double]") {
    auto& there = PortalDouble::fresh();
    auto client = client_of(there);
    deliver_all(client, story);
    const auto page = integrations::HttpsClient{}.send({"GET", there.url() + "/"});
    REQUIRE(page);
    CHECK(page->body.find("BẢN ĐÓNG THẾ") != std::string::npos);
    CHECK(page->body.find("10 Đã trả kết quả") != std::string::npos);
    CHECK(page->body.find("001099000001") == std::string::npos);
}
