#pragma once
// Where a page of a search ended, as the reader carries it to the next.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace server::storage {

// A dossier's place among all by age: the id decides between two of one moment.
struct SearchMark {
    std::int64_t at = 0;  // microseconds
    std::string id;
};

// Where a page ended: among all ("a"), among the newest ("n") or the older ones ("o") on either side of `since`.
// "n1764300000000000.7c2a…:1/1764200000000000/6f1e…": part, mark, rank, microseconds, id. Anything else starts from the beginning.
struct SearchCursor {
    char part = 'a';
    std::optional<SearchMark> since;
    int rank = -1;
    std::int64_t at = 0;
    std::string id = "00000000-0000-0000-0000-000000000000";
    bool begins() const { return rank < 0 && part == 'a'; }
};

// A text of any other form is the beginning.
SearchCursor read_cursor(std::string_view text);
// What stands before the place: "n1764300000000000.7c2a…:".
std::string part_of(char part, const std::optional<SearchMark>& since);

}  // namespace server::storage
