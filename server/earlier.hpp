#pragma once
// What earlier dossiers of the same person offer: papers nobody has to bring again, and dossiers that may be doubles.

#include <string>
#include <vector>

#include "dossier/intake/reuse.hpp"
#include "server/perform.hpp"

namespace server {

struct Earlier {
    std::vector<dossier::ReusablePaper> papers;
    std::vector<dossier::Dossier> doubles;  // open, for the same procedure
};
Earlier earlier_of(storage::UnitOfWork& work, const dossier::Dossier& dossier);

// Takes an offered file into a component, without copying it. Fails with InvalidInput when it is not offered.
dossier::Result<dossier::Dossier> reuse_paper(Services& services, const dossier::DossierId& id, const std::string& component,
                                              const dossier::FileId& file, const Asking& asking);

}  // namespace server
