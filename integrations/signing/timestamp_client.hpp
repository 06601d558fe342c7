#pragma once
// Asking a time stamping authority (RFC 3161): nonce and certificate demanded, the answer matched against the question.

#include <functional>
#include <string>
#include <string_view>

#include "dossier/result.hpp"

namespace integrations::signing {

// Answers a token (DER ContentInfo) over this SHA-256 value. Fails with WrongState when the authority is not reachable
// or answers wrongly; the signature is then made without a stamp and stamped later.
using Stamper = std::function<dossier::Result<std::string>(std::string_view sha256_value)>;

// POST application/timestamp-query to `url`.
Stamper http_stamper(std::string url);

struct TimestampQuery {
    std::string der;
    std::string nonce;   // DER INTEGER
    std::string digest;  // SHA-256 value asked about
};
TimestampQuery timestamp_query(std::string_view sha256_value);
dossier::Result<std::string> token_in_reply(std::string_view reply, const TimestampQuery& asked);

}  // namespace integrations::signing
