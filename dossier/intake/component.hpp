#pragma once
// What was brought for one rule of the procedure. A rule may have several (two identity cards: two ordinals).

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/time.hpp"

namespace dossier {

enum class Originality { Original, CertifiedCopy, PlainCopy, ElectronicCopy };
// bản chính, bản sao chứng thực, bản chụp, bản sao điện tử
inline constexpr std::array<Name<Originality>, 4> originality_names{{{"original", Originality::Original},
                                                                     {"certified_copy", Originality::CertifiedCopy},
                                                                     {"plain_copy", Originality::PlainCopy},
                                                                     {"electronic_copy", Originality::ElectronicCopy}}};
constexpr const auto& names_of(Originality) { return originality_names; }
std::string_view vietnamese_name(Originality originality);

enum class FileOrigin { Scan, Upload, Reused, Partner };
inline constexpr std::array<Name<FileOrigin>, 4> file_origin_names{{{"scan", FileOrigin::Scan},
                                                                    {"upload", FileOrigin::Upload},
                                                                    {"reused", FileOrigin::Reused},
                                                                    {"partner", FileOrigin::Partner}}};
constexpr const auto& names_of(FileOrigin) { return file_origin_names; }

enum class FileSignature { None, Valid, Broken, Unchecked };
inline constexpr std::array<Name<FileSignature>, 4> file_signature_names{{{"none", FileSignature::None},
                                                                          {"valid", FileSignature::Valid},
                                                                          {"broken", FileSignature::Broken},
                                                                          {"unchecked", FileSignature::Unchecked}}};
constexpr const auto& names_of(FileSignature) { return file_signature_names; }

// One file of a component. A replaced file stays readable as an earlier version.
struct ComponentFile {
    FileId file;
    int version = 1;
    FileOrigin origin = FileOrigin::Scan;
    FileSignature signature = FileSignature::Unchecked;
    Instant added_at{};
    OfficerId added_by;
    bool current = true;        // false once replaced or removed
    std::string reason;         // why it replaced an earlier one, or was removed
    FileId replaces;
    DOSSIER_FIELDS(ComponentFile, file, version, origin, signature, added_at, added_by, current, reason, replaces)
};

// The controlled list of reasons for "not digitised" (chưa số hóa).
enum class MarkReason { Map, Drawing, Publication, Object, ManyPages, Other };
inline constexpr std::array<Name<MarkReason>, 6> mark_reason_names{{{"map", MarkReason::Map},
                                                                    {"drawing", MarkReason::Drawing},
                                                                    {"publication", MarkReason::Publication},
                                                                    {"object", MarkReason::Object},
                                                                    {"many_pages", MarkReason::ManyPages},
                                                                    {"other", MarkReason::Other}}};
constexpr const auto& names_of(MarkReason) { return mark_reason_names; }
std::string_view vietnamese_name(MarkReason reason);

struct NotDigitised {
    MarkReason reason = MarkReason::Other;
    std::string text;  // needed for Other
    Instant at{};
    OfficerId by;
    DOSSIER_FIELDS(NotDigitised, reason, text, at, by)
};

// đã đối chiếu: the officer saw the original and handed it back.
struct Shown {
    std::string paper;  // which paper, e.g. "Thẻ căn cước"
    Instant at{};
    OfficerId by;
    DOSSIER_FIELDS(Shown, paper, at, by)
};

struct LookedUp {
    std::string source;     // "identity", "residence", …
    bool found = false;
    std::string reference;  // the database's own answer id
    Instant at{};
    OfficerId by;
    DOSSIER_FIELDS(LookedUp, source, found, reference, at, by)
};

struct ConfirmedField {
    std::string name;
    Personal<std::string> proposed;   // what was read; empty when typed
    double confidence = 0;            // 0 … 1, of the proposal
    Personal<std::string> value;      // what the officer confirmed
    DOSSIER_FIELDS(ConfirmedField, name, proposed, confidence, value)
};

// The officer compared scan and paper and answers for the tag and the values.
struct Confirmation {
    Instant at{};
    OfficerId by;
    std::vector<ConfirmedField> values;
    DOSSIER_FIELDS(Confirmation, at, by, values)
};

// What was typed into a field of the interactive form.
struct FormValue {
    std::string name;  // of the form rule
    Personal<std::string> value;
    DOSSIER_FIELDS(FormValue, name, value)
};

struct Component {
    std::string code;   // of the rule
    int ordinal = 1;    // 1, 2, … within the code
    Originality originality = Originality::Original;
    int originals = 0, copies = 0;  // pieces of paper taken in
    std::vector<ComponentFile> files;
    std::optional<NotDigitised> not_digitised;
    std::optional<Shown> shown;
    std::optional<LookedUp> looked_up;
    bool reused = false;              // satisfied by data or a file the administration already had
    bool form_filled = false;         // the interactive form was completed online
    std::vector<FormValue> form_values;
    std::optional<Confirmation> confirmed;
    std::optional<Instant> original_returned_at;
    DOSSIER_FIELDS(Component, code, ordinal, originality, originals, copies, files, not_digitised, shown, looked_up, reused,
                   form_filled, form_values, confirmed, original_returned_at)

    bool has_current_file() const;
    std::vector<FileId> current_files() const;
    bool digitised() const { return !not_digitised && has_current_file(); }
    // Something was brought, shown, found or filled.
    bool is_present() const;
};

}  // namespace dossier
