#include "server/term_view.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace server {

using dossier::vietnamese_time;
using nlohmann::json;

namespace {

// "1", "0,5", "0,4286": for the eye; the exact sum stands in the proof itself.
std::string share_text(double share) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4f", share);
    std::string shown{text.data()};
    shown.erase(shown.find_last_not_of('0') + 1);
    if (shown.ends_with('.')) shown.pop_back();
    std::replace(shown.begin(), shown.end(), '.', ',');
    return shown;
}

}  // namespace

json term_view(const dossier::Clock& clock) {
    auto lines = json::array();
    for (const auto& proof : clock.proof) {
        lines.push_back({{"from", vietnamese_time(proof.from)}, {"to", vietnamese_time(proof.to)}, {"counted", share_text(proof.counted)}, {"why", proof.why}});
    }
    auto history = json::array();
    for (const auto& change : clock.history)
        history.push_back({{"at", vietnamese_time(change.at)}, {"from", change.from ? vietnamese_time(*change.from) : "chưa có"},
                           {"to", change.to ? vietnamese_time(*change.to) : "tạm dừng"}, {"text", change.text}});
    return {{"limit", clock.limit == dossier::Limit{} ? "" : vietnamese_limit(clock.limit)}, {"calendar", clock.calendar},
            {"any", !lines.empty()}, {"lines", lines}, {"history", history}, {"changed", !history.empty()},
            {"paused", clock.paused_since ? vietnamese_time(*clock.paused_since) : ""}};
}

}  // namespace server
