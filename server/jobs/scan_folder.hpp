#pragma once
// Scanners that save into a folder: `scan.folder` holds one folder for each desk, named by its unit. A file that is
// complete becomes a stack of that desk which no dossier has yet, and moves to done/; one the gate refuses moves to
// rejected/ with the reason beside it. Nothing is ever lost: what fails in between is taken at the next look.

#include <atomic>
#include <filesystem>
#include <map>

#include "dossier/time.hpp"
#include "server/services.hpp"
#include "server/watched_folder.hpp"

namespace server::jobs {

class ScanFolder {
  public:
    explicit ScanFolder(Services& services) : services_(services) {}

    // One look into every desk's folder; returns how many files were taken or rejected.
    int look(dossier::Instant now);
    // Every second; returns at once when no folder is configured.
    void run_until(const std::atomic<bool>& stop);

  private:
    bool take(const std::filesystem::path& file, const std::string& unit, dossier::Instant now);

    Services& services_;
    std::map<std::filesystem::path, WatchedFolder> desks_;
};

}  // namespace server::jobs
