#include "integrations/signing/package_manifest.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

constexpr int version = 1;
constexpr std::size_t most_bytes = 8U << 20, longest_name = 255;
constexpr std::uint64_t largest_file = 1ULL << 50;

dossier::Result<void> refuse(const std::string& why) { return fail(ErrorCode::InvalidInput, "bản kê gói tin: " + why); }

// The code point at `at`, which moves behind it; nothing when the bytes are not UTF-8 in its shortest form.
std::optional<char32_t> next_letter(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const int more = first < 0x80 ? 0 : (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : -1;
    if (more < 0 || at + static_cast<std::size_t>(more) >= text.size()) return std::nullopt;
    char32_t letter = more == 0 ? first : first & (0x3fU >> more);
    for (int i = 0; i < more; ++i) {
        const auto next = byte(++at);
        if ((next & 0xc0) != 0x80) return std::nullopt;
        letter = (letter << 6) | (next & 0x3fU);
    }
    ++at;
    constexpr std::array<char32_t, 4> least{0, 0x80, 0x800, 0x10000};
    if (letter < least[static_cast<std::size_t>(more)] || letter > 0x10ffff || (letter >= 0xd800 && letter <= 0xdfff)) return std::nullopt;
    return letter;
}

bool shows_plainly(char32_t letter) {
    struct Range {
        char32_t first, last;
    };
    // Control, soft hyphen, combining marks, fillers and strange blanks, direction marks, private use, variation and beyond.
    constexpr Range not_plain[]{{0, 0x1f},         {0x7f, 0xa0},     {0xad, 0xad},     {0x300, 0x36f},   {0x115f, 0x1160}, {0x1680, 0x1680},
                                {0x180b, 0x180e},  {0x1ab0, 0x1aff}, {0x2000, 0x200f}, {0x2028, 0x202f}, {0x205f, 0x206f}, {0x20d0, 0x20ff}, {0x3000, 0x3000}, {0x3164, 0x3164},
                                {0xe000, 0xf8ff},  {0xfe00, 0xfe2f}, {0xfeff, 0xfeff}, {0xff00, 0x10ffff}};
    return std::none_of(std::begin(not_plain), std::end(not_plain), [&](const Range& range) { return letter >= range.first && letter <= range.last; });
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<void> judge_files(const std::vector<PackageFile>& files) {
    if (files.empty()) return refuse("không có tệp nào");
    if (files.size() > most_package_files) return refuse("quá nhiều tệp");
    std::set<std::string> names;
    for (const auto& file : files) {
        if (!is_package_name(file.name)) return refuse("tên tệp không hợp lệ");
        if (!names.insert(folded_name(file.name)).second) return refuse("tên tệp " + file.name + " xuất hiện hai lần");
        if (!is_digest(file.sha256)) return refuse("mã băm của tệp " + file.name + " không hợp lệ");
        if (file.size > largest_file) return refuse("kích thước của tệp " + file.name + " không hợp lệ");
    }
    return {};
}

// nlohmann keeps the last of two equal keys; other readers keep the first.
std::optional<json> parsed_once(std::string_view text) {
    std::vector<std::set<std::string>> open;
    bool doubled = false;
    const auto watch = [&](int, json::parse_event_t event, json& value) {
        if (event == json::parse_event_t::object_start) open.emplace_back();
        if (event == json::parse_event_t::object_end && !open.empty()) open.pop_back();
        if (event == json::parse_event_t::key && !open.empty() && !open.back().insert(value.get<std::string>()).second) doubled = true;
        return true;
    };
    auto value = json::parse(text, watch, false);
    if (value.is_discarded() || doubled) return std::nullopt;
    return value;
}

// Nesting is bounded before the parser sees it; a manifest has three levels.
bool is_shallow(std::string_view text) {
    int depth = 0;
    bool quoted = false, escaped = false;
    for (const char c : text) {
        if (escaped) escaped = false;
        else if (quoted && c == '\\') escaped = true;
        else if (c == '"') quoted = !quoted;
        else if (!quoted && (c == '{' || c == '[') && ++depth > 3) return false;
        else if (!quoted && (c == '}' || c == ']')) --depth;
    }
    return true;
}

bool has_exactly(const json& object, std::initializer_list<const char*> keys) {
    return object.is_object() && object.size() == keys.size() &&
           std::all_of(keys.begin(), keys.end(), [&](const char* key) { return object.contains(key); });
}

Result<PackageFile> file_in(const json& entry) {
    if (!has_exactly(entry, {"name", "size", "media_type", "sha256"}) || !entry["name"].is_string() || !entry["size"].is_number_unsigned() ||
        !entry["media_type"].is_string() || !entry["sha256"].is_string())
        return fail(ErrorCode::InvalidInput, "bản kê gói tin: một mục tệp thiếu hoặc thừa thông tin");
    return PackageFile{entry["name"], entry["size"], entry["media_type"], entry["sha256"]};
}

}  // namespace

bool is_package_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return false;
    if (name.find_first_of("/\\:*?\"<>|") != std::string_view::npos) return false;
    if (name.front() == ' ' || name.front() == '.' || name.back() == ' ' || name.back() == '.') return false;
    for (std::size_t at = 0; at < name.size();) {
        const auto letter = next_letter(name, at);
        if (!letter || !shows_plainly(*letter)) return false;
    }
    const auto folded = folded_name(name);
    return folded != manifest_name && folded != manifest_signature_name;
}

std::string folded_name(std::string_view name) {
    std::string folded;
    for (std::size_t at = 0; at < name.size();) {
        const auto begin = at;
        const auto letter = next_letter(name, at);
        if (!letter) return std::string(name);
        // Latin letters come in pairs, the capital first and even: Latin Extended-A and Additional hold all of Vietnamese's.
        const bool latin = (*letter >= 0x100 && *letter <= 0x137) || (*letter >= 0x1e00 && *letter <= 0x1eff) || (*letter >= 0x1a0 && *letter <= 0x1a3);
        if (*letter >= 'A' && *letter <= 'Z') folded += static_cast<char>(*letter + 32);
        else if (*letter >= 0xc0 && *letter <= 0xde && *letter != 0xd7) folded += {'\xc3', static_cast<char>(0x80 | ((*letter + 32) & 0x3f))};
        else if (*letter == 0x1af) folded += "\xc6\xb0";  // Ư, odd
        else if (latin && *letter % 2 == 0) folded += std::string(name.substr(begin, at - begin - 1)) + static_cast<char>(name[at - 1] + 1);
        else folded += name.substr(begin, at - begin);
    }
    return folded;
}

Result<std::string> to_text(const PackageManifest& manifest) {
    TRY(judge_files(manifest.files));
    auto files = json::array();
    for (const auto& file : manifest.files)
        files.push_back(json{{"name", file.name}, {"size", file.size}, {"media_type", file.media_type}, {"sha256", file.sha256}});
    const json whole{{"version", version}, {"package_id", manifest.package_id}, {"sender", manifest.sender}, {"receiver", manifest.receiver},
                     {"created", dossier::iso8601(manifest.created)}, {"files", std::move(files)}};
    return whole.dump(1, '\t', false, json::error_handler_t::replace) + "\n";
}

Result<PackageManifest> read_manifest(std::string_view text) {
    const auto wrong = [](const char* why) { return fail(ErrorCode::InvalidInput, std::string("bản kê gói tin: ") + why); };
    if (text.size() > most_bytes) return wrong("quá lớn");
    if (!is_shallow(text)) return wrong("lồng quá sâu");
    const auto whole = parsed_once(text);
    if (!whole) return wrong("không phải JSON hoặc có khóa lặp lại");
    if (!has_exactly(*whole, {"version", "package_id", "sender", "receiver", "created", "files"}) || (*whole)["version"] != version)
        return wrong("thiếu hoặc thừa thông tin, hoặc phiên bản lạ");
    for (const char* key : {"package_id", "sender", "receiver", "created"})
        if (!(*whole)[key].is_string()) return wrong("thông tin sai kiểu");
    if (!(*whole)["files"].is_array()) return wrong("danh sách tệp sai kiểu");
    const auto created = TRY(dossier::parse_iso8601((*whole)["created"].get<std::string>()));  // not below: TRY in braces loses the members before it
    PackageManifest manifest{(*whole)["package_id"], (*whole)["sender"], (*whole)["receiver"], created, {}};
    for (const auto& entry : (*whole)["files"]) manifest.files.push_back(TRY(file_in(entry)));
    TRY(judge_files(manifest.files));
    return manifest;
}

}  // namespace integrations::signing
