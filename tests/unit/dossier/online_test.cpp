// Dossiers filed online: before the desk takes them over, and beside the paper that comes later.

#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;

namespace {

const Actor citizen{OfficerId{"citizen-1"}, {Role::citizen}, "", "", "", {}};

Story submitted(const char* time = "2026-11-23T09:10") {
    Story story;
    story.opened(Channel::Online).with_papers(citizen).act(SubmitDraft{}, at(time, citizen));
    return story;
}

Story received_by(Channel channel) {
    Story story;
    if (channel == Channel::Counter) return story.received();
    return submitted().act(Examine{true, ""}, at("2026-11-23T09:20", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
}

// What later steps may look at, without what tells the channel.
auto shape(const Dossier& dossier) {
    std::vector<std::string> components;
    for (const auto& each : dossier.components)
        components.push_back(each.code + (each.has_current_file() ? " file" : "") + (each.shown ? " shown" : ""));
    return std::tuple{dossier.state, dossier.code, dossier.due(), dossier.holder_unit, components, dossier.procedure.code, dossier.fees};
}

}  // namespace

TEST_CASE("the same handling passes for both channels, on dossiers of one structure", "[dossier][R-DIG-22]") {
    const auto channel = GENERATE(Channel::Counter, Channel::Online);
    auto story = received_by(channel);
    CHECK(shape(story.it) == shape(received_by(Channel::Counter).it));
    story.act(HandOverTo{"TP", "", "", "", false}, at("2026-11-23T10:00", desk())).act(TakeOver{}, at("2026-11-23T10:30", specialist()));
    SECTION("supplement") {
        story.act(AskSupplement{{{form_code, "thiếu chữ ký", "ký lại"}}, {}, ""}, at("2026-11-25T09:00", desk()));
        CHECK(story.it.state == State::AwaitingSupplement);
        story.act(RecordSupplement{}, at("2026-11-26T08:00", desk()));
        CHECK(iso8601(*story.it.due()) == "2026-12-01T17:00:00+07:00");
    }
    SECTION("payment, opinion, verification") {
        story.act(AskPayment{"TB1", "Lệ phí", 100000}, at("2026-11-25T07:00", specialist()));
        story.act(RecordPayment{"TB1", "BL-1", false}, at("2026-11-26T07:00", desk()));
        story.act(AskOpinion{"YK1", "H56.03", "quy hoạch", vn("2026-11-27T17:00")}, at("2026-11-26T08:00", specialist()));
        story.act(RecordOpinion{"YK1", "đồng ý", {}}, at("2026-11-26T09:00", specialist()));
        story.act(VerifyOnSite{vn("2026-11-26T09:00"), "Thôn 1", "Cán bộ, công dân", "Đúng hiện trạng", {}}, at("2026-11-26T10:00", specialist()));
        CHECK(story.it.state == State::InProcess);
    }
    SECTION("withdrawal") {
        story.act(AskWithdrawal{"đổi ý"}, at("2026-11-25T07:00", desk())).act(DecideWithdrawal{true, ""}, at("2026-11-25T09:00", leader()));
        CHECK(story.it.state == State::Stopped);
    }
    SECTION("decision, result, return") {
        story.act(AskApproval{Outcome::Granted, "Kính trình", {}}, at("2026-11-25T08:00", specialist()));
        story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader()));
        story.act(a_signed_result(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
        story.act(ReturnResult{ReturnMode::Online, false, {}, "", "giao-1"}, at("2026-11-26T08:00", desk()));
        CHECK(story.it.state == State::Returned);
        CHECK(story.it.punctuality == Punctuality::Early);
    }
}

TEST_CASE("the citizen corrects what was filed while the state allows it, each time as a new version", "[dossier][R-ONL-03]") {
    auto story = submitted();
    auto particulars = story.it.particulars;
    particulars.summary = "Đăng ký lại";
    const auto version = story.it.version;
    story.act(EditParticulars{particulars}, at("2026-11-23T09:15", citizen));
    CHECK(story.it.version == version + 1);
    CHECK(story.it.particulars.summary == "Đăng ký lại");
    auto waiting = story;
    waiting.act(AskSupplement{{{form_code, "thiếu chữ ký", "ký lại"}}, {}, ""}, at("2026-11-23T09:20", desk()));
    waiting.act(EditParticulars{particulars}, at("2026-11-23T09:25", citizen));
    CHECK(waiting.it.version == version + 3);

    story.act(Examine{true, ""}, at("2026-11-23T09:20", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
    for (const auto& [name, state] : state_names) {
        if (state == State::Draft || state == State::Submitted || state == State::AwaitingSupplement) continue;
        INFO(name);
        story.it.state = state;
        CHECK(story.refused(EditParticulars{particulars}, at("2026-11-23T10:00", citizen)).code == ErrorCode::WrongState);
    }
}

TEST_CASE("an online dossier does not pass from 1 to 2 without an examination record", "[dossier][R-ONL-06]") {
    auto story = submitted();
    CHECK(portal_code(story.it.state) == 1);
    CHECK(story.refused(Receive{}, at("2026-11-23T09:30", desk())).code == ErrorCode::WrongState);
    story.act(Examine{true, ""}, at("2026-11-23T09:30", desk())).act(Receive{}, at("2026-11-23T09:31", desk()));
    CHECK(portal_code(story.it.state) == 2);
    CHECK(story.it.examined->by == desk().id);
}

TEST_CASE("a dossier whose person does not match is held, with the reason", "[dossier][R-ONL-07]") {
    auto story = submitted();
    CHECK(story.refused(Examine{false, ""}, at("2026-11-23T09:20", desk())).fields.at(0).field == "note");
    story.act(Examine{false, "ảnh không khớp"}, at("2026-11-23T09:20", desk()));
    CHECK(story.refused(Receive{}, at("2026-11-23T09:30", desk())).code == ErrorCode::WrongState);
    CHECK(story.it.state == State::Submitted);
    CHECK(story.it.examined->note == "ảnh không khớp");
}

TEST_CASE("a submission outside office hours keeps its moment and counts from the next office period", "[dossier][R-ONL-12]") {
    const auto story = submitted("2026-11-21T22:10");  // a Saturday
    CHECK(story.it.submitted_at == vn("2026-11-21T22:10"));
    CHECK(iso8601(*story.it.arrived_official) == "2026-11-23T07:00:00+07:00");
}

TEST_CASE("persons are identified by the number of their kind", "[dossier][R-ONL-17]") {
    struct Case {
        PersonKind kind;
        const char *good, *bad;
    };
    for (const auto& [kind, good, bad] : {Case{PersonKind::Citizen, "001099000001", "00109900001"},  // 11 digits
                                          Case{PersonKind::Foreigner, "C01234567", "C0-1"},
                                          Case{PersonKind::Enterprise, "0101234567", "123"},
                                          Case{PersonKind::Branch, "0101234567-001", "12"}}) {
        INFO(name_of(kind));
        Story story;
        story.opened(Channel::Online);
        auto particulars = story.it.particulars;
        particulars.applicant.kind = kind;
        particulars.applicant.number = Personal<std::string>{good};
        story.act(EditParticulars{particulars}, at("2026-11-23T09:05", citizen));
        CHECK(story.it.particulars.applicant.kind == kind);
        particulars.applicant.number = Personal<std::string>{bad};
        const auto refused = story.refused(EditParticulars{particulars}, at("2026-11-23T09:06", citizen));
        CHECK(refused.code == ErrorCode::InvalidInput);
        CHECK(refused.fields.at(0).field == "applicant.number");
    }
}

TEST_CASE("all missing points go in one notice; another in the same stage is the head's, logged and counted", "[dossier][R-ONL-09]") {
    Story story;
    const AskSupplement ask{{{form_code, "thiếu chữ ký", "ký lại"}, {certificate_code, "bản chụp mờ", "chụp lại"}}, {}, ""};
    story.opened().act(ask, at("2026-11-23T09:10", desk())).with_papers().act(RecordSupplement{}, at("2026-11-25T09:00", desk()));
    CHECK(story.it.supplements.back().stage == Stage::Intake);
    CHECK(story.it.supplements.back().points.size() == 2);
    CHECK(story.it.supplements.back().points[1].how_to_fix == "chụp lại");

    CHECK(story.refused(ask, at("2026-11-25T09:10", desk_head())).code == ErrorCode::WrongState);
    auto again = ask;
    again.override_reason = "giấy chứng sinh bị tẩy xóa";
    CHECK(story.refused(again, at("2026-11-25T09:10", desk())).code == ErrorCode::NotPermitted);
    story.act(again, at("2026-11-25T09:10", desk_head())).act(RecordSupplement{}, at("2026-11-25T10:00", desk()));
    CHECK(story.it.supplements.back().overridden);
    CHECK(story.it.supplements.back().override_reason == again.override_reason);
    CHECK(story.it.supplements.back().asked_by == desk_head().id);
    story.act(Receive{}, at("2026-11-25T10:30", desk()));
    CHECK(punctuality_at(story.it, vn("2026-11-25T11:00")) == Punctuality::Late);
}

TEST_CASE("paper brought for an online dossier joins it: one dossier, one code", "[dossier]") {
    auto story = received_by(Channel::Online);
    const auto code = story.it.code;
    story.act(ComparePaper{true, ""}, at("2026-11-25T09:00", desk()));
    CHECK(story.it.code == code);
    CHECK(story.it.paper_compared->by == desk().id);
}

TEST_CASE("the state of an electronic dossier does not depend on its paper", "[workflow][R-WFL-16]") {
    auto without = received_by(Channel::Online), with = without;
    with.act(ComparePaper{true, ""}, at("2026-11-23T09:40", desk()));
    for (auto* story : {&without, &with}) {
        story->act(HandOverTo{"TP", "", "", "", false}, at("2026-11-23T10:00", desk())).act(TakeOver{}, at("2026-11-23T10:30", specialist()));
        story->act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader())).act(a_signed_result(), at("2026-11-25T10:00", specialist()));
        story->act(Finish{}, at("2026-11-25T10:05", specialist()));
    }
    CHECK(without.it.state == State::ResultReady);
    CHECK(with.it.state == without.it.state);
    without.act(ComparePaper{true, ""}, at("2026-11-27T09:00", desk()));  // the paper may come even now
    CHECK(without.it.state == State::ResultReady);
    CHECK(without.it.due() == with.it.due());
}
