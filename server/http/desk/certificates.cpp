// Certificates of the people who sign: whose each is, until when it holds, who ended it and why.

#include "server/personal_certificates.hpp"

#include "integrations/signing/key.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/sentence.hpp"
#include "server/storage/account_store.hpp"

namespace server::http::desk {
namespace {

constexpr const char* address = "/desk/personal-certificates";

const std::vector<Field> end_fields{{.name = "reason", .label = "Lý do chấm dứt", .hint = "Ví dụ: mất thiết bị, thay chứng thư số, thôi giữ chức vụ", .width = "govuk-input--width-30"}};

std::vector<Field> new_fields(storage::UnitOfWork& work, const std::string& agency) {
    std::vector<Option> people{{"", "Chọn người giữ"}};
    for (const auto& officer : storage::list_officers(work, agency, "")) people.push_back({officer.id, officer.name + " – " + officer.title});
    return {{.name = "officer", .label = "Người giữ chứng thư số", .input = Input::Choice, .options = people}};
}

// What was refused, and whose form it came from: a certificate, or "" for the new one.
struct Refused {
    const dossier::Error& error;
    std::string certificate;
};

struct Standing {
    const char* text;
    const char* tag_class;
};
Standing standing_of(const storage::PersonalCertificate& certificate, dossier::Instant now) {
    if (certificate.ended.at) return {"đã chấm dứt", "govuk-tag--grey"};
    if (certificate.valid_to && *certificate.valid_to < now) return {"đã hết hạn", "govuk-tag--red"};
    if (certificate.valid_from && now < *certificate.valid_from) return {"chưa đến hạn dùng", "govuk-tag--blue"};
    return {"đang dùng", "govuk-tag--green"};
}

std::string term_of(const storage::PersonalCertificate& certificate) {
    if (!certificate.valid_from || !certificate.valid_to) return "";
    return dossier::vietnamese_date(dossier::vietnam_date(*certificate.valid_from)) + " đến " + dossier::vietnamese_date(dossier::vietnam_date(*certificate.valid_to));
}

View row_of(const Request& request, const storage::PersonalCertificate& certificate, const Refused* refused) {
    const auto [standing, tag_class] = standing_of(certificate, request.arrived_at);
    const bool here = refused && refused->certificate == certificate.id;
    const auto& ended = certificate.ended;
    return {{"id", certificate.id}, {"officer", certificate.account_name}, {"standing", standing}, {"tag_class", tag_class}, {"subject", certificate.subject},
            {"other_name", !certificate.subject.empty() && certificate.subject != certificate.account_name},
            {"issuer", certificate.issuer}, {"serial", certificate.serial}, {"term", term_of(certificate)}, {"sha256", certificate.sha256},
            {"registered", dossier::vietnamese_time(certificate.registered_at)},
            {"ended", ended.at ? dossier::vietnamese_time(*ended.at) + ", " + ended.by_name + ": " + ended.reason : ""},
            {"end", may_end(actor_of(request.principal), certificate) ? std::string{address} + "/" + certificate.id + "/end" : ""}, {"open", here},
            {"fields", fields_view(end_fields, certificate.id + "-", here ? &request.form : nullptr, here ? refused->error.fields : Errors{})}};
}

Response certificates_page(const Request& request, Services& services, const Refused* refused, int status) {
    storage::UnitOfWork work{services.database};
    const auto fields = new_fields(work, request.principal.agency);
    const bool new_one = refused && refused->certificate.empty();
    auto view = frame(request, services, "Chứng thư số của người ký");
    if (refused) add_errors(view, summary_of(refused->error, new_one ? fields : end_fields, new_one ? "" : refused->certificate + "-"));
    auto rows = View::array();
    for (const auto& certificate : storage::certificates_of(work, request.principal.agency)) rows.push_back(row_of(request, certificate, refused));
    view["path"] = address;
    view["registers"] = allows(request.principal, Permission::ManageAccounts);
    view["fields"] = fields_view(fields, "", new_one ? &request.form : nullptr, new_one ? refused->error.fields : Errors{});
    view["file_error"] = new_one ? sentence(error_of(refused->error.fields, "certificate")) : std::string{};
    view["any"] = !rows.empty();
    view["certificates"] = std::move(rows);
    return html("pages/personal-certificates", view, status);
}

int status_of(const dossier::Error& error) {
    return error.code == dossier::ErrorCode::InvalidInput ? 422 : error.code == dossier::ErrorCode::NotPermitted ? 403 : 409;
}

}  // namespace

Result<Response> show_certificates(const Request& request, Services& services) { return certificates_page(request, services, nullptr, 200); }

Result<Response> add_personal_certificate(const Request& request, Services& services) {
    const auto file = request.upload ? integrations::signing::read_file(request.upload->path) : std::string{};
    const auto added = register_certificate(services, actor_of(request.principal), request.field("officer").value_or(""), file, request.arrived_at);
    if (added) return see_other(std::string{address} + "?done=Certificate");
    const Refused refused{added.error(), ""};
    return certificates_page(request, services, &refused, status_of(added.error()));
}

Result<Response> end_personal_certificate(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("certificate_id")).text();  // a UUID too
    const auto ended = end_certificate(services, actor_of(request.principal), id, request.field("reason").value_or(""), request.arrived_at);
    if (ended) return see_other(std::string{address} + "?done=CertificateEnded");
    if (ended.error().code == dossier::ErrorCode::NotFound) return tl::unexpected(ended.error());
    const Refused refused{ended.error(), id};
    return certificates_page(request, services, &refused, status_of(ended.error()));
}

}  // namespace server::http::desk
