#include "server/print_trace.hpp"

#include "server/catalogue/dossier_json.hpp"
#include "server/log.hpp"
#include "server/perform.hpp"
#include "server/storage/dossier_store.hpp"

namespace server {

using catalogue::to_json;
using dossier::ErrorCode;
using dossier::Result;

namespace {

constexpr const char* kind = "record_print";
constexpr std::chrono::minutes longest_making{5};  // of the papers; the worker leaves the trace alone so long

nlohmann::json payload_of(const PrintTrace& trace) {
    return {{"dossier", trace.dossier.text()}, {"print", to_json(trace.print)}, {"by", to_json(trace.by)}, {"at", to_json(trace.at)}};
}

template <class T>
void read(const storage::Job& job, const char* name, T& value) {
    std::vector<dossier::FieldError> errors;
    catalogue::from_json(catalogue::Json(job.payload.at(name)), value, name, errors);
}

}  // namespace

Result<PrintTrace> announce_print(storage::UnitOfWork& work, const dossier::Dossier& dossier, dossier::RecordPrint print,
                                  const dossier::Actor& by, dossier::Instant now) {
    const auto role = TRY(dossier::permitted<dossier::RecordPrint>(dossier, by));
    PrintTrace trace{dossier.id, std::move(print), {by.id, role, by.agency, by.unit, by.name}, now};
    storage::enqueue(work, storage::NewJob{kind, trace.print.id, payload_of(trace), now + longest_making});
    return trace;
}

void record_print(Services& services, const PrintTrace& trace) noexcept {
    try {
        storage::UnitOfWork work{services.database};
        const bool free = storage::lock_if_free(work, trace.dossier);
        const bool noted = free && note_print(work, services, trace).has_value();
        if (noted) storage::finish_lane(work, kind, trace.print.id, trace.at);
        else storage::hasten_lane(work, kind, trace.print.id, trace.at);
        work.commit();
    } catch (const storage::StorageFault& fault) {
        log::warn("print left to the worker", {.statement = fault.statement(), .sqlstate = fault.sqlstate(), .job = kind, .subject = trace.dossier.text()});
    } catch (const std::exception&) {
        log::error("print left to the worker", {.job = kind, .subject = trace.dossier.text()});
    }
}

void withdraw_print(Services& services, const PrintTrace& trace) noexcept {
    try {
        storage::UnitOfWork work{services.database};
        storage::finish_lane(work, kind, trace.print.id, trace.at);
        work.commit();
    } catch (const std::exception&) {
        log::error("print announced but not made", {.job = kind, .subject = trace.dossier.text()});
    }
}

PrintTrace trace_of(const storage::Job& job) {
    PrintTrace trace;
    read(job, "dossier", trace.dossier);
    read(job, "print", trace.print);
    read(job, "by", trace.by);
    read(job, "at", trace.at);
    return trace;
}

Result<void> note_print(storage::UnitOfWork& work, Services& services, const PrintTrace& trace) {
    dossier::Actor actor{trace.by.id, {trace.by.role}, trace.by.agency, trace.by.unit, trace.by.name, {}};
    const auto done = perform_in(work, services, trace.dossier, trace.print, {std::move(actor), trace.at, {}});
    if (!done && done.error().code != ErrorCode::DuplicateRequest) return tl::unexpected(done.error());
    return {};
}

}  // namespace server
