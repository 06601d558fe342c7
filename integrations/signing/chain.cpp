#include "integrations/signing/chain.hpp"

#include <ctime>

#include "integrations/signing/cms_reader.hpp"
#include "integrations/signing/revocation.hpp"

namespace integrations::signing {
namespace {

using dossier::Instant;

struct StackFree {
    void operator()(STACK_OF(X509)* stack) const { sk_X509_free(stack); }
};
using BorrowedStack = std::unique_ptr<STACK_OF(X509), StackFree>;

Finding finding_of(int error) {
    switch (error) {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT: case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: case X509_V_ERR_CERT_UNTRUSTED:
            return {Reason::NoCertificateChain, "chứng thư số không thuộc tổ chức cấp nào được tin cậy"};
        case X509_V_ERR_EE_KEY_TOO_SMALL: case X509_V_ERR_CA_KEY_TOO_SMALL: case X509_V_ERR_CA_MD_TOO_WEAK:
            return {Reason::CryptoConstraintsFailure, "chuỗi chứng thư số dùng khóa hoặc thuật toán yếu"};
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
            return {Reason::ChainGeneralFailure, "chữ ký của tổ chức cấp trên chứng thư số không đúng"};
        default:
            return {Reason::ChainConstraintsFailure,
                    std::string("chuỗi chứng thư số vi phạm ràng buộc (") + X509_verify_cert_error_string(error) + ")"};
    }
}

bool same(const X509* one, const X509* other) { return X509_cmp(one, other) == 0; }

bool valid_at(const X509* certificate, Instant at) {
    return instant_of(X509_get0_notBefore(certificate)) <= at && at <= instant_of(X509_get0_notAfter(certificate));
}

// A root that was renewed under its old name and key: the one of that day stands for it.
bool is_replaced(const X509* anchor, const std::vector<Anchor>& anchors, Instant at) {
    return !valid_at(anchor, at) && std::any_of(anchors.begin(), anchors.end(), [&](const Anchor& other) {
        const X509* twin = other.certificate.get();
        return valid_at(twin, at) && X509_NAME_cmp(X509_get_subject_name(twin), X509_get_subject_name(anchor)) == 0 &&
               X509_PUBKEY_eq(X509_get_X509_PUBKEY(twin), X509_get_X509_PUBKEY(anchor)) == 1;
    });
}

// The path from signer to anchor; empty with a finding when there is none. Time is judged afterwards, but OpenSSL takes the
// first certificate that fits: those of that day come first.
std::vector<X509Ptr> build_path(X509* certificate, const Evidence& companions, const PathParts& trusted, Instant at, const Policy& policy,
                                std::vector<Finding>& findings) {
    const StorePtr store{X509_STORE_new()};
    for (const auto& anchor : trusted.anchors)
        if (!is_replaced(anchor.certificate.get(), trusted.anchors, at)) X509_STORE_add_cert(store.get(), anchor.certificate.get());
    std::vector<X509*> between;
    for (const auto* some : {&companions.certificates, &trusted.intermediates})
        for (const auto& one : *some) between.push_back(one.get());
    std::stable_partition(between.begin(), between.end(), [&](const X509* one) { return valid_at(one, at); });
    const BorrowedStack untrusted{sk_X509_new_null()};
    for (X509* const one : between) sk_X509_push(untrusted.get(), one);
    const StoreCtxPtr context{X509_STORE_CTX_new()};
    X509_STORE_CTX_init(context.get(), store.get(), certificate, untrusted.get());
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
    unsigned long flags = X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_TRUSTED_FIRST;
    if (trusted.partial) flags |= X509_V_FLAG_PARTIAL_CHAIN;
    X509_VERIFY_PARAM_set_flags(parameters, flags);
    X509_VERIFY_PARAM_set_auth_level(parameters, policy.weak_chain_digests ? 0 : 2);
    X509_VERIFY_PARAM_set_depth(parameters, 8);
    const bool good = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (!good) {
        findings.push_back(finding_of(X509_STORE_CTX_get_error(context.get())));
        return {};
    }
    std::vector<X509Ptr> path;
    STACK_OF(X509)* chain = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(chain); ++i) path.push_back(shared(sk_X509_value(chain, i)));
    return path;
}

bool allowed_extended_usage(X509* certificate, Usage usage, const Policy& policy) {
    const Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> usages{
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr))};
    if (!usages) return usage == Usage::Signing;
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
        const ASN1_OBJECT* one = sk_ASN1_OBJECT_value(usages.get(), i);
        if (usage == Usage::TimeStamping) {
            if (OBJ_obj2nid(one) == NID_time_stamp) return true;
            continue;
        }
        char text[128];
        OBJ_obj2txt(text, sizeof text, one, 1);
        if (policy.extended_usages.contains(text)) return true;
    }
    return false;
}

void judge_usage(X509* certificate, Usage usage, const Policy& policy, std::vector<Finding>& findings) {
    const auto key_usage = X509_get_key_usage(certificate);
    if (key_usage != UINT32_MAX && (key_usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        findings.push_back({Reason::ChainConstraintsFailure, "chứng thư số không được cấp để ký số"});
    if (usage == Usage::Signing && X509_check_ca(certificate) > 0)
        findings.push_back({Reason::ChainConstraintsFailure, "chứng thư số của tổ chức cấp không được dùng để ký văn bản"});
    if (!allowed_extended_usage(certificate, usage, policy))
        findings.push_back({Reason::ChainConstraintsFailure, usage == Usage::Signing
                                                                 ? "phạm vi sử dụng của chứng thư số không cho phép ký văn bản"
                                                                 : "dấu thời gian do chứng thư số không phải của máy chủ thời gian ký"});
}

void judge_validity(X509* certificate, bool leaf, const Moment& moment, std::vector<Finding>& findings) {
    const Instant from = instant_of(X509_get0_notBefore(certificate)), to = instant_of(X509_get0_notAfter(certificate));
    const char* whose = leaf ? "chứng thư số của người ký" : "chứng thư số của tổ chức cấp";
    if (moment.at < from) {
        findings.push_back({Reason::NotYetValid, std::string(whose) + " chưa có hiệu lực tại thời điểm ký"});
    } else if (moment.at > to) {
        const bool claimed_within = moment.claimed && *moment.claimed >= from && *moment.claimed <= to;
        const bool open = !moment.proven && claimed_within;
        findings.push_back({open ? Reason::OutOfBoundsNoPoe : Reason::Expired,
                            std::string(whose) + (open ? " nay đã hết hạn và không có dấu thời gian" : " đã hết hạn tại thời điểm ký")});
    } else if (leaf && moment.claimed && !moment.proven && *moment.claimed < from) {
        findings.push_back({Reason::NotYetValid, "thời điểm ký ghi trong tệp trước ngày chứng thư số có hiệu lực"});
    }
}

void judge_revocation(X509* certificate, X509* issuer, bool leaf, Usage usage, const Evidence& companions, const TrustStore& trust,
                      const Moment& moment, const Policy& policy, const RevocationSource& source, ChainOutcome& outcome) {
    auto status = revocation_of(certificate, issuer, companions, trust, moment.at, policy);
    for (const auto way : {RevocationWay::Responder, RevocationWay::List})
        if (!status.known && source) status = revocation_of(certificate, issuer, source(certificate, issuer, way), trust, moment.at, policy);
    if (!status.known) {
        if (policy.revocation_required)
            outcome.findings.push_back({Reason::TryLater, leaf ? "không có dữ liệu thu hồi dùng được cho chứng thư số của người ký"
                                                               : "không có dữ liệu thu hồi dùng được cho tổ chức cấp chứng thư số"});
        return;
    }
    outcome.evidence.push_back(status.source);
    if (status.item) outcome.kept.push_back(*status.item);
    if (!status.revoked) return;
    // Its own time is the only thing a stamp says about when it was made.
    if (usage == Usage::TimeStamping && !status.harmless) {
        outcome.findings.push_back({Reason::Revoked, "chứng thư số của máy chủ thời gian bị thu hồi vì khóa có thể đã lộ"});
        return;
    }
    if (moment.proven && *status.revoked > moment.at) {
        outcome.remarks.emplace_back("chứng thư số bị thu hồi sau thời điểm ký đã được chứng minh");
        return;
    }
    if (*status.revoked > moment.at) return;  // judged at an earlier moment on request
    const bool claimed_before = moment.claimed && *moment.claimed < *status.revoked;
    const Reason open = leaf ? Reason::RevokedNoPoe : Reason::RevokedCaNoPoe;
    outcome.findings.push_back({moment.proven || !claimed_before ? Reason::Revoked : open,
                                leaf ? "chứng thư số của người ký đã bị thu hồi" : "chứng thư số của tổ chức cấp đã bị thu hồi"});
}

}  // namespace

Instant instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return Instant{};
    return Instant{std::chrono::seconds{timegm(&parts)}};
}

std::string name_part(const X509_NAME* name, int nid) {
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0) return {};
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) return {};
    std::string text(reinterpret_cast<char*>(utf8), static_cast<size_t>(size));
    OPENSSL_free(utf8);
    return text;
}

std::string common_name(const X509_NAME* name) {
    auto text = name_part(name, NID_commonName);
    return text.empty() ? name_part(name, NID_organizationName) : text;
}

ChainOutcome judge_chain(X509* certificate, Usage usage, const Evidence& companions, const TrustStore& trust,
                         const Moment& moment, const Policy& policy, const RevocationSource& source) {
    ChainOutcome outcome;
    judge_usage(certificate, usage, policy, outcome.findings);
    const auto trusted = trust.above(certificate, companions.certificates);
    const auto path = build_path(certificate, companions, trusted, moment.at, policy, outcome.findings);
    if (path.empty()) {
        judge_validity(certificate, true, moment, outcome.findings);
        return outcome;
    }
    for (const auto& anchor : trusted.anchors)
        if (same(anchor.certificate.get(), path.back().get())) {
            outcome.role = name_of(anchor.role);
            const auto kind = anchor.role == AnchorRole::Official ? EvidenceKind::OfficialAnchor : EvidenceKind::PublicAnchor;
            outcome.kept.push_back(evidence_item(kind, der_of(anchor.certificate.get(), i2d_X509)));
        }
    for (size_t i = 0; i + 1 < path.size(); ++i)
        outcome.kept.push_back(evidence_item(EvidenceKind::Certificate, der_of(path[i].get(), i2d_X509)));
    for (size_t i = 0; i < path.size(); ++i) {
        judge_validity(path[i].get(), i == 0, moment, outcome.findings);
        if (i + 1 < path.size())
            judge_revocation(path[i].get(), path[i + 1].get(), i == 0, usage, companions, trust, moment, policy, source, outcome);
    }
    if (path.size() == 1)  // a trusted certificate signs by itself: a root is not a signer
        outcome.findings.push_back({Reason::ChainConstraintsFailure, "chứng thư số gốc không được dùng để ký văn bản"});
    return outcome;
}

}  // namespace integrations::signing
