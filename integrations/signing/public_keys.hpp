#pragma once
// OpenSSL 3.0 goes through all its readers of keys, some seventy, and all its kinds of keys for each certificate it reads. Judging
// meets public keys of certificates alone: with the short list a certificate takes a third of the time.

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

// Where certificates are read and their signatures verified: a library context with the default provider's own code behind the
// short list. Null, OpenSSL's default context, when that one was prepared by `shorten_default_context` or this one cannot be made.
OSSL_LIB_CTX* judging_context();
void shorten_default_context();  // before OpenSSL is asked for anything else
// In that context; null when the bytes are no certificate.
X509Ptr certificate_of(std::string_view der);

}  // namespace integrations::signing
