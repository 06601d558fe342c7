#pragma once
// The counter's prints in the history of their dossier. What will be printed is queued before the paper is made, so no paper
// goes out untold, whatever happens to the database meanwhile. Once the paper is made it is recorded at once, unless somebody
// holds the dossier just then: the worker records it a moment later, and nobody at the counter waits or is refused.

#include <string>

#include "dossier/event.hpp"
#include "server/services.hpp"
#include "server/storage/job_store.hpp"

namespace server {

struct PrintTrace {
    dossier::DossierId dossier;
    dossier::RecordPrint print;
    dossier::ActedBy by;
    dossier::Instant at{};  // when the button was pressed
};

// In the caller's unit of work, before the paper is made. Fails as decide(RecordPrint) would for this person: what must not
// be noted is not printed.
dossier::Result<PrintTrace> announce_print(storage::UnitOfWork& work, const dossier::Dossier& dossier, dossier::RecordPrint print,
                                           const dossier::Actor& by, dossier::Instant now);
// The paper is made. A server that dies before this leaves a trace all the same: the worker takes it after five minutes.
void record_print(Services& services, const PrintTrace& trace) noexcept;
// The paper could not be made.
void withdraw_print(Services& services, const PrintTrace& trace) noexcept;

PrintTrace trace_of(const storage::Job& job);
// Into the history, in the caller's unit of work; harmless when it is there already. Fails as perform().
dossier::Result<void> note_print(storage::UnitOfWork& work, Services& services, const PrintTrace& trace);

}  // namespace server
