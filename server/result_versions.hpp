#pragma once
// A result on its way is a chain of files: each step (a stamp of urgency, a person's signature, the agency's seal) hands in a
// new one and leaves the earlier as it was.

#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/workflow/result_records.hpp"
#include "server/perform.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/result_store.hpp"

namespace server {

// Fails with NotFound, also when the upload is another dossier's.
dossier::Result<storage::ResultUpload> result_upload(storage::UnitOfWork& work, const dossier::DossierId& dossier, const std::string& id);

// Two steps made of one file would make two branches of it. Fails with WrongState when one was made, or none is needed any more.
dossier::Result<void> still_newest(storage::UnitOfWork& work, const storage::ResultUpload& upload);

// Whether no step was made of it yet.
bool is_newest(storage::UnitOfWork& work, const storage::ResultUpload& upload);

// The upload a file began with; what was signed and sealed since is the same document.
std::string first_version_of(storage::UnitOfWork& work, const storage::ResultUpload& upload);
inline constexpr const char* appendix_of = "appendix_of";  // in `asked` of an appendix: the first version of its document
bool is_appendix(const storage::ResultUpload& upload);
// The appendices handed in beside a document, in the order of their arrival, each in its newest version.
std::vector<storage::ResultUpload> appendices_of(storage::UnitOfWork& work, const storage::ResultUpload& document);
// As its document takes it along.
dossier::ResultAppendix as_appendix(const storage::ResultUpload& appendix);
// The versions of an appendix's document that are not judged yet: they wait for its verdict.
std::vector<std::string> documents_waiting_for(storage::UnitOfWork& work, const storage::ResultUpload& appendix);

// Hands in `pdf`, made of that upload, to be verified like any other; answers the id of the new upload. `noted` joins what is
// kept of it. Fails as still_newest: somebody may have been faster.
dossier::Result<std::string> hand_in_next(storage::UnitOfWork& work, Services& services, const storage::ResultUpload& from,
                                          const std::string& pdf, const Asking& asking, const nlohmann::json& noted = nlohmann::json::object());

}  // namespace server
