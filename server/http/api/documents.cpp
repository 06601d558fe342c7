#include "server/http/api/documents.hpp"

#include "server/documents.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/document_question.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace rules = dossier::signing_rules;

namespace {

json moment(const std::optional<dossier::Instant>& at) { return at ? json(dossier::iso8601(*at)) : json(nullptr); }

json document_view(const storage::IncomingDocument& document) {
    auto checks = json::array();
    for (const auto& each : document.checks)
        checks.push_back({{"name", dossier::name_of(each.name)}, {"passed", each.passed}, {"code", each.code}, {"detail", each.detail}});
    return {{"id", document.id}, {"came", dossier::name_of(document.came)}, {"scan", document.scan},
            {"sender", document.sender}, {"notation", document.notation}, {"subject", document.subject},
            {"dated", document.dated ? json(dossier::iso_date(*document.dated)) : json(nullptr)},
            {"file", document.file.text()}, {"arrived_at", dossier::iso8601(document.arrived_at)},
            {"checks", std::move(checks)}, {"report", document.report},
            {"legal_status", dossier::name_of(document.legal_status)}, {"legal_status_title", vietnamese_name(document.legal_status)},
            {"seen_by", document.seen_by}, {"seen_by_name", document.seen_by_name}, {"seen_at", moment(document.seen_at)},
            {"sealed_file", document.sealed_file.text()}, {"sealed_at", moment(document.sealed_at)},
            {"number", document.number}, {"register_year", document.register_year}, {"registered_at", moment(document.registered_at)},
            {"forwarded_to", document.forwarded_to}, {"forwarded_at", moment(document.forwarded_at)}};
}

std::string asked(const Request& request, const char* name) { return request.query_value(name).value_or(""); }

// The words of a JSON body; what is no text counts as none.
std::function<std::string(const char*)> words_of(const json& body) {
    return [&body](const char* name) { return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string{}; };
}

Result<std::string> id_of(const Request& request) { return TRY(request.id<dossier::DossierId>("document_id")).text(); }  // a UUID too

Result<storage::IncomingDocument> own_incoming(const Request& request, Services& services) {
    const auto id = TRY(id_of(request));
    storage::UnitOfWork work{services.database};
    auto document = storage::find_incoming(work, id);
    if (!document || document->agency != request.principal.agency) return fail(ErrorCode::NotFound, "không có văn bản đến này");
    return *std::move(document);
}

}  // namespace

Result<Response> list_incoming(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& document : storage::incoming_of(work, request.principal.agency, 200)) list.push_back(document_view(document));
    return ok({{"documents", std::move(list)}});
}

Result<Response> search_in_incoming(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto question = TRY(document_question(request.principal.agency, Book::Incoming, words_of(body)));
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    const auto page = storage::search_incoming(work, question);
    for (const auto& hit : page.found) {
        list.push_back(document_view(hit.document));
        list.back()["by_text"] = hit.by_text;
    }
    return ok({{"documents", std::move(list)}, {"next", page.next}});
}

Result<Response> search_in_outgoing(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto question = TRY(document_question(request.principal.agency, Book::Sent, words_of(body)));
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    const auto page = storage::search_sent(work, question);
    for (const auto& hit : page.found)
        list.push_back({{"id", hit.id}, {"to", hit.to_agency}, {"receiver", hit.receiver}, {"notation", hit.notation}, {"subject", hit.subject},
                        {"file", hit.file.text()}, {"sent_by_name", hit.sent_by_name}, {"sent_at", dossier::iso8601(hit.sent_at)}, {"by_text", hit.by_text}});
    return ok({{"documents", std::move(list)}, {"next", page.next}});
}

Result<Response> take_incoming(const Request& request, Services& services) {
    const auto upload = TRY(request.required_upload());
    const auto came = dossier::value_named<rules::Came>(asked(request, "came"));
    std::vector<dossier::FieldError> faults;
    if (!came) faults.push_back({"came", "enum", "chọn bản giấy (paper), thư điện tử (email) hoặc trục liên thông (exchange)"});
    if (request.query_value("legal_status")) faults.push_back({"legal_status", "unknown", "giá trị pháp lý do hệ thống xác định từ chữ ký số"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu gửi lên chưa đúng", std::move(faults));
    const ArrivedDocument arrived{*upload, *came, asked(request, "scan") == "true", asked(request, "sender"), asked(request, "notation"),
                                  asked(request, "subject"), asked(request, "sha256"), asked(request, "dated")};
    const auto document = TRY(take_document(services, arrived, asking(request)));
    return created(document_view(document), "/api/incoming-documents/" + document.id);
}

Result<Response> show_incoming(const Request& request, Services& services) { return ok(document_view(TRY(own_incoming(request, services)))); }

Result<Response> see_incoming(const Request& request, Services& services) {
    const auto id = TRY(id_of(request));
    const auto body = TRY(request.json());
    const bool own = TRY(own_incoming(request, services)).came == rules::Came::Paper;
    const auto* tick = own ? "scan_matches_paper" : "signature_and_seal_seen";
    if (!body.contains(tick) || body[tick] != true)
        return fail(ErrorCode::InvalidInput, "chưa xác nhận",
                    {{tick, "required", own ? "đánh dấu bản quét đúng và đủ như bản giấy" : "đánh dấu đã kiểm tra chữ ký và con dấu trên bản quét"}});
    return ok(document_view(TRY(confirm_seen(services, id, asking(request)))));
}

Result<Response> seal_incoming(const Request& request, Services& services) {
    const auto id = TRY(id_of(request));
    auto mark = TRY(copy_mark(asked(request, "profile"), asked(request, "copy_form")));
    return ok(document_view(TRY(seal_document(services, id, std::move(mark), asking(request)))));
}

Result<Response> register_incoming(const Request& request, Services& services) {
    const auto id = TRY(id_of(request));
    return ok(document_view(TRY(register_document(services, id, asking(request)))));
}

Result<Response> forward_incoming(const Request& request, Services& services) {
    const auto id = TRY(id_of(request));
    const auto body = TRY(request.json());
    const auto unit = body.contains("unit") && body["unit"].is_string() ? body["unit"].get<std::string>() : std::string{};
    return ok(document_view(TRY(forward_document(services, id, unit, asking(request)))));
}

Result<Response> send_outgoing(const Request& request, Services& services) {
    const auto upload = TRY(request.required_upload());
    const OutgoingDocument outgoing{*upload, asked(request, "to"), asked(request, "notation"), asked(request, "subject")};
    const auto id = TRY(send_document(services, outgoing, asking(request)));
    return created({{"id", id}, {"to", outgoing.to_agency}, {"sha256", upload->sha256}}, "/api/outgoing-documents");
}

}  // namespace server::http
