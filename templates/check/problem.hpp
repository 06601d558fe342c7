#pragma once
// What is wrong with an office's own form, and where.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace templates {

enum class FormPart { Html, Css };

struct FormProblem {
    FormPart part;
    int line;             // from 1; 0: the whole text
    std::string message;  // Vietnamese
};

using FormProblems = std::vector<FormProblem>;

inline int line_at(std::string_view text, std::size_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'));
}

}  // namespace templates
