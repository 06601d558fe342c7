#pragma once
// Bytes encrypted to a certificate as CMS, in memory.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace server::storage {

using Certificate = std::unique_ptr<X509, void (*)(X509*)>;
using PrivateKey = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

// Both throw std::runtime_error with a sentence for people when the file is no PEM of the kind.
Certificate read_certificate(const std::filesystem::path& pem);
PrivateKey read_private_key(const std::filesystem::path& pem);
std::string fingerprint_of(const Certificate& certificate);  // SHA-256, hex

// DER of an AuthEnvelopedData, AES-256-GCM.
std::string enveloped(std::string_view bytes, const Certificate& recipient);
// Throws when it is for another key, or altered.
std::string opened(std::string_view der, const PrivateKey& key);
bool is_enveloped(std::string_view der);

}  // namespace server::storage
