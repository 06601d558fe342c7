#include "server/http/router.hpp"

#include <algorithm>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (!path.empty()) {
        const auto segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        segments.push_back(segment);
    }
    return segments;
}

bool matches(const std::vector<std::string_view>& pattern, const std::vector<std::string>& segments) {
    if (pattern.size() != segments.size()) return false;
    for (std::size_t at = 0; at < pattern.size(); ++at)
        if (!pattern[at].starts_with(':') && pattern[at] != segments[at]) return false;
    return true;
}

bool answers(Method row, Method asked) { return row == asked || (row == Method::Get && asked == Method::Head); }

}  // namespace

std::optional<Address> read_address(std::string_view target) {
    Address address;
    const auto question = target.find('?');
    if (question != std::string_view::npos) {
        auto query = decode_form(target.substr(question + 1));
        if (!query) return std::nullopt;
        address.query = *std::move(query);
    }
    for (const auto raw : split(target.substr(0, question))) {
        auto segment = percent_decode(raw, Plus::Literal);
        if (!segment || segment->empty() || *segment == "." || *segment == "..") return std::nullopt;
        address.segments.push_back(*std::move(segment));
    }
    return address;
}

Router::Router(std::span<const Endpoint> table) : table_(table) {
    for (std::size_t index = 0; index < table.size(); ++index) patterns_.push_back({index, split(table[index].path)});
    // "/dossiers/new" goes before "/dossiers/:dossier_id", wherever the rows stand.
    const auto rank = [](const Pattern& pattern) {
        std::string shape;
        for (const auto segment : pattern.segments) shape += segment.starts_with(':') ? '1' : '0';
        return shape;
    };
    std::stable_sort(patterns_.begin(), patterns_.end(),
                     [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
}

Routing Router::route(Method method, const Address& address) const {
    std::string allow;
    const auto add = [&allow](std::string_view name) {
        if (!allow.empty()) allow += ", ";
        allow += name;
    };
    for (const auto& pattern : patterns_) {
        if (!matches(pattern.segments, address.segments)) continue;
        const auto& endpoint = table_[pattern.index];
        if (!answers(endpoint.method, method)) {
            add(name_of(endpoint.method));
            if (endpoint.method == Method::Get) add("HEAD");
            continue;
        }
        Match match{&endpoint, pattern.index, {}};
        for (std::size_t at = 0; at < pattern.segments.size(); ++at)
            if (pattern.segments[at].starts_with(':'))
                match.path_values.emplace_back(pattern.segments[at].substr(1), address.segments[at]);
        return match;
    }
    if (allow.empty()) return NoSuchPath{};
    return NoSuchMethod{allow};
}

}  // namespace server::http
