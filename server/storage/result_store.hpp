#pragma once
// Result files on their way in: kept as uploaded, judged by the verifier, attached to the dossier only when they passed.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/fields.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

enum class UploadStatus { Pending, Passed, Refused };
inline constexpr std::array<dossier::Name<UploadStatus>, 3> upload_status_names{
    {{"pending", UploadStatus::Pending}, {"passed", UploadStatus::Passed}, {"refused", UploadStatus::Refused}}};
constexpr const auto& names_of(UploadStatus) { return upload_status_names; }

struct ResultUpload {
    std::string id;             // UUID; made by insert_result_upload when empty
    std::string agency;
    dossier::DossierId dossier;
    dossier::FileId file;
    UploadStatus status = UploadStatus::Pending;
    nlohmann::json asked = nlohmann::json::object();  // what the officer said of it: code, title, number, form, replaces
    nlohmann::json report;      // the verifier's, as `motcua verify --json` words it; null while pending
    dossier::OfficerId uploaded_by;
    dossier::Instant uploaded_at{};
    std::optional<dossier::Instant> judged_at;
};

std::string insert_result_upload(UnitOfWork& work, ResultUpload upload);
std::optional<ResultUpload> find_result_upload(UnitOfWork& work, const std::string& id);
// The same, its row locked until the unit of work ends.
std::optional<ResultUpload> lock_result_upload(UnitOfWork& work, const std::string& id);
std::vector<ResultUpload> result_uploads_of(UnitOfWork& work, const dossier::DossierId& dossier);  // oldest first
// Not judged yet, with this file / with this content.
std::vector<std::string> pending_uploads_of(UnitOfWork& work, const dossier::FileId& file);
std::vector<std::string> pending_uploads_with(UnitOfWork& work, const std::string& sha256);
// For which dossier a file came in as a result or an appendix; nothing for any other file.
std::optional<dossier::DossierId> dossier_of_upload(UnitOfWork& work, const dossier::FileId& file);
// An officer found the scan true to the paper. Once: false when somebody said so before.
bool confirm_result_scan(UnitOfWork& work, const std::string& id, const dossier::OfficerId& by, dossier::Instant now);
bool scan_confirmed(const ResultUpload& upload);
// Once: false when it was judged before.
bool judge_result_upload(UnitOfWork& work, const std::string& id, UploadStatus status, const nlohmann::json& report,
                         dossier::Instant now);

// What a verdict rested on: "official_anchor", "public_anchor", "certificate", "crl", "ocsp".
struct Evidence {
    std::string kind, sha256;
    std::string der;  // base64
};
void keep_evidence(UnitOfWork& work, const ResultUpload& upload, const std::vector<Evidence>& evidence, dossier::Instant now);
std::vector<Evidence> evidence_of(UnitOfWork& work, const std::string& upload);

}  // namespace server::storage
