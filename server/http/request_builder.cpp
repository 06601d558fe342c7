#include "server/http/request_builder.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>

#include <sodium.h>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

constexpr std::size_t longest_idempotency_key = 200;  // bytes
constexpr std::size_t most_cookies = 50;

// Random bytes are fetched from the kernel 4 KiB at a time.
std::array<unsigned char, 16> random_16() {
    thread_local std::array<unsigned char, 4096> pool;
    thread_local std::size_t used = pool.size();
    if (used == pool.size()) {
        randombytes_buf(pool.data(), pool.size());
        used = 0;
    }
    std::array<unsigned char, 16> bytes{};
    std::memcpy(bytes.data(), pool.data() + used, bytes.size());
    used += bytes.size();
    return bytes;
}

Pairs read_cookies(std::string_view value) {
    Pairs cookies;
    while (!value.empty() && cookies.size() < most_cookies) {
        auto part = value.substr(0, value.find(';'));
        value.remove_prefix(std::min(part.size() + 1, value.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;  // means nothing to us
        cookies.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
    return cookies;
}

// "7" with or without quotes or W/; anything else is no version of ours.
std::optional<std::int64_t> read_version(std::string_view text) {
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || version < 0) return std::nullopt;
    return version;
}

}  // namespace

std::string new_request_id() {
    auto bytes = random_16();
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);  // version 4
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    auto text = to_hex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
    return text;
}

Request build_request(Head& head, std::string_view socket_address, bool behind_proxy) {
    Request request;
    request.method = head.method;
    request.request_id = new_request_id();
    request.arrived_at = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    request.headers = std::move(head.headers);
    request.client_address = socket_address;
    if (const auto* real = find(request.headers, "x-real-ip"); real && behind_proxy && real->size() <= 45)
        request.client_address = *real;
    if (const auto* cookie = find(request.headers, "cookie")) request.cookies = read_cookies(*cookie);
    if (const auto* version = find(request.headers, "if-match")) request.if_match = read_version(*version);
    if (const auto* key = find(request.headers, "idempotency-key")) request.idempotency_key = *key;  // its length: once.cpp
    return request;
}

void take_form_meanings(Request& request) {
    if (const auto* version = find(request.form, "version"); version && !request.if_match)
        request.if_match = read_version(*version);
    if (const auto* key = find(request.form, "idempotency_key");
        key && request.idempotency_key.empty() && key->size() <= longest_idempotency_key)
        request.idempotency_key = *key;
}

}  // namespace server::http
