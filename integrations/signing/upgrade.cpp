#include "integrations/signing/upgrade.hpp"

#include <set>

#include "integrations/signing/coverage.hpp"
#include "integrations/signing/security_store.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/timestamp_token.hpp"
#include "integrations/signing/verify.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr size_t stamp_reserve = 16'384;  // bytes; a token with its chain measured 4–5 KB

std::string as_stream(const std::string& data) {
    return "<< /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

// "[old references new references]"; what is already stored is not stored twice.
std::string extended(QPDFObjectHandle list, const std::vector<std::string>& stored, const std::vector<std::string>& wanted,
                     Increment& increment) {
    std::set<std::string> known(stored.begin(), stored.end());
    std::string text = "[";
    if (list.isArray())
        for (auto& item : list.getArrayAsVector()) text += " " + item.unparse();
    for (const auto& der : wanted) {
        if (!known.insert(der).second) continue;
        const int number = increment.reserve();
        increment.put(number, as_stream(der));
        text += " " + std::to_string(number) + " 0 R";
    }
    return text + " ]";
}

template <class List, class Encode>
std::vector<std::string> ders(const List& list, Encode encode) {
    std::vector<std::string> out;
    for (const auto& item : list) out.push_back(der_of(item.get(), encode));
    return out;
}

// Certificates of every readable signature and stamp of the file.
std::vector<X509Ptr> travelling_certificates(std::string_view pdf, QPDF& document) {
    std::vector<X509Ptr> all;
    const ContentDigest none = [](const EVP_MD*) { return std::string(); };
    const auto take = [&](const std::vector<X509Ptr>& certificates) {
        for (const auto& one : certificates) all.push_back(shared(one.get()));
    };
    for (auto& field : signature_fields(document)) {
        if (!field.signed_already()) continue;
        const auto coverage = coverage_of(pdf, document, field);
        if (!coverage) continue;
        const bool stamp = field.value.getKey("/SubFilter").isNameAndEquals("/ETSI.RFC3161");
        const auto cms = stamp ? read_token(coverage->cms, {}) : read_cms(coverage->cms, none, {});
        take(cms.certificates);
        if (!cms.timestamp_token.empty()) take(read_token(cms.timestamp_token, {}).certificates);
    }
    return all;
}

// What a verdict rested on; anchors are the reader's own.
void add_kept(const EvidenceItem& item, Evidence& evidence) {
    if (item.kind == EvidenceKind::OcspAnswer) evidence.ocsp_responses.push_back(*item.der);
    if (item.kind == EvidenceKind::RevocationList) {
        const auto* at = bytes_of(*item.der);
        if (X509CrlPtr list{d2i_X509_CRL(nullptr, &at, static_cast<long>(item.der->size()))}) evidence.lists.push_back(std::move(list));
    }
    if (item.kind == EvidenceKind::Certificate) {
        const auto* at = bytes_of(*item.der);
        if (X509Ptr one{d2i_X509(nullptr, &at, static_cast<long>(item.der->size()))}) evidence.certificates.push_back(std::move(one));
    }
}

bool needs_stamp(const Report& report) {
    for (const auto& one : report.signatures)
        if (!one.timestamp && !one.proven_time) return true;
    return false;
}

}  // namespace

Result<std::string> add_security_store(std::string_view pdf, const Evidence& evidence) {
    auto opened = TRY(open_strictly(pdf));
    auto increment = TRY(Increment::after(pdf, opened));
    try {
        const auto stored = security_store(*opened.pdf);
        auto root = opened.pdf->getRoot();
        auto store = root.getKey("/DSS");
        const bool had = store.isDictionary();
        const auto list = [&](const char* key) { return had ? store.getKey(key) : QPDFObjectHandle::newNull(); };
        std::string text = "<< /Type /DSS /Certs " +
                           extended(list("/Certs"), ders(stored.certificates, i2d_X509), ders(evidence.certificates, i2d_X509), increment) +
                           " /CRLs " + extended(list("/CRLs"), ders(stored.lists, i2d_X509_CRL), ders(evidence.lists, i2d_X509_CRL), increment) +
                           " /OCSPs " + extended(list("/OCSPs"), stored.ocsp_responses, evidence.ocsp_responses, increment);
        if (!list("/VRI").isNull()) text += " /VRI " + list("/VRI").unparse();
        const int number = increment.reserve();
        increment.put(number, text + " >>");
        auto catalog = root.shallowCopy();
        catalog.removeKey("/DSS");
        auto catalog_text = catalog.unparseResolved();
        catalog_text.insert(2, " /DSS " + std::to_string(number) + " 0 R");
        increment.put(root.getObjGen(), std::move(catalog_text));
    } catch (const std::exception& error) {
        return fail(ErrorCode::InvalidInput, std::string("không thêm được dữ liệu kiểm tra: ") + error.what());
    }
    return std::string(pdf) + increment.write().text;
}

Result<std::string> add_document_timestamp(std::string_view pdf, const Stamper& stamper, dossier::Instant now) {
    SigningRequest request{.field = "DauThoiGian", .signer_name = {}, .reason = {}, .at = now};
    request.document_timestamp = true;
    const auto prepared = TRY(prepare(pdf, nullptr, stamp_reserve, request));
    const auto token = TRY(stamper(prepared.content_digest));
    return std::string(pdf) + TRY(embed(prepared, token));
}

Result<Evidence> evidence_for(std::string_view pdf, const TrustStore& trust, dossier::Instant now, const RevocationSource& source) {
    Evidence evidence;
    auto opened = TRY(open_strictly(pdf));
    try {
        evidence.certificates = travelling_certificates(pdf, *opened.pdf);
    } catch (const std::exception&) {
        return fail(ErrorCode::InvalidInput, "không đọc được tệp đã ký");
    }
    for (const auto& one : trust.intermediates()) evidence.certificates.push_back(shared(one.get()));
    std::set<X509_CRL*> taken;
    for (const auto& certificate : evidence.certificates)
        for (X509_CRL* list : trust.lists_of(X509_get_issuer_name(certificate.get())))
            if (taken.insert(list).second) {
                X509_CRL_up_ref(list);
                evidence.lists.emplace_back(list);
            }
    const std::shared_ptr<const TrustStore> borrowed(std::shared_ptr<void>{}, &trust);
    // Judged with the certificates found so far: one signature's may be missing in another.
    const auto provisional = TRY(add_security_store(pdf, evidence));
    const auto report = verify(provisional, {.trust = borrowed, .policy = {}, .at = now, .claimed_issuer = {}, .source = source});
    for (const auto& one : report.signatures) {
        for (const auto& finding : one.findings)
            if (finding.reason == Reason::TryLater) return fail(ErrorCode::WrongState, "chưa nâng mức được: " + finding.sentence);
        for (const auto& item : one.kept) add_kept(item, evidence);
    }
    return evidence;
}

Result<std::string> upgrade(std::string_view pdf, Level level, const TrustStore& trust, const Stamper& stamper,
                            dossier::Instant now, const RevocationSource& source) {
    std::string out(pdf);
    const auto report = verify(out, {.trust = nullptr, .policy = {}, .at = now, .claimed_issuer = {}, .integrity_only = true});
    if (report.verdict != Verdict::Passed) return fail(ErrorCode::WrongState, "chỉ nâng mức được cho tệp có chữ ký nguyên vẹn");
    if (level >= Level::Timestamped && needs_stamp(report)) out = TRY(add_document_timestamp(out, stamper, now));
    if (level >= Level::LongTerm) {
        const auto evidence = TRY(evidence_for(out, trust, now, source));
        out = TRY(add_security_store(out, evidence));
    }
    if (level >= Level::Archived) out = TRY(add_document_timestamp(out, stamper, now));
    return out;
}

}  // namespace integrations::signing
