#include "server/jobs/rounds.hpp"

#include <array>
#include <string>
#include <thread>

#include "server/file_gate.hpp"
#include "server/jobs/watch_dossiers.hpp"
#include "server/log.hpp"
#include "server/storage/audit.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_check.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/idempotency_store.hpp"
#include "server/storage/round_store.hpp"

namespace server::jobs {
namespace {

using dossier::Instant;
using std::chrono::hours;
using std::chrono::minutes;

void watch(Services& services, Instant now) { watch_dossiers(services, now); }

void seal(Services& services, Instant now) {
    storage::UnitOfWork work{services.database};
    storage::seal_audit(work, now);
    work.commit();
}

void check_files(Services& services, Instant now) {
    const auto report = storage::check_oldest_files(services.database, services.files, now, 500);
    for (const auto& damaged : report.damaged) log::error("stored file damaged", {.subject = damaged.id.text()});
}

// A repeat later than a week is no repeat.
void forget_keys(Services& services, Instant now) {
    storage::UnitOfWork work{services.database};
    storage::drop_old_keys(work, now - hours{24 * 7});
    work.commit();
}

// Of papers the system made itself; what came in was counted by the gate.
void count_pages(Services& services, Instant) {
    if (!services.gate) return;
    std::vector<storage::FileRow> files;
    {
        storage::UnitOfWork work{services.database};
        files = storage::uncounted_files(work, 50);
    }
    for (const auto& file : files) {
        const int pages = services.gate->pages_of(services.files.path_of(file.sha256));
        storage::UnitOfWork work{services.database};
        storage::note_pages(work, file.id, pages);
        work.commit();
    }
}

constexpr std::array table{
    Round{"watch_dossiers", "Theo dõi thời hạn hồ sơ", minutes{5}, watch},
    Round{"seal_audit", "Niêm lịch sử", minutes{10}, seal},
    Round{"check_files", "Kiểm tra tệp đã lưu", hours{1}, check_files},
    Round{"count_pages", "Đếm trang tệp đã lưu", minutes{2}, count_pages},
    Round{"forget_keys", "Bỏ khóa chống gửi trùng đã cũ", hours{1}, forget_keys},
};

bool is_due(const Round& round, Services& services, Instant now) {
    storage::UnitOfWork work{services.database};
    const bool ours = storage::begin_round(work, std::string{round.name}, now, round.every);
    work.commit();
    return ours;
}

}  // namespace

std::span<const Round> rounds() { return table; }

int run_due_rounds(Services& services, Instant now) {
    int ran = 0;
    for (const auto& round : table) {
        try {
            if (!is_due(round, services, now)) continue;
            round.run(services, now);
            ++ran;
        } catch (const storage::StorageFault& fault) {
            log::warn("round fault", {.statement = fault.statement(), .sqlstate = fault.sqlstate(), .job = round.name});
        }
    }
    return ran;
}

void make_rounds(Services& services, const std::atomic<bool>& stop) {
    for (int tick = 0; !stop; ++tick) {
        if (tick % 40 == 0) run_due_rounds(services, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        std::this_thread::sleep_for(std::chrono::milliseconds{250});
    }
}

}  // namespace server::jobs
