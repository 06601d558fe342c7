#include <nlohmann/json.hpp>

#include "integrations/signing/verify.hpp"

namespace integrations::signing {
namespace {

using nlohmann::json;

json time_or_null(const std::optional<dossier::Instant>& at) { return at ? json(dossier::iso8601(*at)) : json(nullptr); }
json name_or_null(Reason reason) { return reason == Reason::None ? json(nullptr) : json(name_of(reason)); }

json findings_of(const std::vector<Finding>& findings) {
    auto list = json::array();
    for (const auto& finding : findings) list.push_back({{"sub_indication", name_of(finding.reason)}, {"reason", finding.sentence}});
    return list;
}

json kept_in(const SignatureReport& one) {
    auto list = json::array();
    for (const auto& item : one.kept) list.push_back({{"kind", name_of(item.kind)}, {"sha256", item.sha256}});
    return list;
}

json signature_of(const SignatureReport& one) {
    return {{"field", one.field},
            {"signer", one.signer},
            {"subject", one.signer_subject},
            {"organisation", one.organisation},
            {"issuer", one.issuer},
            {"serial", one.serial},
            {"certificate_sha256", one.certificate_sha256},
            {"role", one.role},
            {"claimed_time", time_or_null(one.claimed_time)},
            {"proven_time", time_or_null(one.proven_time)},
            {"level", one.level},
            {"algorithm", one.algorithm},
            {"revision", one.revision},
            {"signed_bytes", one.signed_bytes},
            {"covers_whole_document", one.covers_whole_document},
            {"changes_since", one.changes_since},
            {"remarks", one.remarks},
            {"revocation_evidence", one.evidence},
            {"evidence", kept_in(one)},
            {"findings", findings_of(one.findings)},
            {"verdict", name_of(one.verdict)},
            {"sub_indication", name_or_null(one.reason)}};
}

}  // namespace

std::string to_json(const Report& report, const std::string& file) {
    auto signatures = json::array();
    for (const auto& one : report.signatures) signatures.push_back(signature_of(one));
    const json all{{"file", file},
                   {"verdict", name_of(report.verdict)},
                   {"sub_indication", name_or_null(report.reason)},
                   {"summary", report.summary},
                   {"policy", report.policy},
                   {"checked_at", dossier::iso8601(report.checked_at)},
                   {"findings", findings_of(report.findings)},
                   {"signatures", std::move(signatures)}};
    // File names and certificate texts are foreign bytes: what is not UTF-8 is replaced, never thrown at.
    return all.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace integrations::signing
