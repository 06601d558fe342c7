#pragma once
// Revocation data from the addresses a certificate names: its responder (RFC 6960), then its distribution points
// (RFC 5280). Asked only about certificates below our own anchors, so that a foreign file cannot send us anywhere.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "integrations/https_client.hpp"
#include "integrations/signing/chain.hpp"

namespace integrations::signing {

// One per process: answers are kept until their next update, a host that did not answer is left alone for a while.
class RevocationClient {
  public:
    struct Limits {
        std::chrono::milliseconds connect{2'000}, total{5'000};
        std::size_t answer_bytes = 32U << 20;
        std::chrono::seconds pause{60};  // before a silent host is asked again
    };
    explicit RevocationClient(Limits limits);
    RevocationClient() : RevocationClient(Limits{}) {}

    // Nothing when nobody answers in time; whether the answer counts is judged by the caller.
    Evidence ask(X509* certificate, X509* issuer, RevocationWay way, dossier::Instant now);

  private:
    struct Kept {
        std::string bytes;
        dossier::Instant until;
    };
    // Empty when there is no answer.
    std::string answer_to(HttpRequest request, dossier::Instant now, dossier::Instant (*until)(std::string_view, dossier::Instant));

    Limits limits_;
    std::mutex lock_;
    HttpsClient client_;
    std::map<std::string, Kept> kept_;                 // address and question → answer
    std::map<std::string, dossier::Instant> silent_;   // host → when it may be asked again
};

// The client as the verifier takes it.
RevocationSource source_of(std::shared_ptr<RevocationClient> client, dossier::Instant now);

}  // namespace integrations::signing
