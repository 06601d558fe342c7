#pragma once
// View data of a dossier that does not exist: what a form is previewed with, and the list of fields it may ask for.

#include "templates/forms.hpp"

namespace templates {

View form_sample(const FormKind& kind);

}  // namespace templates
