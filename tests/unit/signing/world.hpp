#pragma once
// A small world for signature tests: authorities, signers, hand-made PDFs and hand-made updates. Keys are P-256 so that
// the whole suite makes them in a moment; the date is frozen.

#include <map>
#include <string>
#include <vector>

#include "integrations/signing/demo_pki.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/verify.hpp"

namespace signing_tests {

using namespace integrations::signing;
using dossier::Instant;
using std::chrono::days;

Instant now();  // 2026-06-15T09:00:00+07:00

struct World {
    Identity root, authority, person, agency, stamper, responder;
    std::shared_ptr<TrustStore> trust;  // root and fresh, empty lists of root and authority
};
const World& world();

// A signer below `world().authority`; the callback changes the specification.
Identity a_signer(void (*change)(CertificateSpec&) = nullptr);
std::shared_ptr<TrustStore> trust_with_lists(const std::vector<Revocation>& revoked, Instant from, Instant to);

CertificateChain chain_of(const Identity& identity);

// Objects by number → body. Object 1 is the catalog. A classic table, a clean file.
std::string pdf_of(const std::map<int, std::string>& objects);
std::string stream_body(const std::string& dictionary_entries, const std::string& data);
// One A4 page with a line of text: 1 catalog, 2 pages, 3 page, 4 content, 5 font.
std::map<int, std::string> page_objects();
std::string a_pdf();
// A sound incremental update with a table. A body of "free" frees the object.
std::string updated(const std::string& pdf, const std::map<int, std::string>& objects, const std::string& trailer_extra = {});
// Body of an object as it stands in the file (last occurrence of "n 0 obj").
std::string body_in(const std::string& pdf, int number);
int highest_object(const std::string& pdf);
std::string replaced(std::string text, const std::string& from, const std::string& to);  // first occurrence, must exist

SigningRequest a_request(const std::string& field = "ChuKy");
std::string signed_by(const Identity& identity, const std::string& pdf, const SigningRequest& request,
                      Algorithm for_rsa = Algorithm::RsaPss);
std::string signed_by(const Identity& identity, const std::string& pdf);
// Person, then agency, both with pictures.
std::string signed_result();

VerifyOptions judge();            // with trust, at now()
VerifyOptions integrity();        // integrity only
Report verified(const std::string& pdf);
std::string why(const Report& report);  // for CAPTURE

}  // namespace signing_tests
