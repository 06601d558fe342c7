#pragma once
// Valid things to start from; a test changes the one point that matters.

#include <catch2/catch.hpp>

#include "dossier/workflow/decide.hpp"

namespace dossier_tests {

using namespace dossier;

inline Instant vn(const char* text) { return *parse_iso8601(text); }

inline WeekHours office_week() {
    WeekHours week;
    for (size_t day = 0; day < 5; ++day) week[day] = {{7 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
    return week;
}

inline std::vector<CivilDate> dates(std::initializer_list<const char*> texts) {
    std::vector<CivilDate> list;
    for (const auto* text : texts) list.push_back(*parse_iso_date(text));
    return list;
}

inline CalendarPlan plan_2026() {
    CalendarPlan plan;
    plan.office_hours = office_week();
    plan.holidays = dates({"2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-26",
                           "2026-04-30", "2026-05-01", "2026-09-01", "2026-09-02", "2026-11-24"});
    return plan;
}

inline const WorkingCalendar& calendar_2026() {
    static const auto calendar = *WorkingCalendar::from(plan_2026());
    return calendar;
}

inline constexpr const char* agency = "H56.14";

inline Procedure a_procedure() {
    Procedure procedure;
    procedure.code = "1.000000";
    procedure.name = "Thủ tục mẫu";
    procedure.field_code = "G15-TP07";
    procedure.effective_from = *parse_iso_date("2026-01-01");
    procedure.limit = *parse_limit("3wd");
    ComponentRule form;
    form.code = "000.00.00.G15-KQ900001";
    form.title = "Tờ khai";
    form.modes = {Mode::Submit, Mode::Form};
    form.originals = 1;
    ComponentRule identity;
    identity.code = "000.00.00.G15-KQ900002";
    identity.title = "Giấy tờ tùy thân";
    identity.modes = {Mode::Present, Mode::Lookup};
    identity.lookup = "identity";
    ComponentRule certificate;
    certificate.code = "000.00.00.G15-KQ900003";
    certificate.title = "Giấy chứng sinh";
    certificate.modes = {Mode::Submit, Mode::Lookup};
    certificate.group = "birth";
    auto statement = certificate;
    statement.code = "000.00.00.G15-KQ900004";
    statement.title = "Văn bản của người làm chứng";
    statement.modes = {Mode::Submit};
    procedure.components = {form, identity, certificate, statement};
    CaseRule verify{"1.000000.02", "Cần xác minh", *parse_limit("5wd"), {}, true};
    CaseRule personal{"1.000000.03", "Không được ủy quyền", std::nullopt, {}, false};
    procedure.cases = {verify, personal};
    procedure.results = {{"KQ.G15.000001", "Giấy mẫu", false}};
    return procedure;
}

inline const char* form_code = "000.00.00.G15-KQ900001";
inline const char* identity_code = "000.00.00.G15-KQ900002";
inline const char* certificate_code = "000.00.00.G15-KQ900003";
inline const char* statement_code = "000.00.00.G15-KQ900004";

inline Actor an_actor(Role role, std::string unit, std::string of_agency = agency) {
    return {OfficerId{"officer-" + std::string{name_of(role)} + "-" + unit}, {role}, std::move(of_agency), std::move(unit), "", {}};
}
inline Actor desk() { return an_actor(Role::reception_officer, "MC"); }
inline Actor desk_head() { return an_actor(Role::desk_head, "MC"); }
inline Actor specialist() { return an_actor(Role::specialist, "TP"); }
inline Actor leader() { return an_actor(Role::leader, "LD"); }

inline Context at(const char* time, Actor actor) { return Context{calendar_2026(), std::move(actor), vn(time)}; }

inline Person a_citizen() {
    Person person;
    person.name = Personal<std::string>{"Nguyễn Thị Mẫu"};
    person.number = Personal<std::string>{"001099000001"};
    return person;
}

// Applies the actions one after another; each must be possible.
class Story {
  public:
    Dossier it;
    Procedure procedure = a_procedure();

    Story& act(const Action& action, Context context) {
        auto event = decide(it, action, context);
        if (!event) {
            std::string why = event.error().detail;
            for (const auto& field : event.error().fields) why += "; " + field.field + ": " + field.message;
            FAIL("action " << action_names[action.index()] << ": " << why);
        }
        if (receiving_series(it, *event)) event = number(it, *event, ++serial_, CodeScheme::B);
        it = apply(it, *event);
        return *this;
    }
    Error refused(const Action& action, const Context& context) const {
        const auto event = decide(it, action, context);
        REQUIRE_FALSE(event.has_value());
        return event.error();
    }
    Story& opened(Channel channel = Channel::Counter) {
        OpenDraft open;
        open.id = DossierId{"00000000-0000-0000-0000-000000000001"};
        open.channel = channel;
        open.agency = agency;
        open.particulars.applicant = a_citizen();
        auto actor = desk();
        if (channel == Channel::Online) {
            actor = Actor{OfficerId{"citizen-1"}, {Role::citizen}, "", "", "", {}};
            open.source = Source::OwnPortal;
        }
        auto context = at("2026-11-23T09:00", actor);
        context.procedure = &procedure;
        return act(open, context);
    }
    Story& with_papers(Actor actor = desk()) {
        act(AddFile{form_code, 1, FileId{"f1"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
            at("2026-11-23T09:01", actor));
        act(AddFile{certificate_code, 1, FileId{"f2"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
            at("2026-11-23T09:02", actor));
        return act(RecordShown{identity_code, 1, "Thẻ căn cước"}, at("2026-11-23T09:03", desk()));
    }
    Story& received(const char* time = "2026-11-23T09:30") { return opened().with_papers().act(Receive{}, at(time, desk())); }
    Story& in_process() {
        received().act(HandOverTo{"TP", "", "", "", true}, at("2026-11-23T10:00", desk()));
        return act(TakeOver{}, at("2026-11-23T10:30", specialist()));
    }
    Story& decided(Outcome outcome = Outcome::Granted) {
        return in_process().act(Decide{outcome, "lý do"}, at("2026-11-25T09:00", leader()));
    }

  private:
    unsigned serial_ = 0;
};

inline AttachResult a_signed_result() {
    AttachResult result;
    result.code = "KQ.G15.000001";
    result.number = "12/GM";
    result.file = FileId{"r1"};
    result.signature = {"TOTAL-PASSED", "", true, true, ""};
    return result;
}

inline ResultAppendix a_sealed_appendix(const char* title, const char* file) { return {title, FileId{file}, {"TOTAL-PASSED", "", false, true, ""}}; }

// r1 with a1 and a2.
inline AttachResult a_result_with_appendices() {
    auto result = a_signed_result();
    result.appendices = {a_sealed_appendix("Phụ lục I", "a1"), a_sealed_appendix("Phụ lục II", "a2")};
    return result;
}

}  // namespace dossier_tests
