#pragma once
// The parts of an export that its writer and its checker share.

#include <filesystem>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace server::storage {

inline constexpr const char* sums_name = "SHA256SUMS";
inline constexpr const char* dictionary_name = "dictionary.json";
inline constexpr const char* contents_folder = "files";

// Path below the folder → SHA-256 of every file there but SHA256SUMS itself.
std::map<std::string, std::string> sums_of(const std::filesystem::path& folder);

std::string readme_of(const nlohmann::json& dictionary);
std::string dictionary_for_people(const nlohmann::json& dictionary);

}  // namespace server::storage
