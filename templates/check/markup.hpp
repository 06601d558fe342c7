#pragma once
// The HTML of a form's text: only what a printed paper needs, nothing that runs and nothing from elsewhere.

#include <string_view>
#include <vector>

#include "templates/check/tags.hpp"

namespace templates {

void check_markup(std::string_view text, const std::vector<Tag>& tags, bool a4, FormProblems& problems);

}  // namespace templates
