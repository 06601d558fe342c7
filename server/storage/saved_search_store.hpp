#pragma once
// Searches an officer keeps under a name.

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct SavedSearch {
    std::string id, name;
    nlohmann::json question = nlohmann::json::object();  // form fields of the search page
};
inline constexpr int most_saved_searches = 50;  // an officer

// Replaces the one with the same name. False when the officer has too many.
bool save_search(UnitOfWork& work, std::string_view account, std::string_view agency, std::string_view name, const nlohmann::json& question,
                 dossier::Instant now);
std::vector<SavedSearch> saved_searches(UnitOfWork& work, std::string_view account);  // by name
bool forget_search(UnitOfWork& work, std::string_view account, std::string_view id);

}  // namespace server::storage
