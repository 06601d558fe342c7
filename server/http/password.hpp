#pragma once
// Passwords by Argon2id (libsodium, interactive limits: 64 MiB, two passes).

#include <string>
#include <string_view>

namespace server::http {

std::string hash_password(std::string_view password);
// Takes the same time whether `hash` is empty (no such account) or not. At most two run at once: memory.
bool is_password(std::string_view password, const std::string& hash);

std::string new_secret();                          // 256 random bits, base64url
std::string sha256_hex(std::string_view text);
bool same_secret(std::string_view left, std::string_view right);  // constant time

}  // namespace server::http
