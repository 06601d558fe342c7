// Giving the result: ways, proofs, times.

#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;

namespace {

Story ready() {
    Story story;
    story.decided().act(a_signed_result(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    return story;
}

std::vector<std::string> lacking(const ReturnResult& give) {
    const auto refused = ready().refused(give, at("2026-11-26T08:00", desk()));
    CHECK(refused.code == ErrorCode::InvalidInput);
    std::vector<std::string> names;
    for (const auto& field : refused.fields) names.push_back(field.field);
    return names;
}

const Personal<std::string> somebody{"Nguyễn Văn Nhận"};

}  // namespace

TEST_CASE("counter, online, post, hired service and proxy each have their own proof of delivery", "[result][R-RES-04]") {
    struct Way {
        ReturnMode mode;
        std::vector<std::string> needed;
        ReturnResult complete;
    };
    const std::vector<Way> ways{
        {ReturnMode::Counter, {"receipt_shown", "taken_by", "proof"}, {ReturnMode::Counter, true, somebody, "", "ký nhận số 1"}},
        {ReturnMode::Online, {"proof"}, {ReturnMode::Online, false, {}, "", "giao-1"}},
        {ReturnMode::PublicPost, {"proof"}, {ReturnMode::PublicPost, false, {}, "", "EA123456789VN"}},
        {ReturnMode::HiredService, {"proof"}, {ReturnMode::HiredService, false, {}, "", "ký nhận của bên giao"}},
        {ReturnMode::AuthorisedPerson, {"receipt_shown", "taken_by", "proof", "authorisation"},
         {ReturnMode::AuthorisedPerson, true, somebody, "UQ 12/2026", "ký nhận số 2"}}};
    REQUIRE(ways.size() == return_mode_names.size());
    for (const auto& way : ways) {
        INFO(name_of(way.mode));
        CHECK(lacking({way.mode, false, {}, "", ""}) == way.needed);
        auto story = ready();
        story.act(way.complete, at("2026-11-26T08:00", desk()));
        CHECK(story.it.delivery->mode == way.mode);
        CHECK(story.it.delivery->proof == way.complete.proof);
    }
}

TEST_CASE("at the counter the receipt, a proxy's authorisation and the signature are asked for", "[result][R-RES-05]") {
    CHECK(lacking({ReturnMode::Counter, false, somebody, "", "ký nhận"}) == std::vector<std::string>{"receipt_shown"});
    CHECK(lacking({ReturnMode::Counter, true, somebody, "", ""}) == std::vector<std::string>{"proof"});
    CHECK(lacking({ReturnMode::AuthorisedPerson, true, somebody, "", "ký nhận"}) == std::vector<std::string>{"authorisation"});
}

TEST_CASE("finished and returned are two states with two times, and punctuality looks at the first", "[result][R-RES-13]") {
    auto story = ready();
    CHECK(portal_code(story.it.state) == 9);
    const auto due = *story.it.due();
    story.act({ReturnResult{ReturnMode::Counter, true, somebody, "", "ký nhận"}}, at("2026-12-10T08:00", desk()));  // long after the date
    CHECK(portal_code(story.it.state) == 10);
    CHECK(story.it.finished_at == vn("2026-11-25T10:05"));
    CHECK(story.it.delivery->at == vn("2026-12-10T08:00"));
    REQUIRE(story.it.delivery->at > due);
    CHECK(story.it.punctuality == Punctuality::Early);
}
