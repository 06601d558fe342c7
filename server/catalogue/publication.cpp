#include "server/catalogue/publication.hpp"

#include <stdexcept>

#include "server/storage/catalogue_store.hpp"

namespace server::catalogue {

using dossier::Procedure;

Publication compared_with_stored(storage::UnitOfWork& work, Procedure offered, Origin origin) {
    const auto row = storage::nearest_procedure(work, offered.code, offered.effective_from);
    if (!row) return {Offer::New, std::move(offered), {}};
    const auto stored = parse_procedure(row->document);
    if (!stored) throw std::logic_error("a stored procedure does not parse");
    if (origin == Origin::NationalCatalogue) offered = completed_from(std::move(offered), *stored);
    auto changes = changes_between(*stored, offered);
    const auto offer = changes.empty() ? Offer::Unchanged : Offer::Changed;
    return {offer, std::move(offered), std::move(changes)};
}

dossier::Result<void> publish(storage::UnitOfWork& work, const Procedure& procedure, const std::string& imported_by, dossier::Instant now) {
    const auto json = procedure_to_json(procedure);
    TRY(procedure_from_json(json));
    storage::put_procedure(work, {"", procedure.code, procedure.name, json.dump(), procedure.effective_from}, imported_by, now);
    return {};
}

}  // namespace server::catalogue
