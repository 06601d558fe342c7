#include "integrations/signing/der.hpp"

#include <algorithm>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

std::string sha256(std::string_view bytes) {
    unsigned char digest[32];
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
    return {reinterpret_cast<char*>(digest), size};
}

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

namespace der {

std::string tagged(unsigned char tag, std::string_view content) {
    std::string out(1, static_cast<char>(tag));
    const size_t size = content.size();
    if (size < 0x80) {
        out += static_cast<char>(size);
    } else {
        std::string length;
        for (size_t rest = size; rest > 0; rest >>= 8) length.insert(length.begin(), static_cast<char>(rest & 0xff));
        out += static_cast<char>(0x80 | length.size());
        out += length;
    }
    out += content;
    return out;
}

std::string sequence(std::initializer_list<std::string_view> members) {
    std::string content;
    for (const auto member : members) content += member;
    return tagged(0x30, content);
}

std::string set_of(std::vector<std::string> members) {
    // std::string compares as unsigned bytes, which is DER's order for encodings that differ before either ends.
    std::sort(members.begin(), members.end());
    std::string content;
    for (const auto& member : members) content += member;
    return tagged(0x31, content);
}

std::string oid(const char* dotted) {
    const Owned<ASN1_OBJECT, ASN1_OBJECT_free> object{OBJ_txt2obj(dotted, 1)};
    return der_of(object.get(), i2d_ASN1_OBJECT);
}

std::string octets(std::string_view content) { return tagged(0x04, content); }
std::string integer(int value) { return tagged(0x02, std::string(1, static_cast<char>(value))); }
std::string null() { return tagged(0x05, {}); }

std::string algorithm(const char* dotted, bool null_parameters) {
    return null_parameters ? sequence({oid(dotted), null()}) : sequence({oid(dotted)});
}

}  // namespace der
}  // namespace integrations::signing
