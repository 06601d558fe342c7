#pragma once
// Raising a signed file's level without touching what is signed: validation data (DSS), document time stamps.

#include <string>
#include <string_view>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/timestamp_client.hpp"

namespace integrations::signing {

enum class Level { Basic, Timestamped, LongTerm, Archived };  // PAdES B-B, B-T, B-LT, B-LTA

// Appends a Document Security Store; entries already there stay. Answers the whole file.
// Fails with InvalidInput when the file cannot be continued.
dossier::Result<std::string> add_security_store(std::string_view pdf, const Evidence& evidence);

// Appends a document time stamp over everything before it. Answers the whole file.
dossier::Result<std::string> add_document_timestamp(std::string_view pdf, const Stamper& stamper, dossier::Instant now);

// What the signatures of the file need for later: certificates that travelled along, the trusted lists of their issuers,
// and what a verdict reached now rests on, answers of `source` included.
// Fails with WrongState when nothing speaks about the revocation of one of the certificates.
dossier::Result<Evidence> evidence_for(std::string_view pdf, const TrustStore& trust, dossier::Instant now, const RevocationSource& source);

// One call: brings every signature to `level`. Timestamped uses a document time stamp when a signature has none;
// LongTerm and Archived ask `source` for revocation data that is not at hand.
dossier::Result<std::string> upgrade(std::string_view pdf, Level level, const TrustStore& trust, const Stamper& stamper,
                                     dossier::Instant now, const RevocationSource& source = {});

}  // namespace integrations::signing
