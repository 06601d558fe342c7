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

}  // namespace

Result<storage::ResultUpload> result_upload(storage::UnitOfWork& work, const dossier::DossierId& dossier, const std::string& id) {
    auto upload = storage::find_result_upload(work, id);
    if (!upload || upload->dossier != dossier) return fail(ErrorCode::NotFound, "không có lần gửi kết quả này");
    return *std::move(upload);
}

Result<void> still_newest(storage::UnitOfWork& work, const storage::ResultUpload& upload) {
    const auto all = storage::result_uploads_of(work, upload.dossier);
    const bool used = std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.asked.value(made_from, "") == upload.id; });
    if (used) return fail(ErrorCode::WrongState, "tệp này đã được ký tiếp thành một tệp mới hơn");
    if (upload.status == storage::UploadStatus::Passed) return fail(ErrorCode::WrongState, "kết quả đã có đủ chữ ký");
    return {};
}

Result<std::string> hand_in_next(storage::UnitOfWork& work, Services& services, const storage::ResultUpload& from, const std::string& pdf,
                                 const Asking& asking) {
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
    next.asked[made_from] = from.id;
    next.uploaded_by = asking.actor.id;
    next.uploaded_at = asking.now;
    next.id = storage::insert_result_upload(work, next);
    storage::enqueue(work, {"verify_result", "", {{"upload", next.id}}, asking.now});
    return next.id;
}

}  // namespace server
