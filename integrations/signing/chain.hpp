#pragma once
// From a certificate to an anchor we believe, at a moment, with revocation asked for every link.
// Times and revocation are judged here and not by X509_verify_cert: it would judge a list at the past moment and
// reject one that is newer, which is the better evidence.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "integrations/signing/policy.hpp"
#include "integrations/signing/report.hpp"
#include "integrations/signing/trust_store.hpp"

namespace integrations::signing {

enum class Usage { Signing, TimeStamping };

// Revocation data that came with the file.
struct Evidence {
    std::vector<X509Ptr> certificates;
    std::vector<X509CrlPtr> lists;
    std::vector<std::string> ocsp_responses;  // DER OCSPResponse
};

// Where to ask when nothing at hand speaks about a certificate; only ever about one below our anchors.
enum class RevocationWay { Responder, List };
using RevocationSource = std::function<Evidence(X509* certificate, X509* issuer, RevocationWay way)>;

struct Moment {
    dossier::Instant at;                      // judged at
    bool proven = false;                      // by a time stamp
    std::optional<dossier::Instant> claimed;  // by the signer; never proves anything in the signer's favour
};

struct ChainOutcome {
    std::string role;                     // anchor set, or empty
    std::vector<Finding> findings;
    std::vector<std::string> remarks;
    std::vector<std::string> evidence;    // what revocation was judged by: kind, issuer, thisUpdate, SHA-256
    std::vector<EvidenceItem> kept;       // that, and the path
};

ChainOutcome judge_chain(X509* certificate, Usage usage, const Evidence& companions, const TrustStore& trust,
                         const Moment& moment, const Policy& policy, const RevocationSource& source = {});

dossier::Instant instant_of(const ASN1_TIME* time);
std::string common_name(const X509_NAME* name);
std::string name_part(const X509_NAME* name, int nid);

}  // namespace integrations::signing
