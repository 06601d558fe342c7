#pragma once
// OpenSSL 3.0 goes through all its readers of keys, some seventy, and all its kinds of keys for each certificate it reads. Judging
// meets public keys of certificates alone: with the short list a certificate takes a third of the time.

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

// Where certificates are read and their signatures verified: a library context with the default provider's own code behind the
// short list. Null, OpenSSL's default context, after `judge_in_default_context` or when this one cannot be made.
OSSL_LIB_CTX* judging_context();
// For a program that reads one signature and ends: making a context would take longer. Before the first certificate is read.
void judge_in_default_context();
// In that context; null when the bytes are no certificate.
X509Ptr certificate_of(std::string_view der);

}  // namespace integrations::signing
