#include "server/jobs/scan_folder.hpp"

#include <fstream>
#include <thread>
#include <vector>

#include "server/log.hpp"
#include "server/loose_stacks.hpp"
#include "server/quarantine.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/wipe.hpp"

namespace server::jobs {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished[]{".tmp", ".part", ".partial", ".crdownload"};

bool counts(const fs::directory_entry& entry) {
    if (!entry.is_regular_file() || entry.is_symlink()) return false;
    const auto name = entry.path().filename().string();
    if (name.starts_with('.') || name.starts_with('~')) return false;
    for (const auto ending : unfinished)
        if (name.ends_with(ending)) return false;
    return true;
}

// `folder`/name, or name with a number when that is taken.
fs::path free_place(const fs::path& folder, const fs::path& name) {
    fs::create_directories(folder);
    auto place = folder / name;
    for (int n = 2; fs::exists(place); ++n) place = folder / (name.stem().string() + "_" + std::to_string(n) + name.extension().string());
    return place;
}

void move_beside(const fs::path& file, const char* folder) { fs::rename(file, free_place(file.parent_path() / folder, file.filename())); }

// The reason, where whoever stands at the scanner finds it.
void tell_reason(const fs::path& file, const dossier::Error& error) {
    const auto place = free_place(file.parent_path() / "rejected", file.filename().string() + ".txt");
    std::ofstream reason{place};
    reason << error.detail << "\n";
    for (const auto& each : error.fields) reason << "- " << each.rule << ": " << each.message << "\n";
}

// The same file at the same place is the same delivery, however often it is looked at.
std::string source_of(const fs::path& file, const std::string& unit, const http::Spool& spool) {
    const auto at = fs::last_write_time(file).time_since_epoch().count();
    return "scan:" + unit + "/" + file.filename().string() + "/" + std::to_string(at) + "/" + spool.sha256.substr(0, 16);
}

Asking as_scanner(const Services& services, const std::string& unit, dossier::Instant now) {
    dossier::Actor scanner;
    scanner.agency = services.config.agency_code;
    scanner.unit = unit;
    return {scanner, now, {}};
}

void keep(Services& services, http::Spool& spool, const PassedFile& passed, const std::string& source, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    if (storage::stack_from(work, asking.actor.agency, source)) return;
    storage::Stack stack;
    stack.agency = asking.actor.agency;
    stack.purpose = storage::StackPurpose::Desk;
    stack.unit = asking.actor.unit;
    stack.source = source;
    stack.file = keep_upload(work, services, spool, passed, stack.agency, asking);
    stack.uploaded_at = asking.now;
    const auto id = storage::insert_stack(work, stack);
    storage::enqueue(work, {"inspect_stack", "", {{"stack", id.text()}}, asking.now});
    work.commit();
}

bool is_unit(Services& services, const std::string& code) {
    storage::UnitOfWork work{services.database};
    for (const auto& unit : storage::list_units(work, services.config.agency_code))
        if (unit.code == code) return true;
    return false;
}

}  // namespace

bool ScanFolder::complete(const fs::path& file) {
    const auto size = fs::file_size(file);
    const auto changed_at = fs::last_write_time(file);
    const auto now = std::chrono::steady_clock::now();
    auto [seen, is_new] = seen_.try_emplace(file, Seen{size, changed_at, now});
    if (is_new || seen->second.size != size || seen->second.changed_at != changed_at) {
        seen->second = {size, changed_at, now};
        return false;
    }
    return now - seen->second.since >= std::chrono::seconds{services_.config.scan_stable_s};
}

bool ScanFolder::take(const fs::path& file, const std::string& unit, dossier::Instant now) {
    const auto asking = as_scanner(services_, unit, now);
    const auto size = fs::file_size(file);
    const auto spool = spooled(services_, file);
    if (spool->size != size) return false;  // somebody writes on after all
    const auto source = source_of(file, unit, *spool);
    if (!is_unit(services_, unit)) {
        tell_reason(file, {dossier::ErrorCode::InvalidInput, "Thư mục “" + unit + "” không phải mã đơn vị nào của cơ quan.", {}});
        move_beside(file, "rejected");
        return true;
    }
    const auto pass = passed(services_, {*spool, FileUse::AgencyScan, "", {}}, asking);
    if (!pass) {
        tell_reason(file, pass.error());
        const bool secret = !pass.error().fields.empty() && pass.error().fields.front().rule == "secret";
        if (secret) storage::wipe_file(file);  // its bytes lie in the quarantine
        else move_beside(file, "rejected");
        return true;
    }
    keep(services_, *spool, *pass, source, asking);
    move_beside(file, "done");
    return true;
}

int ScanFolder::look(dossier::Instant now) {
    const auto& folder = services_.config.scan_folder;
    std::error_code error;
    int handled = 0;
    std::map<fs::path, Seen> still_there;
    for (const auto& desk : fs::directory_iterator{folder, error}) {
        if (!desk.is_directory()) continue;
        for (const auto& entry : fs::directory_iterator{desk.path(), error}) {
            if (!counts(entry)) continue;
            try {
                if (complete(entry.path()) && take(entry.path(), desk.path().filename().string(), now)) {
                    seen_.erase(entry.path());
                    ++handled;
                } else if (const auto seen = seen_.find(entry.path()); seen != seen_.end()) {
                    still_there.insert(*seen);
                }
            } catch (const fs::filesystem_error&) {
                log::warn("a scan could not be taken, it stays for the next look");
            } catch (const storage::FileFault&) {
                log::warn("a scan could not be stored, it stays for the next look");
            }
        }
    }
    seen_ = std::move(still_there);
    return handled;
}

void ScanFolder::run_until(const std::atomic<bool>& stop) {
    if (services_.config.scan_folder.empty()) return;
    while (!stop) {
        try {
            look(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        } catch (const storage::StorageFault& fault) {
            log::warn("scan folder fault", {.statement = fault.statement(), .sqlstate = fault.sqlstate()});
        } catch (const std::exception& error) {
            log::error("scan folder failed", {.source = typeid(error).name()});
        }
        std::this_thread::sleep_for(std::chrono::seconds{1});
    }
}

}  // namespace server::jobs
