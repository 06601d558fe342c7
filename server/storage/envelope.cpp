#include "server/storage/envelope.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <openssl/cms.h>
#include <openssl/objects.h>
#include <openssl/pem.h>

#include "server/storage/file_store.hpp"

namespace server::storage {
namespace {

using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;
using Cms = std::unique_ptr<CMS_ContentInfo, void (*)(CMS_ContentInfo*)>;

Bio over(std::string_view bytes) { return {BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), BIO_free}; }
Bio empty() { return {BIO_new(BIO_s_mem()), BIO_free}; }

std::string content_of(const Bio& bio) {
    char* start = nullptr;
    const auto length = BIO_get_mem_data(bio.get(), &start);
    return {start, static_cast<std::size_t>(length)};
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Cms parsed(std::string_view der) { return {d2i_CMS_bio(over(der).get(), nullptr), CMS_ContentInfo_free}; }

}  // namespace

Certificate read_certificate(const std::filesystem::path& pem) {
    const auto text = text_of(pem);
    Certificate certificate{PEM_read_bio_X509(over(text).get(), nullptr, nullptr, nullptr), X509_free};
    if (!certificate) throw std::runtime_error("không phải chứng thư (PEM): " + pem.string());
    return certificate;
}

PrivateKey read_private_key(const std::filesystem::path& pem) {
    const auto text = text_of(pem);
    char none[] = "";  // never asks at a terminal
    PrivateKey key{PEM_read_bio_PrivateKey(over(text).get(), nullptr, nullptr, none), EVP_PKEY_free};
    if (!key) throw std::runtime_error("không phải khóa riêng (PEM, không mật khẩu): " + pem.string());
    return key;
}

std::string fingerprint_of(const Certificate& certificate) {
    unsigned char* der = nullptr;
    const int length = i2d_X509(certificate.get(), &der);
    if (length <= 0) throw std::runtime_error("chứng thư không mã hóa lại được");
    auto hash = sha256_of({reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)});
    OPENSSL_free(der);
    return hash;
}

std::string enveloped(std::string_view bytes, const Certificate& recipient) {
    const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> to{sk_X509_new_null(), [](STACK_OF(X509)* list) { sk_X509_free(list); }};
    sk_X509_push(to.get(), recipient.get());
    const Cms cms{CMS_encrypt(to.get(), over(bytes).get(), EVP_aes_256_gcm(), CMS_BINARY), CMS_ContentInfo_free};
    const auto out = empty();
    if (!cms || i2d_CMS_bio(out.get(), cms.get()) != 1) throw std::runtime_error("không mã hóa được cho chứng thư này");
    return content_of(out);
}

std::string opened(std::string_view der, const PrivateKey& key) {
    const auto cms = parsed(der);
    const auto out = empty();
    if (!cms || CMS_decrypt(cms.get(), key.get(), nullptr, nullptr, out.get(), CMS_BINARY) != 1)
        throw std::runtime_error("không giải mã được: sai khóa, hoặc mảnh đã bị sửa");
    return content_of(out);
}

bool is_enveloped(std::string_view der) {
    const auto cms = parsed(der);
    return cms && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_id_smime_ct_authEnvelopedData;
}

}  // namespace server::storage
