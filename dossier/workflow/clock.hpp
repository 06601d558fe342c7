#pragma once
// The processing clock of a dossier and what stops, restarts or ends it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/calendar/deadline.hpp"
#include "dossier/catalogue/procedure.hpp"
#include "dossier/fields.hpp"
#include "dossier/time.hpp"

namespace dossier {

// An earlier due date and why it changed; never overwritten.
struct DueChange {
    Instant at{};
    std::optional<Instant> from, to;
    std::string reason;  // reception, case, supplement, pause, apology, correction, link
    std::string text;    // Vietnamese
    DOSSIER_FIELDS(DueChange, at, from, to, reason, text)
};

struct Clock {
    Limit limit;
    std::optional<Instant> official_start;   // of the reception
    std::optional<Instant> counted_from;     // official start of the current run; later after a restart
    std::optional<Instant> due;              // ngày hẹn trả now in force
    std::vector<Pause> pauses;               // closed pauses of the current run
    std::optional<Instant> paused_since;
    std::string pause_reason;
    std::optional<Instant> appointed;        // due date set by the apology, instead of the computed one
    std::vector<ProofLine> proof;            // lines behind `due`
    std::string calendar;                    // title and announcement of the calendar `due` was counted by
    std::vector<DueChange> history;
    DOSSIER_FIELDS(Clock, limit, official_start, counted_from, due, pauses, paused_since, pause_reason, appointed, proof, calendar, history)
};

enum class ClockEffect { RunsOn, Pauses, Restarts, Ends, NotStarted };
inline constexpr std::array<Name<ClockEffect>, 5> clock_effect_names{{{"runs_on", ClockEffect::RunsOn},
                                                                      {"pause", ClockEffect::Pauses},
                                                                      {"restart", ClockEffect::Restarts},
                                                                      {"end", ClockEffect::Ends},
                                                                      {"not_started", ClockEffect::NotStarted}}};
constexpr const auto& names_of(ClockEffect) { return clock_effect_names; }

// Reasons: supplement_intake, supplement, payment, withdrawal, opinion, stop. The procedure's own rule wins.
ClockEffect clock_effect(const Procedure& procedure, std::string_view reason);

}  // namespace dossier
