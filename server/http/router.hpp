#pragma once
// Which row of the table answers. Segments are split before they are decoded, so "%2f" never makes a new segment.

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/endpoint.hpp"

namespace server::http {

struct Match {
    const Endpoint* endpoint;
    std::size_t index;  // of the row, for counting
    Pairs path_values;
};
struct NoSuchPath {};
struct NoSuchMethod {
    std::string allow;  // "GET, HEAD, POST"
};
using Routing = std::variant<NoSuchPath, NoSuchMethod, Match>;

// The path of a request, decoded once.
struct Address {
    std::vector<std::string> segments;  // "/a/b" → "a", "b"; "/" → none
    Pairs query;
};
// Nothing when it does not decode, holds "." or ".." segments, or an empty segment ("//").
std::optional<Address> read_address(std::string_view target);

class Router {
  public:
    explicit Router(std::span<const Endpoint> table);
    Routing route(Method method, const Address& address) const;
    std::span<const Endpoint> table() const { return table_; }

  private:
    struct Pattern {
        std::size_t index;
        std::vector<std::string_view> segments;  // ":name" takes any one segment
    };
    std::span<const Endpoint> table_;
    std::vector<Pattern> patterns_;  // literal segments before parameters
};

}  // namespace server::http
