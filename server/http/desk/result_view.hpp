#pragma once
// Results on the dossier's page: those attached, those on their way, and what an officer can do with one on its way.

#include "server/http/desk/dossier_page.hpp"

namespace server::http::desk {

View results_view(const DossierPage& page);
// One row an upload: the verifier's sentence, what was written on it before signing, and its buttons and forms.
View uploads_view(const DossierPage& page);
// Some upload is being verified: the page asks again.
bool any_pending(const DossierPage& page);

// What is written on a result before anybody signs it: "Urgency", "SigningTitle"; the names stand in `?done=`.
const std::vector<Field>& mark_fields(std::string_view mark);  // none for another name

}  // namespace server::http::desk
