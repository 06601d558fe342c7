#include "server/storage/sha256.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include <openssl/evp.h>

namespace server::storage {
namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

Digest started() {
    Digest digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
    return digest;
}

std::string finished(EVP_MD_CTX* digest) {
    std::array<unsigned char, 32> bytes{};
    EVP_DigestFinal_ex(digest, bytes.data(), nullptr);
    std::string hex;
    for (const auto byte : bytes) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    const auto digest = started();
    EVP_DigestUpdate(digest.get(), bytes.data(), bytes.size());
    return finished(digest.get());
}

std::optional<std::string> sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    const auto digest = started();
    std::vector<char> block(1 << 16);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
        EVP_DigestUpdate(digest.get(), block.data(), static_cast<std::size_t>(file.gcount()));
    if (file.bad()) return std::nullopt;
    return finished(digest.get());
}

}  // namespace server::storage
