// What speaks about certificates: lists and answers as they come from a file or over plain HTTP.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "integrations/signing/cms_reader.hpp"
#include "integrations/signing/demo_pki.hpp"
#include "integrations/signing/revocation.hpp"

using namespace integrations::signing;

namespace {

struct Pair {
    Identity issuer, holder;
};

// Made anew each time the program starts: nobody can have signed an answer for them.
const Pair& pair() {
    static const Pair made = [] {
        CertificateSpec spec{.common_name = "CA", .organisation = "CA", .title = {}, .from = dossier::Instant{}, .to = dossier::Instant{std::chrono::hours{24 * 30'000}},
                             .key_usage = "critical,keyCertSign,cRLSign", .kind = KeyKind::P256};
        spec.authority = true;
        auto issuer = issue(spec, nullptr);
        spec.authority = false;
        spec.key_usage = "digitalSignature";
        auto holder = issue(spec, &*issuer);
        return Pair{*std::move(issuer), *std::move(holder)};
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    Evidence evidence;
    evidence.ocsp_responses.emplace_back(input);
    const auto* at = data;
    if (X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(size))) evidence.lists.emplace_back(list);
    at = data;
    if (const X509Ptr certificate{d2i_X509(nullptr, &at, static_cast<long>(size))}) {
        std::vector<Finding> findings;
        judge_key(certificate.get(), {}, findings);
        (void)list_addresses_of(certificate.get());
        (void)judge_chain(certificate.get(), Usage::Signing, evidence, {}, {.at = dossier::Instant{}, .proven = false, .claimed = std::nullopt}, {});
    }
    const TrustStore nobody;
    if (revocation_of(pair().holder.certificate.get(), pair().issuer.certificate.get(), evidence, nobody, dossier::Instant{}, {}).known) std::abort();
    return 0;
}
