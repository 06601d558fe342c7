#pragma once
// Lists of words as PostgreSQL's text[] and back.

#include <string>
#include <string_view>
#include <vector>

namespace server::storage {

// {"a","b"}: the input form of text[].
std::string as_array(const std::vector<std::string>& words);
// "a,b" (array_to_string with a comma) as words.
std::vector<std::string> words_of(std::string_view joined);

}  // namespace server::storage
