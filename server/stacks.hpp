#pragma once
// Scanned stacks as the desk works with them: take in, group, assign, confirm, undo. Suggestions are the reader's; the
// decision is always an officer's action here, and only a confirmed document joins the dossier.

#include <string>
#include <vector>

#include "server/file_gate.hpp"
#include "server/http/spool.hpp"
#include "server/perform.hpp"
#include "server/storage/stack_store.hpp"

namespace server {

struct StackView {
    storage::Stack stack;
    std::vector<storage::StackPage> pages;
    std::vector<storage::StackDocument> documents;
};

// What somebody brings, and for what.
struct Brought {
    http::Spool& upload;
    FileUse use;
    std::string secrecy;          // the degree declared with it; empty: none
    dossier::DossierId dossier;   // it is meant for
};
// The gate's answer to an upload; see FileGate::check. What is declared secret or bears a stamp goes to the quarantine.
dossier::Result<PassedFile> passed(Services& services, const Brought& brought, const Asking& asking);
// Puts an uploaded file that passed the gate into the store and gives it an id; its pages wait to be looked through.
dossier::FileId keep_upload(storage::UnitOfWork& work, Services& services, http::Spool& upload, const PassedFile& passed,
                            const std::string& agency, const Asking& asking);

// Fails with NotFound, NotPermitted or WrongState when this person may not add papers to this dossier now.
dossier::Result<void> may_add_papers(Services& services, const dossier::DossierId& dossier, const Asking& asking);

// Passed and stored first, read after: the stack waits for the worker. Fails also with InvalidInput: the gate's.
dossier::Result<StackView> add_stack(Services& services, const Brought& brought, const Asking& asking);
// Fails with NotFound, also for another agency's.
dossier::Result<StackView> read_stack(Services& services, const dossier::StackId& id, const Asking& asking);

// A document begins at this page / the page joins the document before it / the page is left out or taken back in.
dossier::Result<StackView> split_at(Services& services, const dossier::StackId& id, int page, const Asking& asking);
dossier::Result<StackView> join_at(Services& services, const dossier::StackId& id, int page, const Asking& asking);
dossier::Result<StackView> drop_page(Services& services, const dossier::StackId& id, int page, bool dropped, const Asking& asking);

struct DocumentDecision {
    int document = 1;
    std::string component;
    int ordinal = 1;
    std::vector<dossier::ConfirmedField> values;  // `proposed` and `confidence` are filled in from what was read
};
// The officer compared scan and paper: the document's PDF is made, joins the component and is confirmed by a job.
// Fails with InvalidInput (no such document or component), WrongState (still being read, or confirmed already).
dossier::Result<StackView> confirm_document(Services& services, const dossier::StackId& id, DocumentDecision decision,
                                            const Asking& asking);
// Takes the last step back. After a confirmation the file leaves the component again (and stays readable as a version).
dossier::Result<StackView> undo(Services& services, const dossier::StackId& id, const Asking& asking);

}  // namespace server
