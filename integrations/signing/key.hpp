#pragma once
// Who signs. The server never holds a key of a real person or agency: SoftKey is for the demonstration PKI only,
// Pkcs11 keys live in the worker process or at the officer's machine.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

enum class Algorithm { RsaPss, RsaPkcs1, Ecdsa };  // all with SHA-256

// A signer's certificate and the CA certificates above it, root left out.
struct CertificateChain {
    X509Ptr signer;
    std::vector<X509Ptr> issuers;
};

class Key {
  public:
    virtual ~Key() = default;
    // Signs SHA-256(message) by `algorithm`; ECDSA answers DER (r, s). Fails with WrongState when the token is gone.
    virtual dossier::Result<std::string> sign(std::string_view message, Algorithm algorithm) = 0;
};

class SoftKey : public Key {
  public:
    explicit SoftKey(PKeyPtr key) : key_(std::move(key)) {}
    static dossier::Result<SoftKey> load(const std::filesystem::path& pem);
    dossier::Result<std::string> sign(std::string_view message, Algorithm algorithm) override;

  private:
    PKeyPtr key_;
};

std::vector<X509Ptr> certificates_in(std::string_view pem);  // none: empty
dossier::Result<std::vector<X509Ptr>> load_certificates(const std::filesystem::path& pem);
// First certificate of `signer`, then every certificate of `issuers` (may be empty).
dossier::Result<CertificateChain> load_chain(const std::filesystem::path& signer, const std::filesystem::path& issuers);

// The algorithm that fits the certificate's key; RSA keys take `for_rsa`.
Algorithm algorithm_for(const X509* certificate, Algorithm for_rsa = Algorithm::RsaPss);
// AlgorithmIdentifier of the signature, DER.
std::string algorithm_identifier(Algorithm algorithm);
bool signature_fits(X509* certificate, Algorithm algorithm, std::string_view message, std::string_view signature);

std::string read_file(const std::filesystem::path& path);  // empty when it cannot be read

}  // namespace integrations::signing
