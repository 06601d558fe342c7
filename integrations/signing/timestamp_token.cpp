#include "integrations/signing/timestamp_token.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/cms_attributes.hpp"

namespace integrations::signing {
namespace {

using TstInfoPtr = Owned<TS_TST_INFO, TS_TST_INFO_free>;

void judge_imprint(TS_TST_INFO* info, const ContentDigest& digest, const Policy& policy, std::vector<Finding>& findings) {
    TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
    const EVP_MD* hash = EVP_get_digestbyobj(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    if (hash == nullptr || !(policy.digests.contains(EVP_MD_get0_name(hash)) ||
                             policy.digests.contains(OBJ_nid2sn(EVP_MD_get_type(hash))))) {
        findings.push_back({Reason::CryptoConstraintsFailure, "dấu thời gian dùng thuật toán băm yếu"});
        return;
    }
    if (text_of(TS_MSG_IMPRINT_get_msg(imprint)) != digest(hash))
        findings.push_back({Reason::HashFailure, "dấu thời gian không phải của chữ ký này"});
}

}  // namespace

TokenFacts read_timestamp(std::string_view token, const ContentDigest& digest, const Policy& policy) {
    TokenFacts facts;
    facts.cms = read_token(token, policy);
    for (const auto& finding : facts.cms.findings) facts.findings.push_back({finding.reason, "dấu thời gian: " + finding.sentence});
    const auto* at = bytes_of(facts.cms.content);
    const TstInfoPtr info{d2i_TS_TST_INFO(nullptr, &at, static_cast<long>(facts.cms.content.size()))};
    ERR_clear_error();
    if (!info) {
        facts.findings.push_back({Reason::FormatFailure, "không đọc được nội dung dấu thời gian"});
        return facts;
    }
    judge_imprint(info.get(), digest, policy, facts.findings);
    const auto time = instant_of(TS_TST_INFO_get_time(info.get()));
    if (time == dossier::Instant{}) facts.findings.push_back({Reason::FormatFailure, "dấu thời gian không có thời điểm"});
    else facts.time = time;
    if (facts.cms.signer && !facts.cms.names_certificate)
        facts.findings.push_back({Reason::SigConstraintsFailure, "dấu thời gian không chỉ định chứng thư số của máy chủ thời gian"});
    return facts;
}

}  // namespace integrations::signing
