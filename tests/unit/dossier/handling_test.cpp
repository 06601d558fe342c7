#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;

namespace {

AddFile file(const char* component, const char* id) {
    return {component, 1, FileId{id}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""};
}

}  // namespace
TEST_CASE("a not-digitised mark needs a reason, holds no file, and still lets the dossier in", "[dossier]") {
    Story story;
    story.opened().act(file(certificate_code, "f2"), at("2026-11-23T09:02", desk()));
    story.act(RecordShown{identity_code, 1, ""}, at("2026-11-23T09:03", desk()));
    CHECK(story.refused(MarkNotDigitised{form_code, 1, MarkReason::Other, ""}, at("2026-11-23T09:04", desk())).fields.at(0).field == "text");
    story.act(MarkNotDigitised{form_code, 1, MarkReason::Map, ""}, at("2026-11-23T09:04", desk()));
    CHECK(story.refused(file(form_code, "f1"), at("2026-11-23T09:05", desk())).code == ErrorCode::WrongState);
    story.act(Receive{}, at("2026-11-23T09:30", desk()));
    CHECK_FALSE(story.it.fully_digitised());
    story.act(UnmarkNotDigitised{form_code, 1, "đã mượn máy quét khổ lớn"}, at("2026-11-23T09:40", desk()));
    story.act(file(form_code, "f1"), at("2026-11-23T09:41", desk()));
    CHECK(story.it.fully_digitised());
}

TEST_CASE("a replaced scan stays as an earlier version with who, when and why", "[dossier]") {
    Story story;
    story.opened().with_papers();
    auto again = file(form_code, "f9");
    again.replaces = FileId{"f1"};
    CHECK(story.refused(again, at("2026-11-23T09:05", desk())).fields.at(0).field == "reason");
    again.reason = "quét mờ";
    story.act(again, at("2026-11-23T09:05", desk()));
    const auto* component = story.it.component(form_code);
    REQUIRE(component->files.size() == 2);
    CHECK_FALSE(component->files[0].current);
    CHECK(component->files[1].version == 2);
    CHECK(component->files[1].reason == "quét mờ");
}

TEST_CASE("hand-over waits for the other side", "[workflow]") {
    Story story;
    story.received().act(HandOverTo{"TP", "", "", "", true}, at("2026-11-23T10:00", desk()));
    CHECK_FALSE(story.it.hand_overs.back().taken_at.has_value());
    CHECK(story.refused(HandOverTo{"XD", "", "", "", true}, at("2026-11-23T10:10", desk())).code == ErrorCode::WrongState);
    CHECK(story.refused(TakeOver{}, at("2026-11-23T10:10", desk())).code == ErrorCode::NotPermitted);
    story.act(TakeOver{}, at("2026-11-23T10:30", specialist()));
    CHECK(story.it.hand_overs.back().punctuality == Punctuality::OnTime);
    CHECK(story.it.holder == specialist().id.text());
}

TEST_CASE("the process is data of the procedure; a step out of its order is refused", "[workflow][R-WFL-01]") {
    Story story;
    story.procedure.steps = {{"s1", "Thẩm định", "specialist", std::nullopt, ""}, {"s2", "Ký", "leader", std::nullopt, ""}};
    story.received();
    CHECK(story.refused(HandOverTo{"LD", "", "s2", "", false}, at("2026-11-23T10:00", desk())).code == ErrorCode::WrongState);
    story.act(HandOverTo{"TP", "", "s1", "", false}, at("2026-11-23T10:00", desk())).act(TakeOver{}, at("2026-11-23T10:10", specialist()));
    story.act(HandOverTo{"LD", "", "s2", "", false}, at("2026-11-23T10:20", specialist()));
}

TEST_CASE("an assignment names one lead and its supporting units, each with its deadline where one is set", "[workflow][R-WFL-03]") {
    Story story;
    story.in_process();
    const Assign assign{{{"TP", "", false, std::nullopt}, {"XD", "", false, std::nullopt}}, ""};
    const auto refused = story.refused(assign, at("2026-11-23T11:00", leader()));
    CHECK(refused.code == ErrorCode::InvalidInput);
    CHECK(refused.fields.at(0).rule == "lead");
    story.act(Assign{{{"TP", "", true, vn("2026-11-26T17:00")}, {"XD", "", false, std::nullopt}}, ""}, at("2026-11-23T11:00", leader()));
    CHECK(story.it.assignments.back().to[0].lead);
    CHECK(story.it.assignments.back().to[0].due == vn("2026-11-26T17:00"));
    CHECK_FALSE(story.it.assignments.back().to[1].due.has_value());
}

TEST_CASE("linked procedures go in parallel for electronic dossiers and in order for paper ones", "[workflow][R-WFL-21]") {
    const StartLinked linked{{{"2.002621", "H56.BHXH", "Cấp thẻ BHYT", 2, {}, {}, {}, "", {}}, {"1.004222", "H56.CA", "Thường trú", 1, {}, {}, {}, "", {}}}};
    Story paper;
    paper.in_process().act(linked, at("2026-11-25T09:00", specialist()));
    CHECK_FALSE(paper.it.linked[0].sent_at.has_value());
    CHECK(paper.it.linked[1].sent_at.has_value());
    CHECK(paper.refused(FinishLinked{"2.002621", "H56.BHXH", ""}, at("2026-11-25T09:10", specialist())).code == ErrorCode::WrongState);
    paper.act(FinishLinked{"1.004222", "H56.CA", "xong"}, at("2026-11-25T09:20", specialist()));
    CHECK(paper.it.linked[0].sent_at.has_value());
    auto electronic = paper;
    electronic.it.channel = Channel::Online;
    electronic.it.linked.clear();
    electronic.act(linked, at("2026-11-25T09:30", specialist()));
    CHECK(electronic.it.linked[0].sent_at == electronic.it.linked[1].sent_at);
}

TEST_CASE("a procedure on a ministry's system takes its status from there", "[workflow][R-WFL-34]") {
    Story story;
    story.procedure.runs_on = "Hệ thống của Bộ Công an";
    story.in_process().act(SendToMinistry{"", "BCA-1"}, at("2026-11-23T11:00", specialist()));
    const auto due = story.it.due();
    CHECK(story.refused(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader())).code == ErrorCode::WrongState);
    const Actor ministry{OfficerId{"bca"}, {Role::partner_system}, "", "", "", {}};
    story.act(RecordExternalStatus{"Đã có kết quả", State::ResultReady}, at("2026-11-25T10:00", ministry));
    CHECK(story.it.state == State::ResultReady);
    CHECK(story.it.due() == due);
}

TEST_CASE("a wrong reception is corrected without losing the code", "[workflow][R-WFL-36]") {
    Story story;
    story.received();
    const auto code = story.it.code;
    story.act(RecordForm{"receipt", "2025", "1/TNHS", FileId{"p1"}}, at("2026-11-23T09:31", desk()));
    auto other = story.procedure;
    other.code = "1.000001";
    other.limit = *parse_limit("5wd");
    auto context = at("2026-11-23T09:40", desk());
    context.procedure = &other;
    story.act(CorrectReception{context.procedure->code, story.it.particulars, "chọn nhầm thủ tục"}, context);
    CHECK(story.it.code == code);
    CHECK(story.it.procedure.code == "1.000001");
    CHECK(story.it.forms[0].replaced);
    CHECK(iso8601(*story.it.due()) == "2026-12-01T17:00:00+07:00");
    story.act(RecordForm{"receipt", "2025", "2/TNHS", FileId{"p2"}}, at("2026-11-23T09:41", desk()));
    CHECK_FALSE(story.it.forms[1].replaced);
}

TEST_CASE("reception, supporting point and deciding agency are three fields; the term is the decider's", "[workflow][R-WFL-33]") {
    Story story;
    OpenDraft open;
    open.id = DossierId{"x"};
    open.agency = agency;
    open.deciding_agency = "H56.03";
    open.particulars.applicant = a_citizen();
    auto plan = plan_2026();
    plan.holidays.push_back(*parse_iso_date("2026-11-25"));
    const auto decider = *WorkingCalendar::from(plan);
    Context context{decider, desk(), vn("2026-11-23T09:00"), &calendar_2026(), &story.procedure};
    story.act(open, context).with_papers();
    context.now = vn("2026-11-23T09:30");
    context.procedure = nullptr;
    story.act(Receive{}, context);
    CHECK(story.it.code.starts_with(agency));
    CHECK(iso8601(*story.it.due()) == "2026-11-30T17:00:00+07:00");
    context.now = vn("2026-11-23T10:00");
    story.act(HandOverTo{"TP", "", "", "", true}, context);
    context.now = vn("2026-11-23T14:00");
    context.actor = an_actor(Role::specialist, "TP", "H56.03");
    story.act(TakeOver{}, context);
    CHECK(story.it.hand_overs.back().paper);
    CHECK(story.it.hand_overs.back().taken_by == context.actor.id);
}

TEST_CASE("only properly signed results are attached", "[result]") {
    Story story;
    story.decided();
    auto result = a_signed_result();
    result.signature.person_signed = false;
    CHECK(story.refused(result, at("2026-11-25T10:00", specialist())).code == ErrorCode::WrongState);
    result.form = ResultForm::PaperScan;
    CHECK(decide(story.it, result, at("2026-11-25T10:00", specialist())).has_value());
    result.signature.verdict = "TOTAL-FAILED";
    CHECK(story.refused(result, at("2026-11-25T10:00", specialist())).code == ErrorCode::WrongState);
    CHECK(story.refused(Finish{}, at("2026-11-25T10:00", specialist())).code == ErrorCode::WrongState);
}

TEST_CASE("a result is cancelled or replaced, never deleted", "[result][R-RES-10]") {
    Story story;
    story.decided().act(a_signed_result(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    auto corrected = a_signed_result();
    corrected.file = FileId{"r2"};
    story.act(ReplaceResult{FileId{"r1"}, corrected, "sai ngày sinh"}, at("2026-11-25T11:00", leader()));
    CHECK(story.it.result(FileId{"r1"})->replaced_by == FileId{"r2"});
    CHECK(story.it.result(FileId{"r2"})->replaces == FileId{"r1"});
    CHECK(story.it.fees.empty());
    story.act(CancelResult{FileId{"r2"}, "cấp sai thẩm quyền", "NĐ45 Đ15"}, at("2026-11-25T11:10", leader()));
    CHECK(story.it.result(FileId{"r2"})->cancelled_at.has_value());
    CHECK(story.it.results.size() == 2);
}

TEST_CASE("a result's appendices are issued with it, in order, and share its fate", "[result][appendix]") {
    Story story;
    story.decided().act(a_result_with_appendices(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    REQUIRE(story.it.results.size() == 1);
    CHECK(story.it.results[0].appendices == a_result_with_appendices().appendices);
    CHECK(story.it.results[0].files() == std::vector<FileId>{FileId{"r1"}, FileId{"a1"}, FileId{"a2"}});
    for (const auto* file : {"r1", "a1", "a2"}) CHECK(story.it.result_with(FileId{file}) == &story.it.results[0]);
    CHECK(story.it.result_with(FileId{"a3"}) == nullptr);
    CHECK(story.it.result(FileId{"a1"}) == nullptr);  // no result by itself
    CHECK(story.refused(CancelResult{FileId{"a1"}, "sai", "NĐ45 Đ15"}, at("2026-11-25T10:30", leader())).fields.at(0).field == "file");

    auto corrected = a_signed_result();
    corrected.file = FileId{"r2"};
    corrected.appendices = {a_sealed_appendix("Phụ lục I", "a3")};
    story.act(ReplaceResult{FileId{"r1"}, corrected, "sai ngày sinh"}, at("2026-11-25T11:00", leader()));
    CHECK_FALSE(story.it.result_with(FileId{"a1"})->in_force());
    CHECK(story.it.result_with(FileId{"a3"})->file == FileId{"r2"});
    CHECK(story.it.result_with(FileId{"a3"})->in_force());
    story.act(CancelResult{FileId{"r2"}, "cấp sai thẩm quyền", "NĐ45 Đ15"}, at("2026-11-25T11:10", leader()));
    CHECK_FALSE(story.it.result_with(FileId{"a3"})->in_force());
    CHECK(story.it.result_with(FileId{"a3"})->appendices.size() == 1);
}

TEST_CASE("a result whose appendix is nameless, unsealed or there already is neither attached nor put in another's place", "[result][appendix]") {
    Story story;
    story.decided();
    const auto refused = [&](const AttachResult& result) { return story.refused(result, at("2026-11-25T10:00", specialist())); };
    auto nameless = a_result_with_appendices();
    nameless.appendices[1] = {};
    const auto fields = refused(nameless).fields;
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].field == "appendices[1].title");
    CHECK(fields[1].field == "appendices[1].file");
    auto unsealed = a_result_with_appendices();
    unsealed.appendices[1].signature.agency_signed = false;
    CHECK(refused(unsealed).code == ErrorCode::WrongState);
    CHECK(refused(unsealed).detail.find("“Phụ lục II”") != std::string::npos);
    auto twice = a_result_with_appendices();
    twice.appendices[1].file = FileId{"r1"};
    CHECK(refused(twice).code == ErrorCode::DuplicateRequest);

    story.act(a_result_with_appendices(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    auto other = a_signed_result();
    other.file = FileId{"r2"};
    other.appendices = {a_sealed_appendix("Phụ lục I", "a1")};
    CHECK(story.refused(ReplaceResult{FileId{"r1"}, other, "sai"}, at("2026-11-25T11:00", leader())).code == ErrorCode::DuplicateRequest);
    other.appendices = {a_sealed_appendix("", "a3")};
    CHECK(story.refused(ReplaceResult{FileId{"r1"}, other, "sai"}, at("2026-11-25T11:00", leader())).fields.at(0).field == "by.appendices[0].title");
}

TEST_CASE("an original to hand back stays a pending item when the dossier closes", "[result][R-DIG-17]") {
    Story story;
    story.procedure.components[0].returned = true;
    story.decided();
    story.it.components[0].originals = 1;
    story.act(a_signed_result(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    story.act(ReturnResult{ReturnMode::Online, false, {}, "", "giao-1"}, at("2026-11-26T08:00", desk()));
    CHECK(story.it.warnings.back().kind == "original_not_returned");
    story.act(ReturnOriginal{form_code, 1}, at("2026-11-26T08:10", desk()));
    CHECK(story.it.component(form_code)->original_returned_at.has_value());
}

TEST_CASE("a reasoned refusal is stored as the result, late when decided after the date", "[result][R-WFL-23]") {
    Story story;
    story.in_process();
    CHECK(story.refused(Decide{Outcome::Refused, ""}, at("2026-11-25T09:00", leader())).fields.at(0).field == "reason");
    story.act(Decide{Outcome::Refused, "không đủ điều kiện"}, at("2026-11-30T09:00", leader()));
    CHECK(story.it.decision->late);
}

TEST_CASE("every event moves the version by one and keeps the earlier dossier untouched", "[dossier]") {
    Story story;
    story.opened();
    const auto before = story.it;
    const auto event = decide(story.it, file(form_code, "f1"), at("2026-11-23T09:01", desk()));
    REQUIRE(event.has_value());
    const auto after = apply(before, *event);
    CHECK(after.version == before.version + 1);
    CHECK(before.components.empty());
}
