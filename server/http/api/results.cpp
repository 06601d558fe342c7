#include "server/http/api/results.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/api/files.hpp"
#include "server/paper_surroundings.hpp"
#include "server/result_marks.hpp"
#include "server/result_versions.hpp"
#include "server/rules.hpp"
#include "server/screening.hpp"
#include "server/seal.hpp"
#include "server/stacks.hpp"
#include "server/storage/database.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/result_store.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

nlohmann::json upload_view(const storage::ResultUpload& upload) {
    return {{"id", upload.id},
            {"status", dossier::name_of(upload.status)},
            {"asked", upload.asked},
            {"report", upload.report}};
}

Result<storage::ResultUpload> upload_of(storage::UnitOfWork& work, const Request& request, const DossierId& id) {
    const auto upload_id = TRY(request.id<dossier::FileId>("upload_id"));
    return result_upload(work, id, upload_id.text());
}

// A step made another file of a result.
Response next_version(Services& services, const DossierId& id, const std::string& upload) {
    storage::UnitOfWork work{services.database};
    return accepted(upload_view(*storage::find_result_upload(work, upload)), "/api/dossiers/" + id.text() + "/results/" + upload);
}

struct HandedIn {
    Spool& upload;
    const PassedFile& pass;
    const dossier::Dossier& dossier;
    nlohmann::json asked;  // what the officer said of it
};
// Kept; verified once its pages were looked through.
storage::ResultUpload keep_result(storage::UnitOfWork& work, Services& services, const HandedIn& handed, const Asking& who) {
    storage::ResultUpload row;
    row.agency = handed.dossier.deciding_agency;
    row.dossier = handed.dossier.id;
    row.file = keep_upload(work, services, handed.upload, handed.pass, row.agency, who);
    screen_later(work, row.file, handed.pass, who.now);
    row.asked = handed.asked;
    row.uploaded_by = who.actor.id;
    row.uploaded_at = who.now;
    row.id = storage::insert_result_upload(work, row);
    if (handed.pass.pages == 0) storage::enqueue(work, {"verify_result", "", {{"upload", row.id}}, who.now});
    return row;
}

}  // namespace

Result<Response> upload_result(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    const auto who = asking(request);
    const auto dossier = TRY(read_dossier(services, id, who));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, who.actor));
    const auto form = request.query_value("form").value_or("electronic");
    std::vector<dossier::FieldError> errors;
    if (!dossier::value_named<dossier::ResultForm>(form)) errors.push_back({"form", "enum", "electronic hoặc paper_scan"});
    if (upload->media_type != "application/pdf") errors.push_back({"file", "type", "kết quả phải là tệp PDF"});
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "chưa nhận được tệp kết quả", std::move(errors));

    const auto use = form == "paper_scan" ? FileUse::AgencyScan : FileUse::AgencyDocument;
    const auto secrecy = TRY(declared_secrecy(request));
    const auto pass = TRY(passed(services, {*upload, use, secrecy, id}, who));

    storage::UnitOfWork work{services.database};
    const auto row = keep_result(work, services, {*upload, pass, dossier, {{"form", form},
                                                                           {"code", request.query_value("code").value_or("")},
                                                                           {"title", request.query_value("title").value_or("")},
                                                                           {"number", request.query_value("number").value_or("")}}}, who);
    if (form == "paper_scan" && request.query_value("scan_matches_paper") == "true") storage::confirm_result_scan(work, row.id, who.actor.id, who.now);
    work.commit();
    return accepted(upload_view(row), "/api/dossiers/" + id.text() + "/results/" + row.id);
}

Result<Response> upload_appendix(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    const auto who = asking(request);
    const auto dossier = TRY(read_dossier(services, id, who));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, who.actor));
    if (upload->media_type != "application/pdf") return fail(ErrorCode::InvalidInput, "chưa nhận được phụ lục", {{"file", "type", "phụ lục phải là tệp PDF"}});
    const auto secrecy = TRY(declared_secrecy(request));
    const auto pass = TRY(passed(services, {*upload, FileUse::AgencyDocument, secrecy, id}, who));
    storage::UnitOfWork work{services.database};
    const auto named = TRY(upload_of(work, request, id));
    const auto document = *storage::lock_result_upload(work, named.id);  // its verdict takes the appendices there are
    TRY(still_newest(work, document));
    if (is_appendix(document)) return fail(ErrorCode::WrongState, "phụ lục không có phụ lục riêng");
    auto asked = document.asked;
    asked["form"] = "electronic";
    const auto title = request.query_value("title").value_or("");
    asked["title"] = title.empty() ? "Phụ lục" : title;
    asked[appendix_of] = first_version_of(work, document);
    asked.erase("made_from");
    const auto row = keep_result(work, services, {*upload, pass, dossier, std::move(asked)}, who);
    work.commit();
    return accepted(upload_view(row), "/api/dossiers/" + id.text() + "/results/" + row.id);
}

Result<Response> show_result_upload(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    TRY(read_dossier(services, id, asking(request)));
    storage::UnitOfWork work{services.database};
    return ok(upload_view(TRY(upload_of(work, request, id))));
}

Result<Response> confirm_uploaded_scan(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto who = asking(request);
    const auto dossier = TRY(read_dossier(services, id, who));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, who.actor));
    const auto body = TRY(request.json());
    if (!body.contains("scan_matches_paper") || body["scan_matches_paper"] != true)
        return fail(ErrorCode::InvalidInput, "chưa xác nhận", {{"scan_matches_paper", "required", "đánh dấu bản quét đúng và đủ như bản giấy"}});
    storage::UnitOfWork work{services.database};
    const auto upload = TRY(upload_of(work, request, id));
    if (upload.asked.value("form", "") != "paper_scan") return fail(ErrorCode::WrongState, "kết quả này không phải bản quét từ bản giấy");
    if (!storage::confirm_result_scan(work, upload.id, who.actor.id, who.now)) return fail(ErrorCode::WrongState, "bản quét này đã được xác nhận");
    const auto confirmed = *storage::find_result_upload(work, upload.id);
    work.commit();
    return ok(upload_view(confirmed));
}

Result<Response> stamp_uploaded_result(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload_id = TRY(request.id<dossier::FileId>("upload_id"));
    const auto body = TRY(request.json());
    const auto level = dossier::value_named<dossier::signing_rules::Urgency>(body.contains("level") && body["level"].is_string() ? body["level"].get<std::string>() : "");
    if (!level) return fail(ErrorCode::InvalidInput, "chưa rõ mức độ khẩn", {{"level", "enum", "chọn một mức: khẩn, thượng khẩn hoặc hỏa tốc"}});
    return next_version(services, id, TRY(stamp_urgency(services, id, upload_id.text(), *level, asking(request))));
}

Result<Response> seal_uploaded_result(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload_id = TRY(request.id<dossier::FileId>("upload_id"));
    auto mark = TRY(copy_mark(request.query_value("profile").value_or(""), request.query_value("copy_form").value_or("")));
    return next_version(services, id, TRY(seal_result(services, id, upload_id.text(), std::move(mark), asking(request))));
}

Result<Response> show_result_evidence(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    TRY(read_dossier(services, id, asking(request)));
    storage::UnitOfWork work{services.database};
    const auto upload = TRY(upload_of(work, request, id));
    auto evidence = nlohmann::json::array();
    for (const auto& each : storage::evidence_of(work, upload.id))
        evidence.push_back({{"kind", each.kind}, {"sha256", each.sha256}, {"der", each.der}});
    return ok({{"report", upload.report}, {"evidence", std::move(evidence)}});
}

Result<Response> show_receipt(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    if (dossier.code.empty()) return fail(ErrorCode::WrongState, "hồ sơ chưa được tiếp nhận nên chưa có giấy hẹn");
    storage::UnitOfWork work{services.database};
    const auto around = paper_surroundings(work, services, dossier, request.arrived_at);
    return ok(paper_view(dossier, "receipt", rules_of(services, dossier, request.arrived_at).forms, around));
}

Result<Response> show_receipt_pdf(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    for (auto form = dossier.forms.rbegin(); form != dossier.forms.rend(); ++form)
        if (form->form == "receipt" && !form->replaced) return file_answer(services, form->file, false);
    return fail(ErrorCode::NotFound, "giấy tiếp nhận chưa được in xong; hãy thử lại sau giây lát");
}

}  // namespace server::http
