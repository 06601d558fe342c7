#include "dossier/workflow/clock.hpp"

namespace dossier {

ClockEffect clock_effect(const Procedure& procedure, std::string_view reason) {
    for (const auto& rule : procedure.clock)
        if (rule.reason == reason)
            if (const auto effect = value_named<ClockEffect>(rule.effect)) return *effect;
    static constexpr std::array<std::pair<std::string_view, ClockEffect>, 6> defaults{{
        {"supplement_intake", ClockEffect::NotStarted},
        {"supplement", ClockEffect::Restarts},
        {"payment", ClockEffect::Pauses},
        {"withdrawal", ClockEffect::Pauses},
        {"opinion", ClockEffect::RunsOn},
        {"stop", ClockEffect::Ends},
    }};
    for (const auto& [name, effect] : defaults)
        if (name == reason) return effect;
    return ClockEffect::RunsOn;
}

}  // namespace dossier
