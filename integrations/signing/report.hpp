#pragma once
// What the verifier found: ETSI EN 319 102-1's three-valued verdict, a sub-indication for programs, and Vietnamese
// sentences for people. A finding is recorded, it is never an error.

#include <optional>
#include <string>
#include <vector>

#include "dossier/time.hpp"
#include "integrations/signing/evidence.hpp"

namespace integrations::signing {

enum class Verdict { Passed, NoSignature, Indeterminate, Failed };  // from good to bad
const char* name_of(Verdict verdict);  // "TOTAL-PASSED", "NO-SIGNATURE", "INDETERMINATE", "TOTAL-FAILED"

// Names of ETSI EN 319 102-1, table 5 and 6, plus ours where the PDF itself is at fault.
enum class Reason {
    None,
    FormatFailure,              // FORMAT_FAILURE: structure, ByteRange, CMS
    HashFailure,                // HASH_FAILURE: the content is not what was signed
    SigCryptoFailure,           // SIG_CRYPTO_FAILURE: the signature value does not fit
    ForbiddenChange,            // FORBIDDEN_CHANGE (ours): a later revision changes what was signed
    SigConstraintsFailure,      // SIG_CONSTRAINTS_FAILURE: missing or wrong signed attributes
    CryptoConstraintsFailure,   // CRYPTO_CONSTRAINTS_FAILURE: weak algorithm or key
    ChainConstraintsFailure,    // CHAIN_CONSTRAINTS_FAILURE: usage, path length, constraints
    ChainGeneralFailure,        // CERTIFICATE_CHAIN_GENERAL_FAILURE
    NoSigningCertificate,       // NO_SIGNING_CERTIFICATE_FOUND
    NoCertificateChain,         // NO_CERTIFICATE_CHAIN_FOUND: no trusted anchor
    Expired,                    // EXPIRED
    NotYetValid,                // NOT_YET_VALID
    OutOfBoundsNoPoe,           // OUT_OF_BOUNDS_NO_POE: expired since, nothing proves it was signed before
    Revoked,                    // REVOKED
    RevokedNoPoe,               // REVOKED_NO_POE
    RevokedCaNoPoe,             // REVOKED_CA_NO_POE
    TimestampOrder,             // TIMESTAMP_ORDER_FAILURE
    SubjectMismatch,            // SUBJECT_MISMATCH (ours): nobody who signed is who the paper says it comes from
    TryLater,                   // TRY_LATER: no usable revocation evidence
};
const char* name_of(Reason reason);
Verdict verdict_of(Reason reason);

struct Finding {
    Reason reason;
    std::string sentence;  // Vietnamese: what is wrong; never names a person
};

struct SignatureReport {
    std::string field;
    std::string signer;        // common name
    std::string signer_subject;  // RFC 2253
    std::string organisation;
    std::string issuer;        // common name
    std::string serial;        // hexadecimal
    std::string certificate_sha256;
    std::string role;          // anchor set: "official", "public", or empty
    std::optional<dossier::Instant> claimed_time;  // /M
    std::optional<dossier::Instant> proven_time;   // time stamp
    std::string level;         // "PAdES-B-B" …, "PKCS7", "DocTimeStamp"
    std::string algorithm;     // "RSASSA-PSS-2048 SHA256"
    int revision = 0;          // from 1
    bool timestamp = false;    // a document time stamp, not a person's or agency's signature
    bool covers_whole_document = false;
    std::vector<std::string> changes_since;  // Vietnamese, allowed changes by later revisions
    std::vector<std::string> remarks;        // Vietnamese, no effect on the verdict
    std::vector<Finding> findings;
    Verdict verdict = Verdict::Passed;
    Reason reason = Reason::None;
    std::vector<std::string> evidence;       // revocation data used: kind, issuer, time, SHA-256
    std::vector<EvidenceItem> kept;          // the same data and the path of certificates, to be stored with the report
    size_t signed_bytes = 0;   // the document as this signer saw it: the first so many bytes
};

struct Report {
    Verdict verdict = Verdict::NoSignature;
    Reason reason = Reason::None;
    std::string summary;       // Vietnamese: why, and what to do
    std::string policy;        // version of the rule set used
    dossier::Instant checked_at;
    std::vector<Finding> findings;  // about the file as a whole
    std::vector<SignatureReport> signatures;
};

// Settles verdict and reason from the findings (the first of the worst kind wins), then the summary.
void settle(SignatureReport& signature);
void settle(Report& report);

}  // namespace integrations::signing
