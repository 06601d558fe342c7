#pragma once
// The one door: what may be done, and what then happens. Pure; the caller loads, numbers, records and commits.
//
//   lock dossier → decide → (a Received event without a code: draw the serial of receiving_series(event) in the same
//   transaction, then number(dossier, event, serial, scheme)) → record event and apply(dossier, event) → queue what follows → commit

#include <optional>
#include <string>

#include "dossier/calendar/working_calendar.hpp"
#include "dossier/event.hpp"
#include "dossier/intake/dossier_code.hpp"

namespace dossier {

// Numbers of the law that differ by rule set and place: data, not code.
struct WorkflowRules {
    MinuteOfDay hand_over_cut_off = 15 * 60;  // NĐ61 Đ18.2
    int supplements_per_stage = 1;            // NĐ61 Đ11.2.c, Đ15.3
    int return_for_supplement_days = 3;       // working days after reception, NĐ61 Đ19.4
    int reappointments = 1;                   // NĐ61 Đ19.9
    int supplement_expiry_days = 30;          // calendar days when the request names no date
    bool spelling_before_reception = false;   // the name is read back to the citizen before the receipt prints
};

struct Context {
    const WorkingCalendar& calendar;                    // of the deciding agency: the term
    Actor actor;
    Instant now{};
    const WorkingCalendar* reception_calendar = nullptr;  // of the receiving agency, when another
    const Procedure* procedure = nullptr;  // OpenDraft: needed; Receive: the revision in force now; CorrectReception
    WorkflowRules rules{};

    const WorkingCalendar& at_reception() const { return reception_calendar ? *reception_calendar : calendar; }
};

// Fails with NotPermitted, WrongState, or InvalidInput naming every wrong field.
Result<Event> decide(const Dossier& dossier, const Action& action, const Context& context);

// Which action is possible now, for buttons and for tests. Fails like decide, without looking at the fields.
// `action` is a position in the Action variant; action_names gives their words.
Result<Role> permitted(const Dossier& dossier, std::size_t action, const Actor& actor);
extern const std::array<std::string_view, std::variant_size_v<Action>> action_names;
template <class A>
Result<Role> permitted(const Dossier& dossier, const Actor& actor) {
    return permitted(dossier, Action{A{}}.index(), actor);
}

// When the desk must hand a dossier on: the same working day, or the start of the next after the cut-off.
Result<Instant> hand_over_due(const WorkingCalendar& calendar, Instant received, MinuteOfDay cut_off);
// Early, on time or late if it were finished at that moment (index 2.1 of QĐ 766).
Punctuality punctuality_at(const Dossier& dossier, Instant finished);

// The daily series a Received event draws its number from; none when it has its code already.
struct DailySeries {
    std::string agency;
    CivilDate date{};  // Vietnamese date of official reception
    bool operator==(const DailySeries&) const = default;
};
std::optional<DailySeries> receiving_series(const Dossier& dossier, const Event& event);
// `issuer`: the agency's code under the scheme; empty: the code we know the agency by.
// Fails with InvalidInput when that code does not fit the scheme.
Result<Event> number(const Dossier& dossier, Event received, unsigned serial, CodeScheme scheme, std::string_view issuer = {});

}  // namespace dossier
