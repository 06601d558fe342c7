#pragma once
// Searches an officer keeps under a name.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/fields.hpp"
#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

// Which page asks.
enum class SearchedPage { Dossiers, Documents };
inline constexpr std::array<dossier::Name<SearchedPage>, 2> searched_page_names{
    {{"dossiers", SearchedPage::Dossiers}, {"documents", SearchedPage::Documents}}};
constexpr const auto& names_of(SearchedPage) { return searched_page_names; }

struct SavedSearch {
    std::string id, name;
    nlohmann::json question = nlohmann::json::object();  // form fields of the page
};
inline constexpr int most_saved_searches = 50;  // an officer, for each page

struct Searcher {
    std::string_view account, agency;
    SearchedPage page = SearchedPage::Dossiers;
};
// Replaces the one with the same name. False when the officer has too many.
bool save_search(UnitOfWork& work, const Searcher& by, std::string_view name, const nlohmann::json& question, dossier::Instant now);
std::vector<SavedSearch> saved_searches(UnitOfWork& work, std::string_view account, SearchedPage page);  // by name
bool forget_search(UnitOfWork& work, std::string_view account, std::string_view id);

}  // namespace server::storage
