#pragma once
// The gate every file passes on its way in: what it is for decides which types, how large, and which faults of the scan
// standard block it. Everything wrong with a file is told in one answer.

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "ocr/pages/judging.hpp"
#include "server/catalogue/intake_rules.hpp"
#include "server/http/spool.hpp"

namespace server {

using catalogue::FileUse;

struct PassedFile {
    FileUse use = FileUse::AgencyScan;
    int pages = 0;                               // 0: not known (a text document)
    std::vector<dossier::FieldError> warnings{};  // rule and sentence; the file was taken all the same
};

class FileGate {
  public:
    // `rules_file` may be empty: the rules in the binary. Throws std::runtime_error when it holds none.
    FileGate(std::filesystem::path rules_file, ocr::JudgeOptions judging);

    // Those in force now: a changed file counts from the next upload on; one that does not parse is told in the log and
    // the rules before it stay.
    std::shared_ptr<const catalogue::IntakeRules> rules() const;

    // Fails with InvalidInput; every error has the field "file"; the rule "secret" alone, its message the degree, when the
    // file bears a secrecy stamp. Takes up to some seconds: not inside a unit of work.
    dossier::Result<PassedFile> check(const http::Spool& upload, FileUse use) const;
    dossier::Result<PassedFile> check(const std::filesystem::path& file, std::uint64_t size, std::string_view first_bytes,
                                      const std::string& name, FileUse use) const;

    // 0: they cannot be counted.
    int pages_of(const std::filesystem::path& file) const;

  private:
    void reload() const;

    const std::filesystem::path rules_file_;
    const ocr::JudgeOptions judging_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const catalogue::IntakeRules> rules_;
    mutable std::filesystem::file_time_type read_at_{};
};

// "R-FMT-03" on page 2 → field "file", the same rule, "Trang 2: …".
dossier::FieldError as_error(const ocr::Violation& violation);

// The violations of these that block a file for this use.
std::vector<dossier::FieldError> blocking(const catalogue::IntakeProfile& profile, const std::vector<ocr::Violation>& violations);

}  // namespace server
