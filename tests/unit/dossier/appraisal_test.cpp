// What specialists, leaders and clerks do inside the agency: terms, approval, site visits, incidents, late handing on.

#include "tests/unit/dossier/builders.hpp"
#include "dossier/workflow/watch.hpp"

using namespace dossier_tests;

namespace {

bool watched(const Dossier& dossier, WatchKind kind, const char* now) {
    for (const auto& item : watch(dossier, calendar_2026(), vn(now)))
        if (item.kind == kind) return true;
    return false;
}

}  // namespace

TEST_CASE("the specialist's term starts when the specialist receives, not when the desk registered", "[workflow][R-WFL-04]") {
    Story story;
    story.procedure.steps = {{"s1", "Thẩm định", "specialist", *parse_limit("2wd"), ""}};
    story.received("2026-11-23T09:30").act(HandOverTo{"TP", "", "s1", "", false}, at("2026-11-23T10:00", desk()));
    story.act(TakeOver{}, at("2026-11-26T10:30", specialist()));
    CHECK(iso8601(*story.it.hand_overs.back().due) == "2026-11-30T17:00:00+07:00");  // two working days after the 26th
}

TEST_CASE("a leader approves a draft, which moves it to issuing, or returns it with instructions", "[workflow][R-WFL-06]") {
    Story story;
    story.in_process().act(AskApproval{Outcome::Granted, "Dự thảo 1", {}}, at("2026-11-25T08:00", specialist()));
    const auto refused = story.refused(SendBack{""}, at("2026-11-25T08:30", leader()));
    CHECK(refused.code == ErrorCode::InvalidInput);
    CHECK(refused.fields.at(0).field == "instructions");
    CHECK(story.refused(a_signed_result(), at("2026-11-25T08:40", specialist())).code == ErrorCode::WrongState);
    SECTION("returned") {
        story.act(SendBack{"sửa căn cứ"}, at("2026-11-25T08:30", leader()));
        CHECK(story.it.approval->instructions == "sửa căn cứ");
        CHECK(story.refused(a_signed_result(), at("2026-11-25T08:40", specialist())).code == ErrorCode::WrongState);
    }
    SECTION("approved") {
        story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader()));
        story.act(a_signed_result(), at("2026-11-25T10:00", specialist()));
        CHECK(story.it.results.size() == 1);
    }
}

TEST_CASE("a draft changed after its approval needs approval again", "[workflow][R-WFL-07]") {
    Story story;
    story.in_process().act(AskApproval{Outcome::Granted, "Dự thảo 1", {}}, at("2026-11-25T08:00", specialist()));
    story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader()));
    story.act(AskApproval{Outcome::Granted, "Dự thảo 1, sửa ngày sinh", {}}, at("2026-11-25T09:30", specialist()));
    CHECK_FALSE(story.it.decision.has_value());
    CHECK(story.refused(a_signed_result(), at("2026-11-25T09:40", specialist())).code == ErrorCode::WrongState);
    story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T10:00", leader())).act(a_signed_result(), at("2026-11-25T10:10", specialist()));
}

TEST_CASE("a procedure decided at a higher level brings its result back to the counter that took the dossier", "[workflow][R-WFL-22]") {
    Story story;
    OpenDraft open;
    open.id = DossierId{"x"};
    open.agency = agency;                 // a ward
    open.deciding_agency = "H56.03";      // a department of the province
    open.particulars.applicant = a_citizen();
    auto context = at("2026-11-23T09:00", desk());
    context.procedure = &story.procedure;
    story.act(open, context).with_papers().act(Receive{}, at("2026-11-23T09:30", desk()));
    const auto expert = an_actor(Role::specialist, "TP", "H56.03"), head = an_actor(Role::leader, "LD", "H56.03");
    story.act(HandOverTo{"TP", "", "", "", true}, at("2026-11-23T10:00", desk())).act(TakeOver{}, at("2026-11-23T14:00", expert));
    const LinkedProcedure above{"2.000001", "G05.01", "Xác nhận của bộ", 1, {}, {}, {}, "", {}};
    story.act(StartLinked{{above}}, at("2026-11-23T14:30", expert));
    CHECK(story.refused(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader())).code == ErrorCode::NotPermitted);
    const Actor ministry{OfficerId{"bo"}, {Role::partner_system}, "", "", "", {}};
    story.act(FinishLinked{"2.000001", "G05.01", "Đã xác nhận, số 7"}, at("2026-11-25T08:00", ministry));
    story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", head)).act(a_signed_result(), at("2026-11-25T10:00", expert));
    story.act(Finish{}, at("2026-11-25T10:05", expert));

    CHECK(story.it.linked[0].result == "Đã xác nhận, số 7");
    CHECK(story.it.agency == agency);
    const ReturnResult give{ReturnMode::Counter, true, Personal<std::string>{"Nguyễn Thị Mẫu"}, "", "ký nhận"};
    CHECK(story.refused(give, at("2026-11-26T08:00", an_actor(Role::reception_officer, "MC", "H56.03"))).code == ErrorCode::NotPermitted);
    story.act(give, at("2026-11-26T08:00", desk()));
    CHECK(story.it.state == State::Returned);
}

TEST_CASE("a site visit is recorded with time, place, participants and content, all of them", "[workflow][R-WFL-26]") {
    Story story;
    story.in_process();
    const VerifyOnSite whole{vn("2026-11-25T08:00"), "Thôn 1", "Cán bộ địa chính, chủ hộ", "Đúng hiện trạng", {}};
    const auto lacking = [&](auto change) {
        auto action = whole;
        change(action);
        const auto refused = story.refused(action, at("2026-11-25T10:00", specialist()));
        CHECK(refused.code == ErrorCode::InvalidInput);
        return refused.fields.at(0).field;
    };
    CHECK(lacking([](auto& it) { it.happened_at = {}; }) == "happened_at");
    CHECK(lacking([](auto& it) { it.place = ""; }) == "place");
    CHECK(lacking([](auto& it) { it.participants = " "; }) == "participants");
    CHECK(lacking([](auto& it) { it.content = ""; }) == "content");
    story.act(whole, at("2026-11-25T10:00", specialist()));
    CHECK(story.it.verifications.at(0).content == "Đúng hiện trạng");
}

TEST_CASE("a lost or damaged dossier is an incident with the unit that answers for it", "[workflow][R-WFL-30]") {
    Story story;
    story.in_process();
    ReportIncident lost{"lost", "Mất giấy chứng sinh khi chuyển", "", "Xin lỗi, cấp lại bản sao"};
    const auto refused = story.refused(lost, at("2026-11-25T09:00", specialist()));
    CHECK(refused.code == ErrorCode::InvalidInput);
    CHECK(refused.fields.at(0).field == "responsible_unit");
    lost.responsible_unit = "MC";
    story.act(lost, at("2026-11-25T09:00", specialist())).act(Apologise{"mất giấy tờ", "MC", vn("2026-12-01T17:00")}, at("2026-11-25T09:10", leader()));
    CHECK(story.it.incidents.at(0).responsible_unit == "MC");
    CHECK(story.it.apologies.at(0).responsible == "MC");
}

TEST_CASE("a dossier not handed on by the day it belongs to is told as late", "[watch]") {
    Story story;
    story.received("2026-11-23T09:30");
    CHECK_FALSE(watched(story.it, WatchKind::HandOnLate, "2026-11-23T17:00"));
    CHECK(watched(story.it, WatchKind::HandOnLate, "2026-11-25T07:01"));
    story.act(HandOverTo{"TP", "", "", "", false}, at("2026-11-25T08:00", desk()));
    CHECK_FALSE(watched(story.it, WatchKind::HandOnLate, "2026-11-25T08:01"));
}

TEST_CASE("an urgent dossier nobody takes up is alarmed after half an hour of office time", "[watch]") {
    Story story;
    story.received("2026-11-23T09:30").act(SetUrgent{true, "cấp cứu"}, at("2026-11-23T09:31", desk_head()));
    CHECK_FALSE(watched(story.it, WatchKind::UrgentWaits, "2026-11-23T09:59"));
    CHECK(watched(story.it, WatchKind::UrgentWaits, "2026-11-23T10:01"));
    story.act(HandOverTo{"TP", "", "", "", false}, at("2026-11-23T11:10", desk()));
    CHECK_FALSE(watched(story.it, WatchKind::UrgentWaits, "2026-11-23T13:35"));  // the lunch break does not count
    CHECK(watched(story.it, WatchKind::UrgentWaits, "2026-11-23T13:45"));
    story.act(TakeOver{}, at("2026-11-23T13:50", specialist()));
    CHECK_FALSE(watched(story.it, WatchKind::UrgentWaits, "2026-11-23T17:00"));
}
