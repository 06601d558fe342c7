#pragma once
// An office's own text of a form, judged before it is ever printed: unknown fields, loops without end, parts that call
// themselves, anything that runs, anything fetched from elsewhere, another page size, a field the law asks for left out.

#include "templates/check/problem.hpp"
#include "templates/forms.hpp"

namespace templates {

inline constexpr std::size_t longest_form = 200'000;   // bytes of HTML; a logo travels inside
inline constexpr std::size_t longest_style = 200'000;  // bytes of CSS

// Everything that is wrong, in the order of lines; nothing: the form can be shown with sample data. Lines end with \n.
FormProblems check_form(const FormKind& kind, std::string_view html, std::string_view css);

}  // namespace templates
