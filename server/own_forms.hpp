#pragma once
// Printed forms with an agency's own text (templates/form_check.hpp says what it may hold). A text is kept once it passed the
// check and was made into a paper with sample data; from a moment on it is used; the built-in text can be taken back.

#include <string>

#include "dossier/result.hpp"
#include "dossier/workflow/actor.hpp"
#include "server/services.hpp"
#include "server/storage/own_form_store.hpp"
#include "templates/forms.hpp"

namespace server {

// THE function that makes the HTML of a paper: with the text its agency uses at that moment, else with the built-in one.
// Papers in the archive are files and never made again. Throws TemplateFault for a form that does not exist.
std::string printed_form(storage::UnitOfWork& work, const storage::FormName& name, templates::View view, templates::Medium medium,
                         dossier::Instant at);

// Where a screen asks for the CSS of a text.
std::string style_address(const std::string& own_form_id);

// The number of the text. Fails with NotFound (form), InvalidInput naming every fault of "html" and "css" with its line.
dossier::Result<int> keep_form_text(Services& services, const dossier::Actor& by, const storage::FormName& name, std::string html,
                                    std::string css, dossier::Instant now);

// From `begins_at` (ISO 8601, Vietnamese time without an offset; empty: at once) the form is printed with the text of that
// number, 0: with the built-in one. Fails with NotFound, InvalidInput.
dossier::Result<void> use_form_text(Services& services, const dossier::Actor& by, const storage::FormName& name, int number,
                                    const std::string& begins_at, dossier::Instant now);

}  // namespace server
