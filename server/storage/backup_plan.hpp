#pragma once
// Where the copies of the backups lie, as the office plans it, and the check list that tells whether it is so: three copies
// on two media, one apart and unalterable, all encrypted, the key elsewhere (QCVN 12:2026 3.12.2.2.8–11; R-OPS-04).

#include <filesystem>
#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/time.hpp"

namespace server::storage {

struct BackupPlan {
    struct Copy {
        std::filesystem::path place;
        std::string medium;  // in words: "đĩa rời", "NAS", "băng từ"
        std::string apart;   // where, when it is kept in another house; empty: here
    };
    std::filesystem::path file;       // this plan
    std::filesystem::path backups;    // folder of backup-… and log, as packaging/backup leaves them
    std::filesystem::path recipient;  // certificate, PEM
    std::string key_kept;             // where its key lies, in words
    std::vector<Copy> copies;
    int newest_hours = 26;            // the newest backup is no older
    int tried_days = 100;             // a trial restore is no older
};
// JSON: {"backups", "recipient", "key_kept", "copies": [{"place", "medium", "apart"}], "newest_hours", "tried_days"}.
// Fails with InvalidInput naming every key that is wrong.
dossier::Result<BackupPlan> read_plan(const std::filesystem::path& file);

// The newest backup-… below the plan's folder; empty: none.
std::filesystem::path newest_backup(const BackupPlan& plan);

struct CheckItem {
    std::string what;
    bool holds = false;
    std::string finding;  // what was seen, also when it holds
};
// Reads every copy of the newest backup again. `here`: folders of this machine in which no key may lie, beside those of the
// plan. What no program can see (that a place is another house) is taken from the plan and said so.
std::vector<CheckItem> check_copies(const BackupPlan& plan, const std::vector<std::filesystem::path>& here, dossier::Instant now);

}  // namespace server::storage
