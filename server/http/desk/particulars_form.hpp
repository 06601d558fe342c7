#pragma once
// What the citizen tells us, as a form: opening a draft, changing it, correcting a reception.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "server/http/desk/fields.hpp"

namespace server::http::desk {

struct FormPart {
    std::string heading;
    std::vector<Field> fields;
};

// `current` gives the values shown first. Errors of the domain ("particulars.applicant.number") find these names.
std::vector<FormPart> particulars_form(const dossier::Particulars& current, const dossier::Procedure* procedure);
std::vector<Field> all_fields(const std::vector<FormPart>& parts);
View parts_view(const std::vector<FormPart>& parts, const Pairs* typed, const Errors& errors);

// What was typed, over what was there: members the form does not show stay. Fails with InvalidInput.
dossier::Result<dossier::Particulars> particulars_of(const std::vector<FormPart>& parts, const Pairs& typed,
                                                     dossier::Particulars current);

}  // namespace server::http::desk
