#include "server/http/password.hpp"

#include <array>
#include <new>
#include <semaphore>

#include <sodium.h>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

constexpr std::size_t longest_password = 1024;  // bytes

std::counting_semaphore<> two_at_once{2};

}  // namespace

std::string hash_password(std::string_view password) {
    if (sodium_init() < 0) throw std::bad_alloc{};
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc{};
    return hash.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    static const std::string nobody = hash_password("không ai cả");
    if (password.size() > longest_password) return false;
    const auto& against = hash.empty() ? nobody : hash;
    two_at_once.acquire();
    const bool matches = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    two_at_once.release();
    return matches && !hash.empty();
}

std::string new_secret() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return to_hex(digest);
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace server::http
