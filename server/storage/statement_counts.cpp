#include "server/storage/statement_counts.hpp"

#include <map>
#include <mutex>

#include "server/storage/database.hpp"

namespace server::storage {
namespace {

std::mutex counts_mutex;
std::map<std::string, StatementCount> counts;

}  // namespace

Timed::~Timed() {
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_);
    const std::lock_guard lock{counts_mutex};
    auto& count = counts.try_emplace(statement_.name, StatementCount{statement_.name, 0, 0, 0}).first->second;
    ++count.calls;
    if (!succeeded_) ++count.faults;
    count.microseconds += static_cast<std::uint64_t>(spent.count());
}

std::vector<StatementCount> statement_counts() {
    const std::lock_guard lock{counts_mutex};
    std::vector<StatementCount> all;
    for (const auto& [name, count] : counts) all.push_back(count);
    return all;
}

}  // namespace server::storage
