#include "integrations/signing/key.hpp"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "integrations/signing/der.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

bool pad(EVP_PKEY_CTX* context, Algorithm algorithm) {
    if (algorithm != Algorithm::RsaPss) return true;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) > 0;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe is no file to wait for
    if (file < 0) return {};
    std::string bytes;
    struct stat facts {};
    if (::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode)) bytes.resize(static_cast<size_t>(facts.st_size));
    size_t have = 0;
    for (ssize_t got = 1; got > 0 && have < bytes.size(); have += static_cast<size_t>(std::max<ssize_t>(got, 0)))
        got = ::read(file, bytes.data() + have, bytes.size() - have);
    ::close(file);
    bytes.resize(have);
    return bytes;
}

Result<SoftKey> SoftKey::load(const std::filesystem::path& pem) {
    const auto text = read_file(pem);
    const BioPtr bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    PKeyPtr key{PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
    ERR_clear_error();
    if (!key) return fail(ErrorCode::NotFound, "không đọc được khóa mẫu " + pem.string());
    return SoftKey{std::move(key)};
}

Result<std::string> SoftKey::sign(std::string_view message, Algorithm algorithm) {
    const MdCtxPtr context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key = nullptr;
    if (EVP_DigestSignInit(context.get(), &key, EVP_sha256(), nullptr, key_.get()) <= 0 || !pad(key, algorithm))
        return fail(ErrorCode::InvalidInput, "khóa không dùng được với thuật toán đã chọn");
    size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes_of(message), message.size());
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes_of(message),
                       message.size()) <= 0)
        return fail(ErrorCode::InvalidInput, "khóa không ký được");
    signature.resize(size);
    return signature;
}

std::vector<X509Ptr> certificates_in(std::string_view pem) {
    const BioPtr bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    std::vector<X509Ptr> certificates;
    while (X509* certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        certificates.emplace_back(certificate);
    ERR_clear_error();
    return certificates;
}

Result<std::vector<X509Ptr>> load_certificates(const std::filesystem::path& pem) {
    auto certificates = certificates_in(read_file(pem));
    if (certificates.empty()) return fail(ErrorCode::NotFound, "không có chứng thư số trong " + pem.string());
    return certificates;
}

Result<CertificateChain> load_chain(const std::filesystem::path& signer, const std::filesystem::path& issuers) {
    auto own = TRY(load_certificates(signer));
    CertificateChain chain{std::move(own.front()), {}};
    if (!issuers.empty()) chain.issuers = TRY(load_certificates(issuers));
    return chain;
}

Algorithm algorithm_for(const X509* certificate, Algorithm for_rsa) {
    return EVP_PKEY_base_id(X509_get0_pubkey(certificate)) == EVP_PKEY_EC ? Algorithm::Ecdsa : for_rsa;
}

std::string algorithm_identifier(Algorithm algorithm) {
    switch (algorithm) {
        case Algorithm::Ecdsa: return der::algorithm("1.2.840.10045.4.3.2", false);
        case Algorithm::RsaPkcs1: return der::algorithm("1.2.840.113549.1.1.11", true);
        case Algorithm::RsaPss: break;
    }
    const auto hash = der::algorithm("2.16.840.1.101.3.4.2.1", true);
    const auto mask = der::sequence({der::oid("1.2.840.113549.1.1.8"), hash});
    return der::sequence({der::oid("1.2.840.113549.1.1.10"),
                          der::sequence({der::tagged(0xa0, hash), der::tagged(0xa1, mask),
                                         der::tagged(0xa2, der::integer(32))})});
}

bool signature_fits(X509* certificate, Algorithm algorithm, std::string_view message, std::string_view signature) {
    const MdCtxPtr context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key = nullptr;
    const bool fits =
        EVP_DigestVerifyInit(context.get(), &key, EVP_sha256(), nullptr, X509_get0_pubkey(certificate)) > 0 &&
        pad(key, algorithm) &&
        EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
    ERR_clear_error();
    return fits;
}

}  // namespace integrations::signing
