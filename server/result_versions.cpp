#include "server/result_versions.hpp"

#include <algorithm>

#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

constexpr const char* made_from = "made_from";  // in `asked` of the new upload: which one it was made of

storage::ResultUpload newest_of(const std::vector<storage::ResultUpload>& all, storage::ResultUpload version) {
    const auto made_of_it = [&](const auto& each) { return each.asked.value(made_from, "") == version.id; };
    for (auto next = std::find_if(all.begin(), all.end(), made_of_it); next != all.end(); next = std::find_if(all.begin(), all.end(), made_of_it))
        version = *next;
    return version;
}

}  // namespace

Result<storage::ResultUpload> result_upload(storage::UnitOfWork& work, const dossier::DossierId& dossier, const std::string& id) {
    auto upload = storage::find_result_upload(work, id);
    if (!upload || upload->dossier != dossier) return fail(ErrorCode::NotFound, "không có lần gửi kết quả này");
    return *std::move(upload);
}

bool is_newest(storage::UnitOfWork& work, const storage::ResultUpload& upload) {
    const auto all = storage::result_uploads_of(work, upload.dossier);
    return std::none_of(all.begin(), all.end(), [&](const auto& each) { return each.asked.value(made_from, "") == upload.id; });
}

Result<void> still_newest(storage::UnitOfWork& work, const storage::ResultUpload& upload) {
    if (!is_newest(work, upload)) return fail(ErrorCode::WrongState, "đã có tệp mới hơn làm từ tệp này; hãy tải lại trang và làm trên tệp mới nhất");
    if (upload.status == storage::UploadStatus::Passed) return fail(ErrorCode::WrongState, "kết quả đã có đủ chữ ký");
    return {};
}

std::string first_version_of(storage::UnitOfWork& work, const storage::ResultUpload& upload) {
    auto first = upload;
    while (first.asked.contains(made_from)) {
        const auto before = storage::find_result_upload(work, first.asked.at(made_from));
        if (!before) break;
        first = *before;
    }
    return first.id;
}

bool is_appendix(const storage::ResultUpload& upload) { return upload.asked.contains(appendix_of); }

std::vector<storage::ResultUpload> appendices_of(storage::UnitOfWork& work, const storage::ResultUpload& document) {
    const auto first = first_version_of(work, document);
    const auto all = storage::result_uploads_of(work, document.dossier);
    std::vector<storage::ResultUpload> appendices;
    for (const auto& each : all)
        if (each.asked.value(appendix_of, "") == first && !each.asked.contains(made_from)) appendices.push_back(newest_of(all, each));
    return appendices;
}

dossier::ResultAppendix as_appendix(const storage::ResultUpload& appendix) {
    const auto& report = appendix.report.is_object() ? appendix.report : nlohmann::json::object();
    dossier::SignatureVerdict signature;
    signature.verdict = report.value("verdict", "");
    signature.summary = report.value("summary", "");
    signature.agency_signed = appendix.status == storage::UploadStatus::Passed;  // what an appendix passes with
    signature.person_signed = report.value("person_signed", false);
    return {appendix.asked.value("title", ""), appendix.file, std::move(signature)};
}

std::vector<std::string> documents_waiting_for(storage::UnitOfWork& work, const storage::ResultUpload& appendix) {
    const auto document = appendix.asked.value(appendix_of, "");
    std::vector<std::string> waiting;
    for (const auto& each : storage::result_uploads_of(work, appendix.dossier))
        if (each.status == storage::UploadStatus::Pending && !is_appendix(each) && first_version_of(work, each) == document) waiting.push_back(each.id);
    return waiting;
}

Result<std::string> hand_in_next(storage::UnitOfWork& work, Services& services, const storage::ResultUpload& from, const std::string& pdf,
                                 const Asking& asking, const nlohmann::json& noted) {
    storage::lock_result_upload(work, from.id);
    TRY(still_newest(work, from));
    auto file = *storage::find_file(work, from.file);
    file.made_from = file.id;
    file.id = {};
    file.sha256 = services.files.keep(pdf);
    file.size = static_cast<std::int64_t>(pdf.size());
    file.created_at = asking.now;
    storage::ResultUpload next;
    next.agency = from.agency;
    next.dossier = from.dossier;
    next.file = storage::insert_file(work, file);
    next.asked = from.asked;
    next.asked.update(noted);
    next.asked[made_from] = from.id;
    next.uploaded_by = asking.actor.id;
    next.uploaded_at = asking.now;
    next.id = storage::insert_result_upload(work, next);
    storage::enqueue(work, {"verify_result", "", {{"upload", next.id}}, asking.now});
    return next.id;
}

}  // namespace server
