#pragma once
// Procedure files (sample_data/procedures/*.json, schema beside them), the national catalogue's answer, and what
// changed between two revisions.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/catalogue/procedure.hpp"
#include "server/catalogue/json_codec.hpp"

namespace server::catalogue {

// Each fails with InvalidInput naming every fault with its path, in Vietnamese.
dossier::Result<dossier::Procedure> procedure_from_json(const Json& json);
dossier::Result<dossier::Procedure> parse_procedure(std::string_view text);
Json procedure_to_json(const dossier::Procedure& procedure);

// A file may hold one procedure, a list of them, or the answer of the national catalogue (LayThuTuc). The national
// answer carries no date of effect: `seen_on` stands in for it.
dossier::Result<std::vector<dossier::Procedure>> parse_procedure_file(std::string_view text, dossier::CivilDate seen_on);
bool is_national_answer(const Json& json);
dossier::Result<std::vector<dossier::Procedure>> procedures_from_national(const Json& json, dossier::CivilDate seen_on);

// The national answer with what it cannot say (modes, groups, conditions, forms, steps, exempt classes, …) taken from
// the stored revision. It keeps the stored date of effect when the catalogue changed nothing.
dossier::Procedure completed_from(dossier::Procedure national, const dossier::Procedure& stored);

struct ProcedureChange {
    std::string path;           // "components[000.00.00.G15-KQ004389].originals"
    std::string kind;           // added, removed, changed
    std::string before, after;  // as JSON text
    DOSSIER_FIELDS(ProcedureChange, path, kind, before, after)
};
std::vector<ProcedureChange> changes_between(const dossier::Procedure& before, const dossier::Procedure& after);
// One line for people: "components[…].originals (số bản chính): 1 → 2".
std::string vietnamese_text(const ProcedureChange& change);

}  // namespace server::catalogue
