#include "server/http/head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

using MaybeRefusal = std::optional<HeadRefusal>;

constexpr std::size_t longest_target = 8 * 1024;  // bytes
constexpr std::size_t most_length_digits = 15;

// Headers that mean something to us: twice would be two meanings.
constexpr std::array<std::string_view, 9> once_only{"host",     "content-length", "transfer-encoding",
                                                    "authorization", "content-type", "cookie",
                                                    "if-match", "idempotency-key", "expect"};

bool is_token_sign(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(sign) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_sign); }

bool is_value_sign(char sign) {
    const auto byte = static_cast<unsigned char>(sign);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::optional<Method> method_named(std::string_view name) {
    for (const auto method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete})
        if (name == name_of(method)) return method;
    return std::nullopt;
}

MaybeRefusal read_request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return HeadRefusal{400, "Dòng yêu cầu không đúng quy cách."};
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method)) return HeadRefusal{400, "Phương thức không đúng quy cách."};
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        if (version.starts_with("HTTP/")) return HeadRefusal{505, ""};
        return HeadRefusal{400, "Dòng yêu cầu không đúng quy cách."};
    }
    const auto known = method_named(method);
    if (!known) return HeadRefusal{501, "Phương thức không được hỗ trợ."};
    if (target.size() > longest_target) return HeadRefusal{414, ""};
    const auto visible = [](char sign) { return sign > 0x20 && sign < 0x7f && sign != '#'; };
    if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), visible))
        return HeadRefusal{400, "Địa chỉ không đúng quy cách."};
    head.method = *known;
    head.target = target;
    head.http_1_0 = version == "HTTP/1.0";
    head.keep_alive = !head.http_1_0;
    return {};
}

MaybeRefusal read_length(std::string_view value, Head& head) {
    const auto digit = [](char sign) { return sign >= '0' && sign <= '9'; };
    if (value.empty() || !std::all_of(value.begin(), value.end(), digit))
        return HeadRefusal{400, "Content-Length không phải là một số."};
    if (value.size() > most_length_digits) return HeadRefusal{413, ""};
    std::uint64_t length = 0;
    std::from_chars(value.data(), value.data() + value.size(), length);
    head.content_length = length;
    return {};
}

void read_connection(std::string_view value, Head& head) {
    for (auto rest = value; !rest.empty();) {
        const auto word = lower_ascii(trimmed(rest.substr(0, rest.find(','))));
        rest.remove_prefix(std::min(rest.find(',') == std::string_view::npos ? rest.size() : rest.find(',') + 1, rest.size()));
        if (word == "close") {
            head.keep_alive = false;
            return;
        }
        if (word == "keep-alive") head.keep_alive = true;
    }
}

// What the framing headers say.
MaybeRefusal take_meaning(const std::string& name, std::string_view value, Head& head) {
    if (name == "content-length") return read_length(value, head);
    if (name == "transfer-encoding") {
        if (lower_ascii(value) != "chunked" || head.http_1_0) return HeadRefusal{501, ""};
        head.chunked = true;
    }
    if (name == "expect") {
        if (lower_ascii(value) != "100-continue") return HeadRefusal{417, ""};
        head.expects_continue = !head.http_1_0;
    }
    if (name == "connection") read_connection(value, head);
    return {};
}

MaybeRefusal read_header_line(std::string_view line, Head& head) {
    if (head.headers.size() == most_headers) return HeadRefusal{431, ""};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return HeadRefusal{400, "Dòng tiêu đề không đúng quy cách."};  // no colon, obs-fold, space before the colon
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), is_value_sign))
        return HeadRefusal{400, "Tiêu đề chứa ký tự điều khiển."};
    auto name = lower_ascii(line.substr(0, colon));
    const bool once = std::find(once_only.begin(), once_only.end(), name) != once_only.end();
    if (once && find(head.headers, name)) return HeadRefusal{400, "Tiêu đề lặp lại."};
    if (auto refusal = take_meaning(name, value, head)) return refusal;
    auto text = clean_text(value);
    if (!text && once) return HeadRefusal{400, "Tiêu đề không phải UTF-8."};
    if (text) head.headers.emplace_back(std::move(name), *std::move(text));
    return {};
}

MaybeRefusal check_whole(const Head& head) {
    if (!head.http_1_0 && !find(head.headers, "host")) return HeadRefusal{400, "Thiếu tiêu đề Host."};
    if (head.chunked && head.content_length)
        return HeadRefusal{400, "Có cả Content-Length và Transfer-Encoding."};
    return {};
}

}  // namespace

HeadOutcome read_head(std::string_view bytes) {
    const auto end = bytes.substr(0, head_limit).find("\r\n\r\n");
    const auto seen = bytes.substr(0, end == std::string_view::npos ? head_limit : end + 2);
    // A bare CR, a bare LF or a NUL is refused as soon as it is seen.
    for (auto at = seen.find_first_of(std::string_view{"\r\n\0", 3}); at != std::string_view::npos;
         at = seen.find_first_of(std::string_view{"\r\n\0", 3}, at + 2)) {
        if (seen[at] != '\r' || (at + 1 < seen.size() && seen[at + 1] != '\n'))
            return HeadRefusal{400, "Dòng không kết thúc bằng CRLF."};
    }
    if (end == std::string_view::npos) {
        if (bytes.size() >= head_limit) return HeadRefusal{431, ""};
        return HeadIncomplete{};
    }
    HeadComplete complete{{}, end + 4};
    auto rest = seen;
    const auto next_line = [&rest] {
        const auto line = rest.substr(0, rest.find("\r\n"));
        rest.remove_prefix(line.size() + 2);
        return line;
    };
    if (auto refusal = read_request_line(next_line(), complete.head)) return *refusal;
    complete.head.headers.reserve(16);
    while (!rest.empty())
        if (auto refusal = read_header_line(next_line(), complete.head)) return *refusal;
    if (auto refusal = check_whole(complete.head)) return *refusal;
    return complete;
}

}  // namespace server::http
