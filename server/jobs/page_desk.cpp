#include "server/jobs/page_desk.hpp"

#include <array>
#include <fstream>
#include <map>
#include <thread>

#include "ocr/pages/page_service.hpp"
#include "server/jobs/assemble.hpp"
#include "server/jobs/page_records.hpp"
#include "server/log.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"

namespace server::jobs {

using dossier::Instant;
using dossier::StackId;
using std::chrono::seconds;

namespace {

constexpr int most_attempts = 5;   // then the page is quarantined by hand

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

}  // namespace

struct PageDesk::Desk {
    Services& services;
    ocr::PageService service;
    std::map<std::uint64_t, storage::Job> running;  // by the service's task id
    std::size_t turn = 0;

    explicit Desk(Services& given)
        : services(given),
          service({{"/proc/self/exe", "page-host"}, static_cast<int>(given.config.work_pages), 60, 2048, given.config.tessdata}) {}

    std::vector<storage::Job> claim(const char* kind, int most) {
        storage::UnitOfWork work{services.database};
        auto jobs = storage::claim_jobs(work, kind, most, now(), seconds{services.config.work_lease_s});
        work.commit();
        return jobs;
    }

    void finish(const storage::Job& job) {
        storage::UnitOfWork work{services.database};
        storage::finish_job(work, job.id, now());
        work.commit();
    }

    void fail(const storage::Job& job, const std::string& reason) {
        storage::UnitOfWork work{services.database};
        if (job.attempts >= most_attempts) {
            storage::bury_job(work, job.id, now(), reason);
        } else {
            storage::postpone_job(work, job.id, now() + seconds{5 * job.attempts}, reason);
        }
        work.commit();
    }

    static dossier::FileId file_of(storage::UnitOfWork& work, const storage::Job& job) {
        if (job.payload.contains("file")) return dossier::FileId{job.payload.at("file").get<std::string>()};
        const auto stack = storage::find_stack(work, StackId{job.payload.at("stack").get<std::string>()});
        return stack ? stack->file : dossier::FileId{};
    }

    // Path and type of the upload; nothing when it is gone.
    std::optional<ocr::Task> task_for(const storage::Job& job) {
        storage::UnitOfWork work{services.database};
        const auto id = file_of(work, job);
        if (id.empty()) return std::nullopt;
        const auto file = storage::find_file(work, id);
        if (!file || file->withheld) return std::nullopt;
        const auto path = services.files.path_of(file->sha256);
        std::string first(4096, '\0');
        std::ifstream bytes{path, std::ios::binary};
        bytes.read(first.data(), static_cast<std::streamsize>(first.size()));
        first.resize(static_cast<std::size_t>(bytes.gcount()));
        ocr::Task task;
        task.path = path;
        if (const auto type = ocr::type_of(first, "")) task.type = *type;
        if (job.payload.contains("page")) {
            task.kind = ocr::TaskKind::ReadPage;
            task.page = job.payload.at("page");
        }
        return task;
    }

    // Each kind comes first in turn: a thick stack does not keep a single paper waiting, nor the other way round.
    int start_all() {
        static constexpr std::array kinds{"inspect_stack", "recognise_page", "screen_page"};
        ++turn;
        int started = 0;
        for (std::size_t i = 0; i < kinds.size(); ++i) started += start(kinds[(turn + i) % kinds.size()]);
        return started;
    }

    int start(const char* kind) {
        // One more than there are workers: it starts at once when a worker is free, or sets a slow page aside.
        const int room = static_cast<int>(services.config.work_pages) + 1 - static_cast<int>(running.size());
        if (room <= 0) return 0;
        const auto jobs = claim(kind, room);
        for (const auto& job : jobs) {
            if (job.attempts > most_attempts) {
                give_up(job);
            } else if (const auto task = task_for(job)) {
                running.emplace(service.submit(*task), job);
            } else {
                finish(job);
            }
        }
        return static_cast<int>(jobs.size());
    }

    // Read so often that it must be the page's own fault.
    void give_up(const storage::Job& job) {
        ocr::Answer refused;
        refused.refused = ocr::Refusal{ocr::Problem::Crashed, "Trang làm hỏng tiến trình đọc nhiều lần; cần xem bằng mắt."};
        record(job, refused);
        finish(job);
    }

    void record(const storage::Job& job, const ocr::Answer& answer) {
        if (job.kind == "screen_page") return record_screening(services, dossier::FileId{job.payload.at("file").get<std::string>()}, job.payload.at("page"), answer, now());
        const StackId stack{job.payload.at("stack").get<std::string>()};
        if (job.kind == "inspect_stack") record_inspection(services, stack, answer, now());
        else record_page(services, stack, job.payload.at("page"), answer, now());
    }

    void collect(std::chrono::milliseconds patience) {
        while (const auto finished = service.next(patience)) {
            const auto found = running.find(finished->id);
            if (found == running.end()) continue;
            const auto job = found->second;
            running.erase(found);
            record(job, finished->answer);
            finish(job);
            patience = std::chrono::milliseconds{0};
        }
    }

    int others() {
        int ran = 0;
        for (const auto& job : claim("arrange_stack", 4)) {
            arrange(services, StackId{job.payload.at("stack").get<std::string>()});
            finish(job);
            ++ran;
        }
        for (const auto& job : claim("assemble_document", 1)) {
            const auto problem = assemble(services, service, job.payload, now());
            if (problem.empty()) finish(job);
            else fail(job, problem);
            ++ran;
        }
        return ran;
    }
};

PageDesk::PageDesk(Services& services) : desk_(std::make_unique<Desk>(services)) {}
PageDesk::~PageDesk() = default;

int PageDesk::run_due() {
    int taken = 0;
    for (;;) {
        const int started = desk_->start_all();
        if (!desk_->running.empty()) desk_->collect(std::chrono::milliseconds{50});
        const int others = desk_->others();
        taken += started + others;
        if (started + others == 0 && desk_->running.empty()) return taken;
    }
}

void PageDesk::run_until(const std::atomic<bool>& stop) {
    while (!stop) {
        int busy = 0;
        try {
            busy = desk_->start_all();
            if (!desk_->running.empty()) desk_->collect(std::chrono::milliseconds{50});
            busy += desk_->others() + static_cast<int>(desk_->running.size());
        } catch (const storage::StorageFault& fault) {
            // Leased jobs come back when their lease ends.
            log::warn("page desk fault", {.statement = fault.statement(), .sqlstate = fault.sqlstate()});
            std::this_thread::sleep_for(seconds{1});
        } catch (const std::exception& error) {
            log::error("page desk failed", {.source = typeid(error).name()});
            std::this_thread::sleep_for(seconds{1});
        }
        if (busy == 0) std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
}

}  // namespace server::jobs
