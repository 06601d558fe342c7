#pragma once
// What files are taken in, by what they are for: types, size, pages, and which faults of the scan standard block and
// which only warn. Format: sample_data/rules/README.md.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"

namespace server::catalogue {

enum class FileUse { AgencyScan, ApplicantFile, AgencyDocument, SealImage };
inline constexpr std::array<dossier::Name<FileUse>, 4> file_use_names{{{"agency_scan", FileUse::AgencyScan},
                                                                       {"applicant_file", FileUse::ApplicantFile},
                                                                       {"agency_document", FileUse::AgencyDocument},
                                                                       {"seal_image", FileUse::SealImage}}};
constexpr const auto& names_of(FileUse) { return file_use_names; }

// A kind of file by its name's ending, and what its first bytes then are.
struct FileKind {
    std::string_view name;         // "pdf"; in the rules and in messages
    std::string_view extensions;   // " jpg jpeg "; a blank on both sides of each
    std::string_view media_types;  // " image/jpeg "
    bool pages;                    // made of pages the recogniser can read
};
const FileKind* kind_of_extension(std::string_view extension);  // lower case, without the dot
const FileKind* kind_of_content(std::string_view media_type);
bool fits(const FileKind& kind, std::string_view media_type);

struct IntakeProfile {
    FileUse use = FileUse::AgencyScan;
    std::string title;               // Vietnamese
    std::vector<std::string> types;  // names of kinds
    std::int64_t bytes = 0;          // at most
    int pages = 0;                   // at most
    std::vector<std::string> block, warn;  // "R-FMT-03"
};

class IntakeRules {
  public:
    // One profile for each use, in the order of the enum.
    explicit IntakeRules(std::vector<IntakeProfile> profiles) : profiles_(std::move(profiles)) {}
    const IntakeProfile& of(FileUse use) const { return profiles_.at(static_cast<std::size_t>(use)); }
    const std::vector<IntakeProfile>& profiles() const { return profiles_; }

  private:
    std::vector<IntakeProfile> profiles_;
};

// Fails with InvalidInput naming every fault with its path.
dossier::Result<IntakeRules> parse_intake_rules(std::string_view text);
// sample_data/rules/intake_rules.json, in the binary.
const IntakeRules& shipped_intake_rules();

}  // namespace server::catalogue
