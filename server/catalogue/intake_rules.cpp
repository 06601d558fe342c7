#include "server/catalogue/intake_rules.hpp"

#include <algorithm>
#include <stdexcept>

#include "server/catalogue/embedded.hpp"
#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {
namespace {

constexpr std::int64_t megabyte = 1024 * 1024;
constexpr std::int64_t most_megabytes = 200;  // what the front door lets through at all

// A zip or an old office file does not tell its kind in its first bytes for certain; what can be told must fit.
constexpr std::array kinds{
    FileKind{"pdf", " pdf ", " application/pdf ", true},
    FileKind{"jpeg", " jpg jpeg jpe jfif ", " image/jpeg ", true},
    FileKind{"png", " png ", " image/png ", true},
    FileKind{"tiff", " tif tiff ", " image/tiff ", true},
    FileKind{"webp", " webp ", " image/webp ", true},
    FileKind{"heic", " heic heif ", " image/heic image/heif ", true},
    FileKind{"txt", " txt ", " text/plain application/json ", false},
    FileKind{"csv", " csv ", " text/plain ", false},
    FileKind{"rtf", " rtf ", " text/rtf ", false},
    FileKind{"doc", " doc ", " application/x-ole-storage ", false},
    FileKind{"xls", " xls ", " application/x-ole-storage ", false},
    FileKind{"docx", " docx ", " application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.openxmlformats-officedocument ", false},
    FileKind{"xlsx", " xlsx ", " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.openxmlformats-officedocument ", false},
    FileKind{"odt", " odt ", " application/vnd.oasis.opendocument.text ", false},
    FileKind{"ods", " ods ", " application/vnd.oasis.opendocument.spreadsheet ", false},
};

constexpr std::array<std::string_view, 4> scan_faults{"R-FMT-01", "R-FMT-02", "R-FMT-03", "R-FMT-04"};

bool holds(std::string_view words, std::string_view word) {
    return !word.empty() && words.find(" " + std::string{word} + " ") != std::string_view::npos;
}

void know_each(const Reader& reader, std::string_view key, const std::vector<std::string>& words, auto known, const char* message) {
    for (const auto& word : words)
        if (!known(word)) reader.wrong(key, "enum", "“" + word + "” " + message);
}

IntakeProfile profile(const Reader& reader, FileUse use) {
    IntakeProfile made;
    made.use = use;
    made.title = reader.required_text("title");
    made.types = reader.texts("types");
    if (made.types.empty()) reader.wrong("types", "required", "phải có ít nhất một loại tệp");
    made.bytes = reader.number("megabytes", 0, 1, most_megabytes) * megabyte;
    if (!reader.has("megabytes")) reader.wrong("megabytes", "required", "phải có giới hạn dung lượng");
    made.pages = static_cast<int>(reader.number("pages", 5000, 1, 5000));
    made.block = reader.texts("block");
    made.warn = reader.texts("warn");
    know_each(reader, "types", made.types, [](const auto& name) {
        return std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.name == name; });
    }, "không phải loại tệp đã biết");
    const auto fault = [](const auto& name) { return std::find(scan_faults.begin(), scan_faults.end(), name) != scan_faults.end(); };
    know_each(reader, "block", made.block, fault, "không phải lỗi của chuẩn bản quét (R-FMT-01 … R-FMT-04)");
    know_each(reader, "warn", made.warn, fault, "không phải lỗi của chuẩn bản quét (R-FMT-01 … R-FMT-04)");
    reader.refuse_others();
    return made;
}

}  // namespace

const FileKind* kind_of_extension(std::string_view extension) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return holds(kind.extensions, extension); });
    return found == kinds.end() ? nullptr : &*found;
}

const FileKind* kind_of_content(std::string_view media_type) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return holds(kind.media_types, media_type); });
    return found == kinds.end() ? nullptr : &*found;
}

bool fits(const FileKind& kind, std::string_view media_type) { return holds(kind.media_types, media_type); }

dossier::Result<IntakeRules> parse_intake_rules(std::string_view text) {
    const auto json = TRY(parse_json(text));
    std::vector<dossier::FieldError> errors;
    std::vector<IntakeProfile> profiles;
    if (!json.is_object()) return dossier::fail(dossier::ErrorCode::InvalidInput, "phải là một đối tượng", {{"", "type", "phải là đối tượng có “profiles”"}});
    const Reader reader{json, "", errors};
    reader.inside("profiles", [&](const Reader& inside) {
        for (const auto& [name, use] : file_use_names) {
            if (!inside.has(name)) inside.wrong(name, "required", "thiếu quy tắc cho loại này");
            inside.inside(name, [&, use = use](const Reader& each) { profiles.push_back(profile(each, use)); });
        }
        inside.refuse_others();
    });
    if (!reader.has("profiles")) reader.wrong("profiles", "required", "phải có quy tắc nhận tệp");
    reader.refuse_others();
    if (!errors.empty()) return dossier::fail(dossier::ErrorCode::InvalidInput, "quy tắc nhận tệp chưa đúng", std::move(errors));
    return IntakeRules{std::move(profiles)};
}

const IntakeRules& shipped_intake_rules() {
    static const IntakeRules shipped = [] {
        auto rules = parse_intake_rules(shipped_intake_rules_text);
        if (!rules) throw std::logic_error("the intake rules in the binary do not parse");
        return *std::move(rules);
    }();
    return shipped;
}

}  // namespace server::catalogue
