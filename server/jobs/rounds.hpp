#pragma once
// Rounds: what workers do regularly without being asked. Whichever worker comes first does a round; the others see that
// it was begun and wait for the next time.

#include <atomic>
#include <chrono>
#include <span>
#include <string_view>

#include "dossier/time.hpp"
#include "server/services.hpp"

namespace server::jobs {

struct Round {
    std::string_view name;
    std::string_view title;  // Vietnamese
    std::chrono::seconds every;
    void (*run)(Services& services, dossier::Instant now);
};
std::span<const Round> rounds();

// Runs the rounds whose time has come; returns how many. A fault of one does not hold up the others.
int run_due_rounds(Services& services, dossier::Instant now);

// Until `stop`.
void make_rounds(Services& services, const std::atomic<bool>& stop);

}  // namespace server::jobs
