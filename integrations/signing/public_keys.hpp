#pragma once
// OpenSSL 3.0 goes through all its readers of keys, some seventy, and all its kinds of keys for each certificate it reads. Judging
// meets public keys of certificates alone: with the short list a certificate takes a third of the time.

#include <openssl/core_dispatch.h>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

// What a provider offers for an operation, left out of it what has to do with other than the keys of certificates.
const OSSL_ALGORITHM* for_public_keys(int operation, const OSSL_ALGORITHM* (*everything)(int operation));

// Where certificates are read and their signatures verified: a library context with the default provider's own code behind the
// short list. Null, OpenSSL's default context, when that one was prepared by `default_context_is_short` or this one cannot be made.
OSSL_LIB_CTX* judging_context();
void default_context_is_short();  // to be called before anything is judged
// In that context; null when the bytes are no certificate.
X509Ptr certificate_of(std::string_view der);

}  // namespace integrations::signing
