#include "server/jobs/scan_folder.hpp"

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

void reject(const fs::path& file, const dossier::Error& error) {
    std::vector<std::string> faults;
    for (const auto& each : error.fields) faults.push_back(each.rule + ": " + each.message);
    tell_reason(file, error.detail, faults);
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

bool ScanFolder::take(const fs::path& file, const std::string& unit, dossier::Instant now) {
    const auto asking = as_scanner(services_, unit, now);
    const auto size = fs::file_size(file);
    const auto spool = spooled(services_, file);
    if (spool->size != size) return false;  // somebody writes on after all
    const auto source = source_of(file, unit, *spool);
    if (!is_unit(services_, unit)) {
        tell_reason(file, "Thư mục “" + unit + "” không phải mã đơn vị nào của cơ quan.", {});
        move_to_rejected(file);
        return true;
    }
    const auto pass = passed(services_, {*spool, FileUse::AgencyScan, "", {}}, asking);
    if (!pass) {
        reject(file, pass.error());
        const bool secret = !pass.error().fields.empty() && pass.error().fields.front().rule == "secret";
        if (secret) storage::wipe_file(file);  // its bytes lie in the quarantine
        else move_to_rejected(file);
        return true;
    }
    keep(services_, *spool, *pass, source, asking);
    move_to_done(file);
    return true;
}

int ScanFolder::look(dossier::Instant now) {
    const std::chrono::seconds pause{services_.config.scan_stable_s};
    std::error_code error;
    int handled = 0;
    for (const auto& desk : fs::directory_iterator{services_.config.scan_folder, error}) {
        if (!desk.is_directory()) continue;
        auto& folder = desks_.try_emplace(desk.path(), desk.path(), pause).first->second;
        for (const auto& file : folder.complete()) {
            try {
                handled += take(file, desk.path().filename().string(), now) ? 1 : 0;
            } catch (const fs::filesystem_error&) {
                log::warn("a scan could not be taken, it stays for the next look");
            } catch (const storage::FileFault&) {
                log::warn("a scan could not be stored, it stays for the next look");
            }
        }
    }
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
