#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/storage/backup_plan.hpp"
#include "server/storage/envelope.hpp"
#include "server/storage/sealed_copy.hpp"

namespace server::storage {
namespace {

namespace fs = std::filesystem;

struct Seen {
    const BackupPlan::Copy* copy;
    fs::path folder;
    SealedState state;
    dev_t device = 0;
    bool whole() const { return state.faults.empty(); }
};

std::vector<Seen> look_at(const BackupPlan& plan, const fs::path& newest) {
    std::vector<Seen> all;
    for (const auto& copy : plan.copies) {
        Seen seen{&copy, copy.place / (newest.filename().string() + sealed_ending), {}};
        struct stat is {};
        if (::stat(copy.place.c_str(), &is) == 0) seen.device = is.st_dev;
        if (fs::exists(seen.folder)) seen.state = inspect_sealed(seen.folder);
        else seen.state.faults.emplace_back("chưa có bản sao");
        all.push_back(std::move(seen));
    }
    return all;
}

std::vector<const Seen*> whole_ones(const std::vector<Seen>& all) {
    std::vector<const Seen*> whole;
    for (const auto& seen : all)
        if (seen.whole()) whole.push_back(&seen);
    return whole;
}

CheckItem newest_is_fresh(const BackupPlan& plan, const fs::path& newest, dossier::Instant now) {
    CheckItem item{"Bản sao lưu mới nhất không quá " + std::to_string(plan.newest_hours) + " giờ", false, "chưa có bản sao lưu nào ở " + plan.backups.string()};
    struct stat is {};
    if (newest.empty() || ::stat((newest / "manifest.json").c_str(), &is) != 0) return item;
    const auto made = dossier::Instant{std::chrono::seconds{is.st_mtime}};
    item.holds = now - made <= std::chrono::hours{plan.newest_hours};
    item.finding = newest.filename().string() + ", lúc " + dossier::iso8601(made);
    return item;
}

CheckItem three_copies(const std::vector<Seen>& all) {
    const auto whole = whole_ones(all).size();
    CheckItem item{"Ít nhất ba bản sao, đọc lại đủ và nguyên vẹn", whole >= 3, std::to_string(whole) + " bản nguyên vẹn"};
    for (const auto& seen : all)
        if (!seen.whole()) item.finding += "; " + seen.copy->place.string() + ": " + seen.state.faults.front();
    return item;
}

CheckItem two_media(const std::vector<Seen>& all) {
    std::set<std::string> media;
    std::set<dev_t> devices;
    for (const auto* seen : whole_ones(all)) {
        media.insert(seen->copy->medium);
        devices.insert(seen->device);
    }
    return {"Trên ít nhất hai phương tiện", media.size() >= 2 && devices.size() >= 2,
            std::to_string(media.size()) + " loại phương tiện theo kế hoạch, " + std::to_string(devices.size()) + " thiết bị thật"};
}

CheckItem one_apart(const std::vector<Seen>& all) {
    CheckItem item{"Ít nhất một bản ở nơi khác", false, "không bản nguyên vẹn nào ở nơi khác"};
    for (const auto* seen : whole_ones(all))
        if (!seen->copy->apart.empty()) {
            item.holds = true;
            item.finding = seen->copy->place.string() + ": " + seen->copy->apart + " (theo kế hoạch; máy không tự thấy được)";
        }
    return item;
}

// Also for whoever may do everything here: permissions alone do not count.
bool refuses_change(const fs::path& file) {
    const auto protects = [] { return errno == EPERM || errno == EROFS; };
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::close(descriptor);
        return false;
    }
    if (!protects()) return false;
    const auto other = file.string() + ".thu";
    if (::link(file.c_str(), other.c_str()) == 0) {
        ::unlink(other.c_str());
        return false;
    }
    return protects();
}

CheckItem apart_is_unalterable(const std::vector<Seen>& all) {
    CheckItem item{"Bản ở nơi khác không ai sửa, xóa được", false, "không có bản ở nơi khác để thử"};
    for (const auto* seen : whole_ones(all)) {
        if (seen->copy->apart.empty()) continue;
        bool refused = true;
        for (const auto& entry : fs::directory_iterator(seen->folder)) refused = refused && refuses_change(entry.path());
        item.holds = item.holds || refused;
        item.finding = seen->copy->place.string() + (refused ? ": thử mở để ghi và thử liên kết, đều bị từ chối" : ": mở để ghi được");
    }
    return item;
}

CheckItem all_encrypted(const BackupPlan& plan, const std::vector<Seen>& all) {
    CheckItem item{"Mọi bản sao được mã hóa cho chứng thư của kế hoạch", true, "CMS, AES-256-GCM"};
    const auto fails = [&](const std::string& why) {
        item.holds = false;
        item.finding = why;
    };
    std::string wanted;
    try {
        wanted = fingerprint_of(read_certificate(plan.recipient));
    } catch (const std::exception& error) {
        fails(error.what());
    }
    for (const auto& seen : all) {
        if (!seen.whole() || (!wanted.empty() && seen.state.recipient != wanted)) fails(seen.copy->place.string() + ": chưa có, hỏng, hoặc cho chứng thư khác");
        std::error_code ignored;
        for (fs::recursive_directory_iterator entry{seen.copy->place, ignored}, end; entry != end; entry.increment(ignored))
            if (entry->path().filename() == "database.dump") fails(seen.copy->place.string() + ": có bản chưa mã hóa " + entry->path().parent_path().filename().string());
    }
    return item;
}

// A PEM with the recipient's private key, or one with a password that cannot be looked into.
bool holds_key(const fs::path& file, EVP_PKEY* wanted) {
    std::ifstream in{file};
    std::string text(1 << 16, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.find("PRIVATE KEY-----") == std::string::npos) return false;
    try {
        return EVP_PKEY_eq(read_private_key(file).get(), wanted) == 1;
    } catch (const std::exception&) {
        return true;
    }
}

CheckItem key_elsewhere(const BackupPlan& plan, const std::vector<fs::path>& here) {
    CheckItem item{"Khóa giải mã không ở máy này và không cạnh bản sao", true, "không thấy khóa; nơi giữ theo kế hoạch: " + plan.key_kept};
    try {
        const auto certificate = read_certificate(plan.recipient);
        auto folders = here;
        folders.insert(folders.end(), {plan.file.parent_path(), plan.backups, plan.recipient.parent_path()});
        for (const auto& copy : plan.copies) folders.push_back(copy.place);
        for (const auto& folder : folders) {
            std::error_code ignored;
            for (fs::recursive_directory_iterator entry{folder.empty() ? "." : folder, fs::directory_options::skip_permission_denied, ignored}, end; entry != end; entry.increment(ignored)) {
                const auto name = entry->path().filename();
                if (entry->is_directory(ignored) && (name == "files" || name == "postgres")) entry.disable_recursion_pending();  // contents, not keys
                if (!entry->is_regular_file(ignored) || entry->file_size(ignored) > (1 << 16) || !holds_key(entry->path(), X509_get0_pubkey(certificate.get()))) continue;
                item.holds = false;
                item.finding = "khóa, hoặc khóa có mật khẩu không xem được, ở " + entry->path().string();
            }
        }
    } catch (const std::exception& error) {
        item.holds = false;
        item.finding = error.what();
    }
    return item;
}

CheckItem restore_was_tried(const BackupPlan& plan, dossier::Instant now) {
    CheckItem item{"Đã thử khôi phục trong " + std::to_string(plan.tried_days) + " ngày", false, "sổ chưa có lần thử khôi phục nào nguyên vẹn"};
    std::ifstream log{plan.backups / "log"};
    for (std::string line; std::getline(log, line);) {
        const auto end = line.find(" thu-khoi-phuc nguyen-ven");
        const auto at = dossier::parse_iso8601(line.substr(0, line.find(' ')));
        if (end == std::string::npos || !at) continue;
        item.holds = now - *at <= std::chrono::hours{24 * plan.tried_days};
        item.finding = "lần cuối " + dossier::iso8601(*at);
    }
    return item;
}

}  // namespace

std::vector<CheckItem> check_copies(const BackupPlan& plan, const std::vector<fs::path>& here, dossier::Instant now) {
    const auto newest = newest_backup(plan);
    const auto all = look_at(plan, newest);
    return {newest_is_fresh(plan, newest, now), three_copies(all), two_media(all), one_apart(all), apart_is_unalterable(all),
            all_encrypted(plan, all), key_elsewhere(plan, here), restore_was_tried(plan, now)};
}

}  // namespace server::storage
