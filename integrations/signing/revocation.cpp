#include "integrations/signing/revocation.hpp"

namespace integrations::signing {
namespace {

using dossier::Instant;

constexpr int most_wrong = 50;  // signatures of answers and lists, for one certificate
constexpr std::chrono::hours default_ocsp_life{24};  // for answers that name no next update

// RFC 3161, 4: with another reason, or none, whoever has the key may have made anything under any date.
bool is_harmless(long reason) {
    return reason == CRL_REASON_UNSPECIFIED || reason == CRL_REASON_AFFILIATION_CHANGED || reason == CRL_REASON_SUPERSEDED ||
           reason == CRL_REASON_CESSATION_OF_OPERATION;
}

bool is_harmless(const X509_REVOKED* row) {
    const Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason{
        static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(row, NID_crl_reason, nullptr, nullptr))};
    return reason && is_harmless(ASN1_ENUMERATED_get(reason.get()));
}

std::string evidence_line(const char* kind, const std::string& issuer, Instant updated, const std::string& fingerprint) {
    return std::string(kind) + " " + issuer + " " + dossier::iso8601(updated) + " sha256:" + fingerprint;
}

bool may_sign_lists(X509* issuer) {
    const auto usage = X509_get_key_usage(issuer);
    return usage == UINT32_MAX || (usage & KU_CRL_SIGN) != 0;
}

std::set<std::string> addresses(const GENERAL_NAMES* names) {
    std::set<std::string> found;
    for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names); ++i) {
        int kind = 0;
        const auto* value = static_cast<const ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names, i), &kind));
        if (kind == GEN_URI) found.emplace(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<size_t>(ASN1_STRING_length(value)));
    }
    return found;
}

// A list that covers a part of an issuer's certificates says which (RFC 5280, 5.2.5): this certificate must be in it.
bool covers(X509_CRL* list, X509* certificate) {
    const Owned<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free> part{
        static_cast<ISSUING_DIST_POINT*>(X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, nullptr, nullptr))};
    if (!part) return false;
    const bool authority = X509_check_ca(certificate) > 0;
    if (part->indirectCRL > 0 || part->onlyattr > 0 || part->onlysomereasons != nullptr) return false;
    if ((part->onlyuser > 0 && authority) || (part->onlyCA > 0 && !authority)) return false;
    if (part->distpoint == nullptr) return true;
    if (part->distpoint->type != 0) return false;
    const auto offered = addresses(part->distpoint->name.fullname);
    for (const auto& address : list_addresses_of(certificate))
        if (offered.contains(address)) return true;
    return false;
}

// A list of this issuer that would name this certificate if it were revoked.
bool speaks_for(X509_CRL* list, X509* certificate, X509* issuer) {
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer)) != 0 || !may_sign_lists(issuer)) return false;
    for (int i = 0; i < X509_CRL_get_ext_count(list); ++i) {
        X509_EXTENSION* extension = X509_CRL_get_ext(list, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (nid == NID_issuing_distribution_point) {
            if (!covers(list, certificate)) return false;
            continue;
        }
        // A delta list cannot prove that the rest is good; what is critical and unknown must not be passed over.
        if (nid == NID_delta_crl || X509_EXTENSION_get_critical(extension) != 0) return false;
    }
    return true;
}

// False when somebody else signed it than it says. `store` is null for a list that came with the file.
bool ask_list(X509_CRL* list, const TrustStore* store, X509* certificate, X509* issuer, Instant at, const Policy& policy, RevocationStatus& status) {
    const ASN1_TIME* next = X509_CRL_get0_nextUpdate(list);
    if (next == nullptr || instant_of(next) + std::chrono::days{policy.list_grace_days} < at) return true;
    if (!speaks_for(list, certificate, issuer)) return true;
    if (!(store != nullptr ? store->signed_by(list, issuer) : X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1)) return false;
    const auto says = [&](std::optional<Instant> revoked, bool harmless = false) {
        auto item = store != nullptr ? store->as_evidence(list) : evidence_item(EvidenceKind::RevocationList, der_of(list, i2d_X509_CRL));
        auto line = evidence_line("CRL", common_name(X509_get_subject_name(issuer)), instant_of(X509_CRL_get0_lastUpdate(list)), item.sha256);
        return RevocationStatus{true, revoked, harmless, std::move(line), std::move(item)};
    };
    X509_REVOKED* row = nullptr;
    const int found = X509_CRL_get0_by_cert(list, &row, certificate);
    if (found == 1) {
        status = says(instant_of(X509_REVOKED_get0_revocationDate(row)), is_harmless(row));
    } else if (!status.known) {
        status = says(std::nullopt);
    }
    return true;
}

// Who signed an answer: the issuer itself, or a responder it certified for exactly this. Null when it is neither or the signature is wrong.
X509* signer_of(OCSP_BASICRESP* basic, X509* issuer) {
    STACK_OF(X509)* extra = sk_X509_new_null();
    sk_X509_push(extra, issuer);
    X509* responder = nullptr;
    const bool found = OCSP_resp_get0_signer(basic, &responder, extra) == 1;
    sk_X509_free(extra);
    if (!found || responder == nullptr) return nullptr;
    if (X509_cmp(responder, issuer) != 0) {
        const bool delegated = X509_check_issued(issuer, responder) == X509_V_OK &&
                               X509_verify(responder, X509_get0_pubkey(issuer)) == 1 &&
                               (X509_get_extension_flags(responder) & EXFLAG_XKUSAGE) != 0 &&
                               (X509_get_extended_key_usage(responder) & XKU_OCSP_SIGN) != 0;
        if (!delegated) return nullptr;
    }
    // Trust was just settled by hand; what is left to check is the signature under this very responder.
    STACK_OF(X509)* signers = sk_X509_new_null();
    sk_X509_push(signers, responder);
    const bool good = OCSP_basic_verify(basic, signers, nullptr, OCSP_NOVERIFY | OCSP_TRUSTOTHER) > 0;
    sk_X509_free(signers);
    return good ? responder : nullptr;
}

bool could_answer(X509* responder, X509* issuer, Instant at) {
    return X509_cmp(responder, issuer) == 0 ||
           (instant_of(X509_get0_notBefore(responder)) <= at && at <= instant_of(X509_get0_notAfter(responder)));
}

// False when nobody who may signed it.
bool ask_ocsp(const std::string& der, X509* certificate, X509* issuer, Instant at, RevocationStatus& status) {
    const auto* cursor = bytes_of(der);
    const OcspResponsePtr response{d2i_OCSP_RESPONSE(nullptr, &cursor, static_cast<long>(der.size()))};
    if (!response || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return true;
    const OcspBasicPtr basic{OCSP_response_get1_basic(response.get())};
    if (!basic) return true;
    std::optional<X509*> responder;  // asked for once: an answer may speak of one certificate thousands of times
    for (int i = 0; i < OCSP_resp_count(basic.get()); ++i) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(basic.get(), i);
        const OCSP_CERTID* id = OCSP_SINGLERESP_get0_id(single);
        ASN1_OBJECT* hash = nullptr;
        OCSP_id_get0_info(nullptr, &hash, nullptr, nullptr, const_cast<OCSP_CERTID*>(id));
        const Owned<OCSP_CERTID, OCSP_CERTID_free> wanted{OCSP_cert_to_id(EVP_get_digestbyobj(hash), certificate, issuer)};
        if (!wanted || OCSP_id_cmp(wanted.get(), id) != 0) continue;
        int reason = 0;
        ASN1_GENERALIZEDTIME *revoked = nullptr, *updated = nullptr, *next = nullptr;
        const int answer = OCSP_single_get0_status(single, &reason, &revoked, &updated, &next);
        if (answer == V_OCSP_CERTSTATUS_UNKNOWN || updated == nullptr) continue;
        const Instant good_until = next != nullptr ? instant_of(next) : instant_of(updated) + default_ocsp_life;
        if (good_until < at) continue;
        if (!responder) responder = signer_of(basic.get(), issuer);
        if (*responder == nullptr) return false;
        if (!could_answer(*responder, issuer, instant_of(updated))) continue;
        const auto item = evidence_item(EvidenceKind::OcspAnswer, der);
        const auto line = evidence_line("OCSP", common_name(X509_get_subject_name(issuer)), instant_of(updated), item.sha256);
        if (answer == V_OCSP_CERTSTATUS_REVOKED) status = {true, instant_of(revoked), is_harmless(reason), line, item};
        else if (!status.known) status = {true, std::nullopt, false, line, item};
    }
    return true;
}

}  // namespace

std::set<std::string> list_addresses_of(X509* certificate) {
    const Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points{
        static_cast<CRL_DIST_POINTS*>(X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr))};
    std::set<std::string> found;
    for (int i = 0; points && i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
        if (point->distpoint != nullptr && point->distpoint->type == 0) found.merge(addresses(point->distpoint->name.fullname));
    }
    return found;
}

RevocationStatus revocation_of(X509* certificate, X509* issuer, const Evidence& companions, const TrustStore& trust,
                               Instant at, const Policy& policy) {
    RevocationStatus status;
    int wrong = 0;  // in what came with the file: anybody may lay thousands into it
    for (const auto& response : companions.ocsp_responses)
        if (wrong < most_wrong && !ask_ocsp(response, certificate, issuer, at, status)) ++wrong;
    for (const auto& response : trust.ocsp_responses()) ask_ocsp(response, certificate, issuer, at, status);
    for (X509_CRL* list : trust.lists_of(X509_get_subject_name(issuer)))
        if (!status.revoked) ask_list(list, &trust, certificate, issuer, at, policy, status);
    for (const auto& list : companions.lists)
        if (!status.revoked && wrong < most_wrong && !ask_list(list.get(), nullptr, certificate, issuer, at, policy, status)) ++wrong;
    ERR_clear_error();
    return status;
}

}  // namespace integrations::signing
