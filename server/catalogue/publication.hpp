#pragma once
// A procedure offered by a file, beside the revision it would follow: what publishing it would change.

#include <optional>
#include <string>
#include <vector>

#include "server/catalogue/procedure_json.hpp"

namespace server::storage {
class UnitOfWork;
}  // namespace server::storage

namespace server::catalogue {

enum class Offer {
    New,        // no revision of this code is stored: nothing to compare, taken at once
    Unchanged,
    Changed,    // takes effect only when somebody publishes it
};

struct Publication {
    Offer offer = Offer::New;
    dossier::Procedure procedure;          // as it would be stored
    std::vector<ProcedureChange> changes;  // against the revision in force on its first day, else the nearest one
};

enum class Origin { OurFile, NationalCatalogue };

// What the national catalogue cannot say comes from the stored revision.
Publication compared_with_stored(storage::UnitOfWork& work, dossier::Procedure offered, Origin origin);
// `imported_by`: an account's id, or empty. Fails with InvalidInput naming every fault: an answer of the national catalogue
// may lack what a procedure needs.
dossier::Result<void> publish(storage::UnitOfWork& work, const dossier::Procedure& procedure, const std::string& imported_by, dossier::Instant now);

}  // namespace server::catalogue
