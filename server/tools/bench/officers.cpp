#include "server/tools/bench/officers.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <random>
#include <stdexcept>
#include <thread>

#include "server/storage/dossier_store.hpp"
#include "server/storage/search.hpp"
#include "server/storage/work_list.hpp"

namespace server {
namespace {

using Clock = std::chrono::steady_clock;

// As they are said at a counter: whole names, names without marks, one word that thousands share, ends of codes.
constexpr std::array spoken{"nguyễn thị lan", "tran van", "0001", "dang thi dao", "phạm", "hoàng minh", "261120 0002", "giang"};
constexpr std::array shares{30u, 30u, 20u, 15u, 5u};  // percent, as `tasks`

constexpr storage::Statement some_rows{"bench_some_dossiers",
                                       "SELECT id::text AS id, coalesce(code, '') AS code FROM dossier TABLESAMPLE SYSTEM "
                                       "(least(100, 400000.0 / (1 + (SELECT greatest(reltuples, 1) FROM pg_class WHERE oid = "
                                       "'dossier'::regclass)))::real) WHERE code IS NOT NULL LIMIT 2000"};

std::size_t task_of(unsigned percent) {
    std::size_t task = 0;
    for (unsigned until = shares[0]; task + 1 < tasks.size() && percent >= until; until += shares[task]) ++task;
    return task;
}

void do_task(BenchDesk& desk, std::size_t task, int officer, const KnownDossier& one, std::size_t dice) {
    if (task == 4) {
        desk.receive(desk.open(officer).id, officer);
        return;
    }
    storage::UnitOfWork work{desk.database()};
    if (task == 0) {
        storage::SearchQuestion question;
        question.text = spoken[dice % spoken.size()];
        question.agency = BenchDesk::agency_of(officer);
        (void)storage::search_dossiers(work, question);
    } else if (task == 1) {
        storage::WorkFilter filter;
        filter.agency = BenchDesk::agency_of(officer);
        (void)storage::work_list(work, filter);
    } else if (task == 2) {
        (void)storage::find_dossier(work, one.id);
        (void)storage::events_after(work, one.id, 0);
    } else {
        (void)storage::find_dossier_by_code(work, one.code);
    }
}

template <class Work>
double milliseconds_of(Work work) {
    const auto begun = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

void sort_all(Times& times) {
    for (auto& list : times) std::sort(list.begin(), list.end());
}

}  // namespace

std::vector<KnownDossier> some_dossiers(BenchDesk& desk) {
    std::vector<KnownDossier> some;
    for (const auto& row : storage::UnitOfWork{desk.database()}.query(some_rows))
        some.push_back({row.id<dossier::DossierId>("id"), row.text("code")});
    return some;
}

Times work_as(BenchDesk& desk, int officers, int seconds, double every_s, const std::vector<KnownDossier>& some) {
    Times times;
    std::mutex mutex;
    const auto until = Clock::now() + std::chrono::seconds{seconds};
    std::vector<std::thread> people;
    for (int officer = 0; officer < officers; ++officer)
        people.emplace_back([&, officer] {
            std::mt19937 dice{static_cast<unsigned>(officer)};
            const auto part = [&] { return static_cast<int>(dice() % 1'000) / 1'000.0; };
            const auto pause = [&] { return std::chrono::duration<double>{every_s * (0.5 + part())}; };
            std::this_thread::sleep_for(pause() * part());  // they do not begin together
            while (Clock::now() < until) {
                const auto task = task_of(static_cast<unsigned>(dice() % 100));
                const auto& one = some[dice() % some.size()];
                const auto took = milliseconds_of([&] { do_task(desk, task, officer, one, dice()); });
                {
                    const std::lock_guard lock{mutex};
                    times[task].push_back(took);
                }
                std::this_thread::sleep_for(pause());
            }
        });
    for (auto& person : people) person.join();
    sort_all(times);
    return times;
}

Alone one_after_another(BenchDesk& desk, const std::vector<KnownDossier>& some) {
    constexpr std::size_t requests = 13 * spoken.size();  // every spoken word as often
    Alone alone;
    for (const auto* word : spoken) alone.words.emplace_back(word, 0);
    for (std::size_t task = 0; task < tasks.size(); ++task) {
        std::array<std::vector<double>, requests> times;
        for (int round = 0; round < 5; ++round)
            for (std::size_t request = 0; request < requests; ++request)
                times[request].push_back(milliseconds_of([&] {
                    do_task(desk, task, static_cast<int>(request), some[request * 7919 % some.size()], request);
                }));
        for (std::size_t request = 0; request < requests; ++request) {
            auto& each = times[request];
            alone.first[task] += each.front() / requests;
            std::sort(each.begin() + 1, each.end());
            const auto again = (each[2] + each[3]) / 2;
            alone.again[task] += again / requests;
            if (task == 0) alone.words[request % spoken.size()].second += again * spoken.size() / requests;
        }
    }
    return alone;
}

Receiving receive_for(BenchDesk& desk, int counters, int seconds) {
    std::mutex mutex;
    std::vector<double> times;
    std::vector<std::int64_t> by_minute(static_cast<std::size_t>(seconds + 59) / 60);
    std::string refused;
    const auto begun = Clock::now(), until = begun + std::chrono::seconds{seconds};
    std::vector<std::thread> people;
    for (int counter = 0; counter < counters; ++counter)
        people.emplace_back([&, counter] {
            for (int officer = counter; Clock::now() < until; officer += counters) {
                try {
                    const auto took = milliseconds_of([&] { desk.receive(desk.open(officer).id, officer); });
                    const auto minute = static_cast<std::size_t>((Clock::now() - begun) / std::chrono::minutes{1});
                    const std::lock_guard lock{mutex};
                    times.push_back(took);
                    if (minute < by_minute.size()) ++by_minute[minute];
                } catch (const std::exception& error) {
                    const std::lock_guard lock{mutex};
                    refused = error.what();
                    return;
                }
            }
        });
    for (auto& person : people) person.join();
    if (!refused.empty()) throw std::runtime_error(refused);
    std::sort(times.begin(), times.end());
    Receiving receiving;
    receiving.received = static_cast<std::int64_t>(times.size());
    receiving.per_second = static_cast<double>(times.size()) / std::chrono::duration<double>(Clock::now() - begun).count();
    receiving.slowest_minute = receiving.per_second;
    for (std::size_t minute = 0; minute < by_minute.size(); ++minute) {
        const auto length = std::min(60, seconds - static_cast<int>(minute) * 60);
        receiving.slowest_minute = std::min(receiving.slowest_minute, static_cast<double>(by_minute[minute]) / length);
    }
    receiving.p95_ms = percentile(times, 0.95);
    return receiving;
}

}  // namespace server
