#pragma once
// A dossier as the API shows it: the whole aggregate by the domain's field tables, plus what clients would otherwise
// compute again: Vietnamese names, due date in words, what may be done now, what is still missing.

#include "dossier/workflow/decide.hpp"
#include "server/catalogue/dossier_json.hpp"

namespace server::http {

catalogue::Json dossier_view(const dossier::Dossier& dossier, const dossier::Actor& reader);

}  // namespace server::http
