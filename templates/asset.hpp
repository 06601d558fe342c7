#pragma once
// Style sheet, script, fonts and icon: served under names that carry their content's hash, so a browser keeps them
// for ever and a new build brings new names.

#include <string_view>

namespace templates {

struct Asset {
    std::string_view url;         // "/static/app-<hash>.css"
    std::string_view media_type;
    std::string_view bytes;
};

inline constexpr std::string_view asset_cache_control = "public, max-age=31536000, immutable";

// The asset under this URL path; nullptr when there is none.
const Asset* find_asset(std::string_view url);
// "app.css" → its URL. Throws std::out_of_range for a name that was not embedded.
std::string_view asset_url(std::string_view name);

}  // namespace templates
