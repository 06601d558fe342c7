#pragma once
// The values of an interactive form against the rules of its component.

#include <string_view>
#include <vector>

#include "dossier/intake/component.hpp"
#include "dossier/catalogue/procedure.hpp"
#include "dossier/result.hpp"

namespace dossier {

// Every fault, in Vietnamese, under "values.<name>"; the value itself is never repeated. Dates are written 2026-01-31.
// Without form rules nothing is asked and any value is a fault.
std::vector<FieldError> form_faults(const ComponentRule& rule, const std::vector<FormValue>& values);

// Can the pattern of a form rule be used at all?
bool is_usable_pattern(const std::string& pattern);

}  // namespace dossier
