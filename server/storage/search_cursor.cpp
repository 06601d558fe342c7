#include "server/storage/search_cursor.hpp"

#include <charconv>

namespace server::storage {
namespace {

bool is_id(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (dash ? text[at] != '-' : std::string_view{"0123456789abcdef"}.find(text[at]) == std::string_view::npos) return false;
    }
    return text.size() == 36;
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<SearchMark> mark_in(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto at = number_in(text.substr(0, dot));
    const auto id = text.substr(dot + 1);
    if (!at || !is_id(id)) return std::nullopt;
    return SearchMark{*at, std::string{id}};
}

bool read_place(std::string_view text, SearchCursor& cursor) {
    if (text.empty() && cursor.part == 'o') return true;  // nothing of the older ones was shown yet
    const auto first = text.find('/'), second = text.find('/', first + 1);
    if (first != 1 || second == std::string_view::npos || text.size() != second + 37 || text[0] < '0' || text[0] > '3') return false;
    const auto at = number_in(text.substr(2, second - 2));
    cursor.id = text.substr(second + 1);
    if (!at || !is_id(cursor.id)) return false;
    cursor.rank = text[0] - '0';
    cursor.at = *at;
    return true;
}

}  // namespace

SearchCursor read_cursor(std::string_view text) {
    SearchCursor cursor;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    cursor.part = text[0];
    if (cursor.part == 'n' || cursor.part == 'o') cursor.since = mark_in(text.substr(1, colon - 1));
    if (cursor.part == 'a' ? colon != 1 : !cursor.since) return {};
    return read_place(text.substr(colon + 1), cursor) ? cursor : SearchCursor{};
}

std::string part_of(char part, const std::optional<SearchMark>& since) {
    return part + (since ? std::to_string(since->at) + "." + since->id : std::string{}) + ":";
}

}  // namespace server::storage
