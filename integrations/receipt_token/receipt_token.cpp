#include "integrations/receipt_token/receipt_token.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace integrations::receipt_token {

using dossier::CivilDate;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

using Key = std::shared_ptr<EVP_PKEY>;

constexpr std::string_view mark = "MCT1";  // our token, first grammar
constexpr char between = '~';
constexpr std::size_t fields = 6, longest = 300, signature_size = 64, public_size = 32;
constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Key own(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

// RFC 4648 §5 without padding.
std::string base64url(std::string_view bytes) {
    std::string text;
    unsigned have = 0, bits = 0;
    for (const char byte : bytes) {
        have = have << 8U | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 6; bits -= 6) text += digits[have >> (bits - 6) & 63U];
    }
    if (bits > 0) text += digits[have << (6 - bits) & 63U];
    return text;
}

// Nothing when a letter is none of ours or bits are left over: one signature has one spelling.
std::string from_base64url(std::string_view text) {
    std::string bytes;
    unsigned have = 0, bits = 0;
    for (const char letter : text) {
        const auto digit = digits.find(letter);
        if (digit == std::string_view::npos) return {};
        have = have << 6U | static_cast<unsigned>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(have >> bits & 255U);
    }
    return base64url(bytes) == text ? bytes : std::string{};
}

std::string id_of(const Key& key) {
    std::array<unsigned char, public_size> raw{};
    std::size_t size = raw.size();
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    if (EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1 || EVP_Digest(raw.data(), size, hash.data(), &length, EVP_sha256(), nullptr) != 1)
        return {};
    return base64url({reinterpret_cast<const char*>(hash.data()), 6});
}

struct Memory {
    explicit Memory(std::string_view text) : bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))) {}
    Memory() : bio(BIO_new(BIO_s_mem())) {}
    ~Memory() { BIO_free(bio); }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    std::string content() const {
        char* bytes = nullptr;
        const auto size = BIO_get_mem_data(bio, &bytes);
        return {bytes, static_cast<std::size_t>(size)};
    }
    BIO* bio;
};

bool is_ed25519(const Key& key) { return key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_ED25519; }

std::string compact(CivilDate date) {
    auto text = dossier::iso_date(date);
    std::erase(text, '-');
    return text;
}

std::string signed_part(std::string_view id, const Receipt& receipt) {
    std::string text{mark};
    for (const auto& field : {std::string{id}, receipt.code, compact(receipt.date), receipt.agency}) text += between + field;
    return text;
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(between);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

dossier::Error refused(const char* why) { return {ErrorCode::InvalidInput, why, {}}; }

bool signature_fits(const Key& key, std::string_view text, std::string_view signature) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

}  // namespace

Result<Signer> Signer::from_pem(std::string_view pem) {
    const Memory memory{pem};
    Signer signer;
    signer.key_ = own(PEM_read_bio_PrivateKey(memory.bio, nullptr, nullptr, nullptr));
    if (!is_ed25519(signer.key_)) return tl::unexpected(refused("không phải khóa Ed25519 (PEM)"));
    signer.id_ = id_of(signer.key_);
    return signer;
}

std::string Signer::make_pem() {
    const auto key = own(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    const Memory memory;
    if (!key || PEM_write_bio_PrivateKey(memory.bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        throw std::runtime_error("no new key could be made");
    return memory.content();
}

std::string Signer::token(const Receipt& receipt) const {
    const auto text = signed_part(id_, receipt);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    std::array<unsigned char, signature_size> signature{};
    std::size_t size = signature.size();
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1)
        throw std::runtime_error("a receipt could not be signed");
    return text + between + base64url({reinterpret_cast<const char*>(signature.data()), size});
}

std::string Signer::public_pem() const {
    const Memory memory;
    PEM_write_bio_PUBKEY(memory.bio, key_.get());
    return memory.content();
}

Result<void> Keys::add_pem(std::string_view pem) {
    const Memory memory{pem};
    const auto before = keys_.size();
    while (const auto key = own(PEM_read_bio_PUBKEY(memory.bio, nullptr, nullptr, nullptr)))
        if (is_ed25519(key)) keys_[id_of(key)] = key;
    if (keys_.size() == before)
        if (const auto signer = Signer::from_pem(pem)) return add_pem(signer->public_pem());
    if (keys_.size() == before) return tl::unexpected(refused("không có khóa công khai Ed25519 (PEM)"));
    return {};
}

Result<Receipt> Keys::check(std::string_view scanned) const {
    const auto begin = scanned.find(mark);
    if (begin == std::string_view::npos || scanned.size() - begin > longest)
        return tl::unexpected(refused("không phải mã kiểm tra của giấy tiếp nhận"));
    const auto token = scanned.substr(begin);
    const auto parts = split(token);
    if (parts.size() != fields || parts[0] != mark || parts[3].size() != 8)
        return tl::unexpected(refused("không phải mã kiểm tra của giấy tiếp nhận"));
    const auto date = dossier::parse_iso_date(std::string{parts[3].substr(0, 4)} + "-" + std::string{parts[3].substr(4, 2)} + "-" + std::string{parts[3].substr(6)});
    const auto signature = from_base64url(parts[5]);
    if (!date || signature.size() != signature_size) return tl::unexpected(refused("mã kiểm tra viết sai hoặc thiếu"));
    const auto key = keys_.find(parts[1]);
    if (key == keys_.end()) return fail(ErrorCode::NotFound, "mã do một khóa không có trong các khóa đã biết tạo ra");
    if (!signature_fits(key->second, token.substr(0, token.rfind(between)), signature))
        return tl::unexpected(refused("chữ ký không khớp: mã bị sửa hoặc làm giả"));
    return Receipt{std::string{parts[2]}, *date, std::string{parts[4]}};
}

}  // namespace integrations::receipt_token
