#include "server/quarantine.hpp"

#include <filesystem>

#include "ocr/fields/secrecy.hpp"
#include "server/log.hpp"
#include "server/storage/after_commit.hpp"
#include "server/storage/document_search.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/new_id.hpp"
#include "server/storage/result_store.hpp"
#include "server/storage/stack_store.hpp"
#include "server/storage/wipe.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using storage::HeldPaper;

namespace fs = std::filesystem;

namespace {

const char* const told = "Tài liệu có dấu độ mật, không được đưa vào hệ thống này. Tệp đã bị cách ly và báo động; "
                         "xử lý theo quy định bảo vệ bí mật nhà nước.";

dossier::Error refusal(const std::string& level) {
    return {ErrorCode::InvalidInput, told, {{"file", "secret", "Độ mật: " + level}}};
}

fs::path place_of(const Services& services, const std::string& id) {
    const auto folder = services.config.data_dir / "quarantine";
    if (!fs::exists(folder)) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    return folder / id;
}

void move_over(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::exists(from, error)) return;
    fs::rename(from, to, error);
    if (error) {
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
        storage::wipe_file(from);
    }
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
}

// The scanner's folder keeps what was taken; a secret paper must not stay there either.
void wipe_scanner_copies(const Services& services, const HeldPaper& paper) {
    std::error_code error;
    for (const auto& desk : fs::directory_iterator{services.config.scan_folder, error})
        for (const auto& taken : fs::directory_iterator{desk.path() / "done", error})
            if (taken.is_regular_file(error) && static_cast<std::int64_t>(taken.file_size(error)) == paper.size &&
                storage::sha256_of_file(taken.path()) == paper.sha256)
                storage::wipe_file(taken.path());
}

HeldPaper found_by(SecretDoor door, const std::string& level, const Asking& asking) {
    HeldPaper paper;
    paper.agency = asking.actor.agency;
    paper.door = door;
    paper.level = level;
    paper.brought_by = asking.actor.id;
    paper.found_at = asking.now;
    return paper;
}

// The row is committed: from here on /metrics and /health/ready show the alarm too, whatever becomes of this process.
void raise(const std::string& id) {
    storage::after_commit([id] { log::error("secret paper held", {.subject = id}); });
}

}  // namespace

Result<std::string> declared_level(const std::string& word) {
    if (word.empty() || word == "none" || word == "thuong" || word == "thường") return std::string{};
    if (const auto degree = ocr::secrecy_degree(word)) return *degree;
    return fail(ErrorCode::InvalidInput, "độ mật khai báo không rõ", {{"secrecy", "enum", "thuong, mat, toi mat hoặc tuyet mat"}});
}

dossier::Error hold_upload(Services& services, http::Spool& upload, SecretDoor door, const std::string& level,
                           const dossier::DossierId& dossier, const Asking& asking) {
    auto paper = found_by(door, level, asking);
    paper.id = storage::new_id<dossier::FileId>().text();
    paper.dossier = dossier;
    paper.sha256 = upload.sha256;
    paper.size = static_cast<std::int64_t>(upload.size);
    storage::UnitOfWork work{services.database};
    storage::insert_held(work, paper);
    move_over(upload.path, place_of(services, paper.id));
    upload.release();
    work.commit();
    raise(paper.id);
    return refusal(level);
}

dossier::Error hold_message(Services& services, const std::string& level, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    const auto id = storage::insert_held(work, found_by(SecretDoor::Partner, level, asking));
    work.commit();
    raise(id);
    return {ErrorCode::InvalidInput, told, {{"secrecy", "secret", "Độ mật: " + level}}};
}

std::string hold_content(storage::UnitOfWork& work, const HeldPaper& found) {
    const auto id = storage::insert_held(work, found);
    storage::withhold_content(work, id, found.sha256);
    storage::forget_document_text(work, found.sha256);
    for (const auto& each : storage::stacks_of_content(work, found.sha256)) {
        auto stack = storage::lock_stack(work, each);
        storage::withhold_pages(work, id, each, told);
        storage::drop_empty_documents(work, each);
        stack->state = storage::StackState::Failed;
        stack->problem = told;
        storage::update_stack(work, *stack);
    }
    for (const auto& upload : storage::pending_uploads_with(work, found.sha256))
        storage::judge_result_upload(work, upload, storage::UploadStatus::Refused, {{"summary", told}}, found.found_at);
    return id;
}

void alarm_and_clear(Services& services, const std::string& quarantine) {
    raise(quarantine);
    clear_contents(services, quarantine);
}

void clear_contents(Services& services, const std::string& quarantine) {
    std::vector<std::string> contents;
    std::optional<HeldPaper> paper;
    {
        storage::UnitOfWork work{services.database};
        paper = storage::lock_held(work, quarantine);
        contents = storage::contents_withheld(work, quarantine);
    }
    if (!paper) return;
    for (const auto& sha256 : contents) {
        const auto place = services.files.path_of(sha256);
        if (sha256 == paper->sha256) move_over(place, place_of(services, quarantine));
        else storage::wipe_file(place);
    }
    if (!services.config.scan_folder.empty() && !paper->sha256.empty()) wipe_scanner_copies(services, *paper);
}

std::vector<HeldPaper> list_held(Services& services, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    return storage::held_papers(work, asking.actor.agency, 200);
}

Result<HeldPaper> remove_held(Services& services, const std::string& id, const std::string& record, const Asking& asking) {
    clear_contents(services, id);  // what a fault left in the store
    storage::UnitOfWork work{services.database};
    auto paper = storage::lock_held(work, id);
    if (!paper || paper->agency != asking.actor.agency) return fail(ErrorCode::NotFound, "không có tài liệu bị cách ly này");
    if (paper->removed_at) return fail(ErrorCode::WrongState, "Tài liệu này đã được loại bỏ.");
    if (record.empty() || record.size() > 200)
        return fail(ErrorCode::InvalidInput, "thiếu biên bản loại bỏ", {{"record", "required", "ghi số biên bản loại bỏ tài liệu"}});
    paper->removed_at = asking.now;
    paper->removed_by = asking.actor.id;
    paper->removal_record = record;
    storage::wipe_file(place_of(services, id));  // before the row says so
    storage::note_removal(work, *paper);
    work.commit();
    return *paper;
}

}  // namespace server
