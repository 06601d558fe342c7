#pragma once
// The head of a request, read strictly: what two programs could read differently is refused (RFC 9112, section 11).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/request.hpp"

namespace server::http {

inline constexpr std::size_t head_limit = 16 * 1024;  // bytes, request line and header lines together
inline constexpr std::size_t most_headers = 100;

struct Head {
    Method method = Method::Get;
    std::string target;                           // as sent: "/a%20b?c=d"
    bool http_1_0 = false;
    Pairs headers;                                // lower-case names, trimmed values; values that are not UTF-8 are left out
    std::optional<std::uint64_t> content_length;  // absent: none announced
    bool chunked = false;
    bool expects_continue = false;
    bool keep_alive = true;
};

// Refused with this HTTP status.
struct HeadRefusal {
    int status;
    const char* detail;  // Vietnamese
};

struct HeadIncomplete {};

struct HeadComplete {
    Head head;
    std::size_t length;  // bytes of the head, its empty line included
};

using HeadOutcome = std::variant<HeadIncomplete, HeadRefusal, HeadComplete>;

// Reads the head at the start of `bytes`. Looks at no byte after its empty line.
HeadOutcome read_head(std::string_view bytes);

}  // namespace server::http
