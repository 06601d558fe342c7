#pragma once
// The table of job kinds: what each does, how long it may take, how often it is tried.

#include <chrono>
#include <span>
#include <string_view>
#include <variant>

#include "server/services.hpp"
#include "server/storage/job_store.hpp"

namespace server::jobs {

struct Done {};
// The surroundings failed; the job comes back later.
struct Again {
    std::chrono::seconds after;
    std::string reason;  // without personal data
};
// Useless to repeat: shown to a person.
struct GiveUp {
    std::string reason;
};
using Outcome = std::variant<Done, Again, GiveUp>;

struct Kind {
    std::string_view name;
    std::string_view title;  // Vietnamese, for the page of stuck jobs
    Outcome (*run)(const storage::Job& job, Services& services);
    std::chrono::seconds lease;
    int attempts;  // after this many the job is given up
};

std::span<const Kind> kinds();

}  // namespace server::jobs
