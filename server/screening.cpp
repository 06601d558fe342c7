#include "server/screening.hpp"

#include "server/storage/job_store.hpp"
#include "server/storage/result_store.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using storage::Screening;

void screen_later(storage::UnitOfWork& work, const dossier::FileId& file, const PassedFile& passed, dossier::Instant now) {
    std::vector<storage::NewJob> jobs;
    for (int page = 1; page <= passed.pages; ++page) jobs.push_back({"screen_page", "", {{"file", file.text()}, {"page", page}}, now});
    if (!jobs.empty()) storage::enqueue(work, jobs);
}

void page_screened(storage::UnitOfWork& work, const dossier::FileId& file, int page, storage::Sight sight, dossier::Instant now) {
    storage::note_seen(work, file, page, sight);
    if (const auto row = storage::find_file(work, file); !row || row->screening == Screening::Waiting) return;
    for (const auto& upload : storage::pending_uploads_of(work, file)) storage::enqueue(work, {"verify_result", "", {{"upload", upload}}, now});
}

Result<void> may_be_opened(const storage::FileRow& file) {
    if (file.withheld) return fail(ErrorCode::NotFound, "tệp này đã bị cách ly, không ai được xem");
    if (file.screening == Screening::Waiting)
        return fail(ErrorCode::WrongState, "Tệp đang được soát dấu độ mật nên chưa mở được; thường xong sau vài giây, hãy mở lại.");
    return {};
}

}  // namespace server
