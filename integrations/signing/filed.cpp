#include "integrations/signing/filed.hpp"

#include <optional>
#include <string_view>

#include <openssl/pem.h>

#include "integrations/signing/key.hpp"
#include "integrations/signing/public_keys.hpp"

namespace integrations::signing {
namespace {

constexpr size_t longest_line = 76;

// Steps through DER without taking it apart; what is not strict DER ends it.
class Steps {
  public:
    explicit Steps(std::string_view der) : at_(bytes_of(der)), end_(at_ + der.size()) {}

    bool enter(int tag) {
        const auto inside = head(tag);
        if (!inside) return false;
        at_ = *inside;
        end_ = at_ + length_;
        return true;
    }
    bool skip(int tag, int kind = V_ASN1_UNIVERSAL) {
        const auto inside = head(tag, kind);
        if (!inside) return false;
        at_ = *inside + length_;
        return true;
    }
    // A name as it lies there; empty: none does.
    std::string_view name() {
        const auto* begin = at_;
        if (!skip(V_ASN1_SEQUENCE)) return {};
        return {reinterpret_cast<const char*>(begin), static_cast<size_t>(at_ - begin)};
    }

  private:
    std::optional<const unsigned char*> head(int tag, int kind = V_ASN1_UNIVERSAL) {
        const auto* inside = at_;
        int found = 0, found_kind = 0;
        const int answer = ASN1_get_object(&inside, &length_, &found, &found_kind, end_ - at_);
        if ((answer & 0x81) != 0 || found != tag || found_kind != kind || length_ > end_ - inside) return std::nullopt;
        return inside;
    }
    const unsigned char* at_;
    const unsigned char* end_;
    long length_ = 0;
};

X509NamePtr name_of(std::string_view der) {
    const auto* at = bytes_of(der);
    return X509NamePtr{d2i_X509_NAME(nullptr, &at, static_cast<long>(der.size()))};
}

// RFC 5280, 4.1. False when only opening it can tell.
bool read_names(FiledCertificate& certificate) {
    Steps steps(certificate.der);
    if (!steps.enter(V_ASN1_SEQUENCE) || !steps.enter(V_ASN1_SEQUENCE)) return false;
    steps.skip(0, V_ASN1_CONTEXT_SPECIFIC);  // the version may be missing
    if (!steps.skip(V_ASN1_INTEGER) || !steps.skip(V_ASN1_SEQUENCE)) return false;
    const auto issuer = steps.name();
    if (issuer.empty() || !steps.skip(V_ASN1_SEQUENCE)) return false;
    const auto subject = steps.name();
    certificate.name = name_of(subject);
    if (!certificate.name) return false;
    certificate.issues_itself = subject == issuer;
    if (certificate.issues_itself) return true;
    const auto other = name_of(issuer);
    certificate.issues_itself = other && X509_NAME_cmp(certificate.name.get(), other.get()) == 0;
    return other != nullptr;
}

// RFC 5280, 5.1.
bool read_names(FiledList& list) {
    Steps steps(list.der);
    if (!steps.enter(V_ASN1_SEQUENCE) || !steps.enter(V_ASN1_SEQUENCE)) return false;
    steps.skip(V_ASN1_INTEGER);  // the version may be missing
    if (!steps.skip(V_ASN1_SEQUENCE)) return false;
    list.name = name_of(steps.name());
    return list.name != nullptr;
}

bool know_by_opening(FiledCertificate& certificate) {
    X509* const opened = certificate.open();
    if (opened == nullptr) return false;
    certificate.name.reset(X509_NAME_dup(X509_get_subject_name(opened)));
    certificate.issues_itself = X509_NAME_cmp(X509_get_subject_name(opened), X509_get_issuer_name(opened)) == 0;
    return true;
}

bool know_by_opening(FiledList& list) {
    X509_CRL* const opened = list.open();
    if (opened == nullptr) return false;
    list.name.reset(X509_NAME_dup(X509_CRL_get_issuer(opened)));
    return true;
}

template <class Item>
bool know(Item& item) {
    return read_names(item) || know_by_opening(item);
}

// The blocks of a text that holds nothing else, each line of base64 at most as long as PEM has them. Any other text is left to
// OpenSSL, which looks at every character more than once.
std::optional<std::vector<std::string>> plain_blocks(std::string_view text, const std::string& kind) {
    const std::string head = "-----BEGIN " + kind + "-----\n", foot = "-----END " + kind + "-----\n";
    std::vector<std::string> blocks;
    while (!text.empty()) {
        if (!text.starts_with(head)) return std::nullopt;
        text.remove_prefix(head.size());
        std::string digits;
        for (size_t line = text.find('\n'); line != std::string_view::npos && line > 0 && line <= longest_line && text[0] != '-'; line = text.find('\n')) {
            digits += text.substr(0, line);
            text.remove_prefix(line + 1);
        }
        const auto end = digits.find_last_not_of('=') + 1;
        if (!text.starts_with(foot) || end == 0 || digits.size() - end > 2 || digits.size() % 4 != 0 || digits.find('=') < end)
            return std::nullopt;
        text.remove_prefix(foot.size());
        std::string der(digits.size() / 4 * 3, '\0');
        if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(der.data()), bytes_of(digits), static_cast<int>(digits.size())) != static_cast<int>(der.size()))
            return std::nullopt;
        der.resize(der.size() - (digits.size() - end));
        blocks.push_back(std::move(der));
    }
    return blocks;
}

// Whether nothing more begins where OpenSSL saw no further block; its last error tells.
bool ended_well(const std::string& text) {
    const auto begin = text.rfind("-----BEGIN ");
    return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE && (begin == std::string::npos || text.find("-----END ", begin) != std::string::npos);
}

// Blocks of one kind; ends at the first that is none.
Contents<std::string> blocks_of(const std::string& text, const char* kind) {
    if (auto plain = plain_blocks(text, kind)) return {*std::move(plain), true};
    std::vector<std::string> blocks;
    const BioPtr bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    unsigned char* der = nullptr;
    long size = 0;
    while (PEM_bytes_read_bio(&der, &size, nullptr, kind, bio.get(), nullptr, nullptr) == 1) {
        blocks.emplace_back(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
        OPENSSL_free(der);
    }
    return {std::move(blocks), ended_well(text)};
}

template <class Item>
Contents<Item> blocks_in(const std::string& text, const char* kind) {
    auto blocks = blocks_of(text, kind);
    Contents<Item> found;
    for (auto& der : blocks.items) {
        Item item;
        item.der = std::move(der);
        if (!know(item)) break;
        found.items.push_back(std::move(item));
    }
    found.whole = blocks.whole && !found.items.empty() && found.items.size() == blocks.items.size();
    ERR_clear_error();
    return found;
}

X509CrlPtr list_of(std::string_view der) {
    const auto* at = bytes_of(der);
    return X509CrlPtr{d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()))};
}

template <class Item, class Read>
auto* open_once(Item& item, Read read) {
    if (!item.tried) {
        item.opened = read(item.der);
        item.tried = true;
        ERR_clear_error();
    }
    return item.opened.get();
}

}  // namespace

X509* FiledCertificate::open() { return open_once(*this, certificate_of); }
X509_CRL* FiledList::open() { return open_once(*this, list_of); }

Contents<FiledCertificate> certificates_filed_in(const std::filesystem::path& file) {
    return blocks_in<FiledCertificate>(read_file(file), PEM_STRING_X509);
}

Contents<FiledList> lists_filed_in(const std::filesystem::path& file) {
    auto text = read_file(file);
    auto lists = blocks_in<FiledList>(text, PEM_STRING_X509_CRL);
    if (!lists.items.empty()) return lists;
    FiledList alone;
    alone.der = std::move(text);
    lists.whole = know(alone);
    if (lists.whole) lists.items.push_back(std::move(alone));
    ERR_clear_error();
    return lists;
}

}  // namespace integrations::signing
