#pragma once
// What a dossier asks of somebody because time passed. Pure: a job calls it with the present moment and turns each
// item into its action (RemindSupplement, EscalateOpinion, Warn, a drafted Stop or Apologise).

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "dossier/workflow/decide.hpp"

namespace dossier {

enum class WatchKind {
    BudgetHalf,         // 50 % of the office time to the due date is used
    BudgetMost,         // 80 %
    Overdue,            // 100 %
    ApologyDue,         // the last day an apology is in time
    SupplementReminder, // half of the time for the supplement is over
    SupplementExpired,  // nobody answered: stop with notice is drafted for decision
    OpinionLate,
    HandOverLate,       // given, not taken, past its due time
    HandOnLate,         // received, not handed on by the end of the day it should have been
    StepHalf,           // the same shares of the term of the present step
    StepMost,
    StepOverdue,
    UrgentWaits,        // an urgent dossier nobody took up within half an hour of office time
};
inline constexpr std::array<Name<WatchKind>, 13> watch_kind_names{{{"budget_50", WatchKind::BudgetHalf},
                                                                  {"budget_80", WatchKind::BudgetMost},
                                                                  {"budget_100", WatchKind::Overdue},
                                                                  {"apology_due", WatchKind::ApologyDue},
                                                                  {"supplement_reminder", WatchKind::SupplementReminder},
                                                                  {"supplement_expired", WatchKind::SupplementExpired},
                                                                  {"opinion_late", WatchKind::OpinionLate},
                                                                  {"hand_over_late", WatchKind::HandOverLate},
                                                                  {"hand_on_late", WatchKind::HandOnLate},
                                                                  {"step_50", WatchKind::StepHalf},
                                                                  {"step_80", WatchKind::StepMost},
                                                                  {"step_100", WatchKind::StepOverdue},
                                                                  {"urgent_waits", WatchKind::UrgentWaits}}};
constexpr const auto& names_of(WatchKind) { return watch_kind_names; }

struct WatchItem {
    WatchKind kind = WatchKind::Overdue;
    std::string subject;  // opinion id, step code; empty for the dossier itself
    Role tell = Role::specialist;
    std::string text;     // Vietnamese
    bool operator==(const WatchItem&) const = default;
};

// Items already recorded on the dossier (warnings, reminders, escalations) are not repeated.
std::vector<WatchItem> watch(const Dossier& dossier, const WorkingCalendar& calendar, Instant now, const WorkflowRules& rules = {});

// Office time between two moments, in microseconds; unknown dates count nothing.
std::int64_t office_time_between(const WorkingCalendar& calendar, Instant from, Instant to);

}  // namespace dossier
