#pragma once

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace integrations::signing {

// Words a rule knows, in constant memory: a set of strings would be built at every start of a program, asked for or not.
template <size_t Size>
struct WordList {
    std::array<std::string_view, Size> words;

    constexpr bool contains(std::string_view word) const { return std::find(words.begin(), words.end(), word) != words.end(); }
    constexpr auto begin() const { return words.begin(); }
    constexpr auto end() const { return words.end(); }
    operator std::set<std::string>() const { return {words.begin(), words.end()}; }
};
template <class... Words>
WordList(Words...) -> WordList<sizeof...(Words)>;

}  // namespace integrations::signing
