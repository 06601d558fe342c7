#pragma once
// What officers ask of the database in a day, as the handlers ask it.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "server/tools/bench/desk.hpp"

namespace server {

// 30 % search, 30 % work list, 20 % open, 15 % look-up by code, 5 % open and receive: in this order.
inline constexpr std::array tasks{"search", "work list", "open", "look-up", "receive"};
using Times = std::array<std::vector<double>, tasks.size()>;  // milliseconds, sorted

struct KnownDossier {
    dossier::DossierId id;
    std::string code;
};
std::vector<KnownDossier> some_dossiers(BenchDesk& desk);  // from all over the table

// So many officers at once, each with a task about every `every_s` seconds. A time includes waiting for a free session.
Times work_as(BenchDesk& desk, int officers, int seconds, double every_s, const std::vector<KnownDossier>& some);
// What a request costs one officer alone, in milliseconds: the mean of a hundred, asked for the first time (what they need may have to
// come from the disk), and asked again (the middle one of four times, so that what else the machine does hardly counts).
struct Alone {
    std::array<double, tasks.size()> first{}, again{};
    std::vector<std::pair<std::string, double>> words;  // what is searched, again
};
Alone one_after_another(BenchDesk& desk, const std::vector<KnownDossier>& some);

struct Receiving {
    double per_second = 0, slowest_minute = 0;  // slowest_minute: per second too
    double p95_ms = 0;
    std::int64_t received = 0;
};
// So many counters without a pause. Throws std::runtime_error when a reception is refused.
Receiving receive_for(BenchDesk& desk, int counters, int seconds);

}  // namespace server
