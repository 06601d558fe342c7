#pragma once
// The CSS an office adds to a form: looks only; the page's size and everything from elsewhere are refused.

#include <string_view>

#include "templates/check/problem.hpp"

namespace templates {

void check_style(std::string_view css, FormProblems& problems);

}  // namespace templates
