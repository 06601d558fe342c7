#include "integrations/signing/signature_check.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/cms_attributes.hpp"
#include "integrations/signing/revision_diff.hpp"

namespace integrations::signing {
namespace {

void add(SignatureReport& report, Reason reason, std::string sentence) { report.findings.push_back({reason, std::move(sentence)}); }

// D:YYYYMMDDHHmmSSOHH'mm', trailing parts optional (ISO 32000-1, 7.9.4).
std::optional<dossier::Instant> pdf_time(const std::string& text) {
    std::string digits;
    size_t at = text.starts_with("D:") ? 2 : 0;
    while (at < text.size() && digits.size() < 14 && text[at] >= '0' && text[at] <= '9') digits += text[at++];
    if (digits.size() < 8) return std::nullopt;
    digits.resize(14, '0');
    std::string iso = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T" + digits.substr(8, 2) +
                      ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2);
    if (at < text.size() && (text[at] == '+' || text[at] == '-') && at + 3 <= text.size()) {
        const auto minutes = at + 6 <= text.size() && text[at + 3] == '\'' ? text.substr(at + 4, 2) : "00";
        iso += text.substr(at, 3) + ":" + minutes;
    } else {
        iso += "Z";
    }
    const auto parsed = dossier::parse_iso8601(iso);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

// The covered revision must be a document of its own that holds this very field and dictionary.
std::optional<OpenPdf> signed_revision(Revisions& revisions, SignatureField& field, const Coverage& coverage, SignatureReport& report) {
    auto revision = revisions.ending_at(coverage.end);
    if (!revision) {
        add(report, Reason::FormatFailure, "phần đã ký không phải là một tệp PDF hoàn chỉnh");
        return std::nullopt;
    }
    for (auto& candidate : signature_fields(*revision->pdf, revisions.bytes().substr(0, coverage.end))) {
        if (candidate.name != field.name || !candidate.signed_already()) continue;
        auto there = coverage_of(revisions.bytes().substr(0, coverage.end), *revision->pdf, candidate);
        if (there && there->gap_begin == coverage.gap_begin && there->gap_end == coverage.gap_end) return revision;
    }
    add(report, Reason::FormatFailure, "phiên bản được ký không chứa chữ ký này");
    return std::nullopt;
}

void judge_later_revisions(Revisions& revisions, OpenPdf& signed_revision, size_t end, SignatureReport& report) {
    if (auto reason = revisions.judge_tail(end); !reason.empty()) return add(report, Reason::FormatFailure, std::move(reason));
    auto changes = RevisionDiff(*signed_revision.pdf, revisions.whole(), revisions.patience()).run();
    report.changes_since = std::move(changes.allowed);
    if (!changes.refused.empty()) return add(report, Reason::ForbiddenChange, "sau khi ký, " + changes.refused);
    // What the signer's reader had to guess, a later update may have settled in another way.
    if (const auto guessed = new_complaints(signed_revision); !guessed.empty())
        add(report, Reason::FormatFailure, "cấu trúc phần đã ký phải sửa mới đọc được (" + guessed.front() + ")");
}

void read_document_stamp(SignatureCheck& check, const std::string& contents, const ContentDigest& digest, const Policy& policy) {
    auto stamp = read_timestamp(contents, digest, policy);
    check.report.timestamp = true;
    check.report.proven_time = stamp.time;
    check.report.algorithm = stamp.cms.algorithm;
    for (auto& finding : stamp.findings) check.report.findings.push_back(std::move(finding));
    check.cms = std::move(stamp.cms);
    describe_signer(check.cms, check.report);
}

}  // namespace

void describe_signer(const CmsFacts& cms, SignatureReport& report) {
    X509* certificate = cms.signer.get();
    if (certificate == nullptr) return;
    const X509_NAME* subject = X509_get_subject_name(certificate);
    report.signer = common_name(subject);
    report.organisation = name_part(subject, NID_organizationName);
    report.issuer = common_name(X509_get_issuer_name(certificate));
    const BioPtr text{BIO_new(BIO_s_mem())};
    X509_NAME_print_ex(text.get(), subject, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* out = nullptr;
    const long size = BIO_get_mem_data(text.get(), &out);
    report.signer_subject.assign(out, static_cast<size_t>(size));
    const BigNumPtr serial{ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)};
    char* digits = BN_bn2hex(serial.get());
    report.serial = digits;
    OPENSSL_free(digits);
    report.certificate_sha256 = hex(sha256(der_of(certificate, i2d_X509)));
}

void read_signature(SignatureCheck& check, const std::string& contents, const ContentDigest& digest, bool ades,
                    const Policy& policy) {
    check.cms = read_cms(contents, digest, policy);
    auto& report = check.report;
    describe_signer(check.cms, report);
    report.algorithm = check.cms.algorithm;
    for (const auto& finding : check.cms.findings) report.findings.push_back(finding);
    report.remarks.insert(report.remarks.end(), check.cms.remarks.begin(), check.cms.remarks.end());
    if (ades && check.cms.signer && !check.cms.names_certificate)
        add(report, Reason::SigConstraintsFailure, "thiếu thuộc tính chỉ định chứng thư số");
    if (check.cms.timestamp_token.empty()) return;
    const ContentDigest over_value = [&](const EVP_MD* hash) { return digest_of(check.cms.signature, hash); };
    check.token = read_timestamp(check.cms.timestamp_token, over_value, policy);
    for (const auto& finding : check.token->findings) report.findings.push_back(finding);
    if (check.token->findings.empty()) report.proven_time = check.token->time;
    if (!check.token->cms.signer) check.token.reset();
}

SignatureCheck check_signature(Revisions& revisions, SignatureField& field, const Policy& policy) {
    SignatureCheck check;
    auto& report = check.report;
    report.field = field.name;
    const auto bytes = revisions.bytes();
    const auto coverage = coverage_of(bytes, revisions.newest(), field);
    if (!coverage) {
        add(report, Reason::FormatFailure, coverage.error());
        return check;
    }
    report.signed_bytes = coverage->end;
    report.covers_whole_document = coverage->end == bytes.size();
    if (auto claimed = field.value.getKey("/M"); claimed.isString()) report.claimed_time = pdf_time(claimed.getUTF8Value());

    const ContentDigest digest = [&](const EVP_MD* hash) { return revisions.digests().of(*coverage, hash); };
    auto sub_filter = field.value.getKey("/SubFilter");
    const auto kind = sub_filter.isName() ? sub_filter.getName() : std::string{};
    if (kind == "/ETSI.RFC3161") read_document_stamp(check, coverage->cms, digest, policy);
    else if (kind == "/ETSI.CAdES.detached" || kind == "/adbe.pkcs7.detached")
        read_signature(check, coverage->cms, digest, kind == "/ETSI.CAdES.detached", policy);
    else if (kind == "/adbe.pkcs7.sha1" || kind == "/adbe.x509.rsa_sha1")
        add(report, Reason::CryptoConstraintsFailure, "kiểu chữ ký cũ dựa trên SHA-1, quá yếu");
    else add(report, Reason::FormatFailure, "kiểu chữ ký không được hỗ trợ");
    report.level = kind == "/adbe.pkcs7.detached" ? "PKCS7" : "PAdES";

    if (report.covers_whole_document) return check;
    auto revision = signed_revision(revisions, field, *coverage, report);
    if (revision) judge_later_revisions(revisions, *revision, coverage->end, report);
    return check;
}

std::string level_of(const SignatureCheck& check, bool has_store, const std::vector<SignatureCheck>& all) {
    if (check.report.timestamp) return "DocTimeStamp";
    if (check.report.level == "PKCS7") return check.token ? "PKCS7-T" : "PKCS7";
    bool archived = false;
    for (const auto& other : all) archived = archived || (other.report.timestamp && other.report.signed_bytes > check.report.signed_bytes);
    if (has_store && archived) return "PAdES-B-LTA";
    if (has_store && check.token) return "PAdES-B-LT";
    return check.token || archived ? "PAdES-B-T" : "PAdES-B-B";
}

}  // namespace integrations::signing
