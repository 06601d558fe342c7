#pragma once
// The list of a package's files that one signature covers: id, sender, receiver, time, and for each file its name, size,
// media type and SHA-256, as JSON. A detached CMS is made over exactly these bytes (package_signature.hpp), so nothing
// needs canonical form and nothing can be wrapped. Names lie in one flat folder.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/time.hpp"

namespace integrations::signing {

struct PackageFile {
    std::string name;
    std::uint64_t size = 0;  // bytes
    std::string media_type;
    std::string sha256;      // 64 hexadecimal digits, lower case
};

struct PackageManifest {
    std::string package_id, sender, receiver;
    dossier::Instant created;
    std::vector<PackageFile> files;
};

// What travels beside the files.
inline constexpr const char* manifest_name = "manifest.json";
inline constexpr const char* manifest_signature_name = "manifest.p7s";

inline constexpr std::size_t most_package_files = 10'000;

// A plain name of one file in UTF-8, at most 255 bytes: no path, no drive, no control or direction characters, no
// combining marks (what looks equal must be equal), nothing a file system would trim, not one of ours above.
bool is_package_name(std::string_view name);
// Equal for names that some file system takes for the same.
std::string folded_name(std::string_view name);

// Fails with InvalidInput, naming the file, when a name is not plain or occurs twice.
dossier::Result<std::string> to_text(const PackageManifest& manifest);
// Strict: every key known, once, and of its type. Fails with InvalidInput and a Vietnamese sentence.
dossier::Result<PackageManifest> read_manifest(std::string_view text);

}  // namespace integrations::signing
