#pragma once
// The Mustache tags of a form's text, held against the data the form has.

#include <string>
#include <string_view>
#include <vector>

#include "templates/check/problem.hpp"
#include "templates/render.hpp"

namespace templates {

struct Tag {
    enum class Kind { Value, Section, Inverted, End, Part, Comment };
    Kind kind;
    std::size_t at, length;  // bytes of the text, braces included
    std::string name;
};

// Every tag in order. Unfinished tags, other braces and values that would not be escaped are told in `problems`.
std::vector<Tag> tags_of(std::string_view text, FormProblems& problems);

// Fields the data does not have, sections that do not close, loops inside loops over the same list, parts that are not ours.
// `data` is a full sample: whatever stands in it is known.
void check_tags(std::string_view text, const std::vector<Tag>& tags, const View& data, FormProblems& problems);

}  // namespace templates
