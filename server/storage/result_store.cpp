#include "server/storage/result_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/result_store.sql.hpp"

namespace server::storage {

using nlohmann::json;

namespace {

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

ResultUpload upload_of(const Row& row) {
    ResultUpload upload;
    upload.id = row.text("id");
    upload.agency = row.text("agency");
    upload.dossier = row.id<dossier::DossierId>("dossier");
    upload.file = row.id<dossier::FileId>("file");
    upload.status = dossier::value_named<UploadStatus>(row.text("status")).value_or(UploadStatus::Pending);
    upload.asked = json::parse(row.text("asked"));
    if (!row.is_null("report")) upload.report = json::parse(row.text("report"));
    upload.uploaded_by = row.id<dossier::OfficerId>("uploaded_by");
    upload.uploaded_at = row.instant("uploaded_at");
    upload.judged_at = row.maybe_instant("judged_at");
    return upload;
}

std::optional<ResultUpload> maybe(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return upload_of(*row);
}

}  // namespace

std::string insert_result_upload(UnitOfWork& work, ResultUpload upload) {
    if (upload.id.empty()) upload.id = new_uuid();
    const auto by = upload.uploaded_by.empty() ? std::nullopt : std::optional{upload.uploaded_by.text()};
    work.run(sql::insert_result_upload, {{"id", upload.id},
                                         {"agency", upload.agency},
                                         {"dossier", upload.dossier},
                                         {"file", upload.file},
                                         {"asked", text_of(upload.asked)},
                                         {"uploaded_by", by},
                                         {"uploaded_at", upload.uploaded_at}});
    return upload.id;
}

std::optional<ResultUpload> find_result_upload(UnitOfWork& work, const std::string& id) {
    return maybe(work.one(sql::find_result_upload, {{"id", id}}));
}

std::optional<ResultUpload> lock_result_upload(UnitOfWork& work, const std::string& id) {
    return maybe(work.one(sql::lock_result_upload, {{"id", id}}));
}

std::vector<ResultUpload> result_uploads_of(UnitOfWork& work, const dossier::DossierId& dossier) {
    std::vector<ResultUpload> uploads;
    for (const auto& row : work.query(sql::result_uploads_of, {{"dossier", dossier}})) uploads.push_back(upload_of(row));
    return uploads;
}

std::vector<std::string> pending_uploads_of(UnitOfWork& work, const dossier::FileId& file) {
    std::vector<std::string> uploads;
    for (const auto& row : work.query(sql::pending_uploads_of, {{"file", file}})) uploads.push_back(row.text("id"));
    return uploads;
}

std::vector<std::string> pending_uploads_with(UnitOfWork& work, const std::string& sha256) {
    std::vector<std::string> uploads;
    for (const auto& row : work.query(sql::pending_uploads_with, {{"sha256", sha256}})) uploads.push_back(row.text("id"));
    return uploads;
}

std::optional<dossier::DossierId> dossier_of_upload(UnitOfWork& work, const dossier::FileId& file) {
    const auto row = work.one(sql::dossier_of_upload, {{"file", file}});
    if (!row) return std::nullopt;
    return row->id<dossier::DossierId>("dossier");
}

bool confirm_result_scan(UnitOfWork& work, const std::string& id, const dossier::OfficerId& by, dossier::Instant now) {
    return work.run(sql::confirm_result_scan, {{"id", id}, {"by", by.text()}, {"at", dossier::iso8601(now)}}) == 1;
}

bool scan_confirmed(const ResultUpload& upload) { return upload.asked.contains("scan_confirmed_by"); }

bool judge_result_upload(UnitOfWork& work, const std::string& id, UploadStatus status, const json& report,
                         dossier::Instant now) {
    return work.run(sql::judge_result_upload, {{"id", id},
                                               {"status", dossier::name_of(status)},
                                               {"report", text_of(report)},
                                               {"now", now}}) == 1;
}

void keep_evidence(UnitOfWork& work, const ResultUpload& upload, const std::vector<Evidence>& evidence, dossier::Instant now) {
    for (const auto& each : evidence) {
        work.run(sql::keep_evidence, {{"agency", upload.agency}, {"sha256", each.sha256}, {"kind", each.kind}, {"der", each.der}, {"now", now}});
        work.run(sql::link_evidence, {{"agency", upload.agency}, {"upload", upload.id}, {"sha256", each.sha256}});
    }
}

std::vector<Evidence> evidence_of(UnitOfWork& work, const std::string& upload) {
    std::vector<Evidence> evidence;
    for (const auto& row : work.query(sql::evidence_of, {{"upload", upload}}))
        evidence.push_back({row.text("kind"), row.text("sha256"), row.text("der")});
    return evidence;
}

}  // namespace server::storage
