#include "server/personal_certificates.hpp"

#include <algorithm>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/key.hpp"
#include "server/storage/account_store.hpp"

namespace server {

using dossier::Actor;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Instant;
using dossier::Result;

namespace signing = integrations::signing;

namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

signing::X509Ptr certificate_in(const std::string& file) {
    auto all = signing::certificates_in(file);
    if (!all.empty()) return std::move(all.front());
    const auto* at = signing::bytes_of(file);
    signing::X509Ptr one{d2i_X509(nullptr, &at, static_cast<long>(file.size()))};
    ERR_clear_error();
    return one;
}

std::string serial_of(const X509* certificate) {
    const signing::BigNumPtr serial{ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)};
    char* digits = BN_bn2hex(serial.get());
    std::string text{digits};
    OPENSSL_free(digits);
    return text;
}

std::string why_not(X509* certificate, const std::string& file, Instant now) {
    if (file.find("PRIVATE KEY-----") != std::string::npos) return "tệp có cả khóa bí mật; chỉ tải chứng thư số, khóa không bao giờ rời thiết bị của người ký";
    if (!certificate) return "phải là tệp chứng thư số, dạng PEM hoặc CRT";
    if (X509_check_ca(certificate) == 1) return "đây là chứng thư số của tổ chức cấp; hãy chọn chứng thư số của chính người ký";
    const auto ends = signing::instant_of(X509_get0_notAfter(certificate));
    if (ends < now) return "chứng thư số đã hết hạn ngày " + dossier::vietnamese_date(dossier::vietnam_date(ends)) + "; hãy xin cấp chứng thư số mới";
    return {};
}

storage::PersonalCertificate row_of(X509* certificate) {
    storage::PersonalCertificate row;
    row.sha256 = signing::hex(signing::sha256(signing::der_of(certificate, i2d_X509)));
    row.subject = signing::common_name(X509_get_subject_name(certificate));
    row.issuer = signing::common_name(X509_get_issuer_name(certificate));
    row.serial = serial_of(certificate);
    row.valid_from = signing::instant_of(X509_get0_notBefore(certificate));
    row.valid_to = signing::instant_of(X509_get0_notAfter(certificate));
    return row;
}

}  // namespace

Result<storage::PersonalCertificate> register_certificate(Services& services, const Actor& by, const std::string& officer, const std::string& file, Instant now) {
    const auto certificate = certificate_in(file);
    storage::UnitOfWork work{services.database};
    const auto officers = storage::list_officers(work, by.agency, "");
    std::vector<FieldError> faults;
    if (std::none_of(officers.begin(), officers.end(), [&](const auto& each) { return each.id == officer; }))
        faults.push_back({"officer", "unknown", officer.empty() ? "chọn người giữ chứng thư số" : "cơ quan không có công chức này"});
    if (const auto why = why_not(certificate.get(), file, now); !why.empty()) faults.push_back({"certificate", "form", why});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(faults));
    auto row = row_of(certificate.get());
    row.agency = by.agency;
    row.account = officer;
    row.registered_by = by.id.text();
    row.registered_at = now;
    if (!storage::register_certificate(work, row)) return fail(ErrorCode::DuplicateRequest, "chứng thư số này đã được ghi cho một người, không ghi lần thứ hai");
    auto stored = *storage::certificate_with(work, by.agency, row.sha256);
    work.commit();
    return stored;
}

bool may_end(const Actor& actor, const storage::PersonalCertificate& certificate) {
    const bool keeper = std::find(actor.roles.begin(), actor.roles.end(), dossier::Role::administrator) != actor.roles.end();
    return !certificate.ended.at && (keeper || certificate.account == actor.id.text());
}

Result<void> end_certificate(Services& services, const Actor& by, const std::string& id, const std::string& reason, Instant now) {
    storage::UnitOfWork work{services.database};
    const auto certificate = storage::find_certificate(work, by.agency, id);
    if (!certificate) return fail(ErrorCode::NotFound, "không có chứng thư số này");
    if (certificate->ended.at) return fail(ErrorCode::WrongState, "chứng thư số này đã chấm dứt trước đó");
    if (!may_end(by, *certificate)) return fail(ErrorCode::NotPermitted, "chỉ quản trị hoặc chính người giữ chấm dứt được một chứng thư số");
    if (blank(reason)) return fail(ErrorCode::InvalidInput, "chưa chấm dứt được", {{"reason", "required", "phải ghi lý do chấm dứt"}});
    if (!storage::end_certificate(work, id, {by.agency, by.id.text(), reason, now})) return fail(ErrorCode::WrongState, "chứng thư số này đã chấm dứt trước đó");
    work.commit();
    return {};
}

}  // namespace server
