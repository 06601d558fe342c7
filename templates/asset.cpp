#include "templates/asset.hpp"

#include <stdexcept>
#include <string>
#include <unordered_map>

#include "templates/embedded.hpp"

namespace templates {
namespace {

std::string_view media_type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".woff2")) return "font/woff2";
    return "text/plain; charset=utf-8";
}

const std::unordered_map<std::string_view, Asset>& by_url() {
    static const auto table = [] {
        std::unordered_map<std::string_view, Asset> made;
        for (const auto& file : embedded_files())
            if (!file.url.empty()) made.emplace(file.url, Asset{file.url, media_type_of(file.name), file.bytes});
        return made;
    }();
    return table;
}

}  // namespace

const Asset* find_asset(std::string_view url) {
    const auto found = by_url().find(url);
    return found == by_url().end() ? nullptr : &found->second;
}

std::string_view asset_url(std::string_view name) {
    for (const auto& file : embedded_files())
        if (file.name == name && !file.url.empty()) return file.url;
    throw std::out_of_range("no embedded asset " + std::string{name});
}

}  // namespace templates
