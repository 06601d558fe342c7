#include "server/tools/bench/ocr_truth.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string text_at(const json& row, const char* key) {
    const auto found = row.find(key);
    return found != row.end() && found->is_string() ? found->get<std::string>() : "";
}

TruthPage page_of(const json& row, const fs::path& folder) {
    TruthPage page;
    page.id = row.at("id");
    page.image = (folder / "img" / (page.id + ".jpg")).string();
    page.level = row.at("level");
    page.label = text_at(row, "label");
    page.blocks = row.at("blocks");
    if (const auto component = row.find("component"); component != row.end() && component->is_array()) {
        page.procedure = component->at(0);
        page.component = component->at(1);
    }
    page.tagged = row.contains("component");
    page.first = row.value("first", true);
    page.hand = row.value("hand", false);
    page.blank = row.value("blank", false);
    page.sheet = row.value("sheet", false);
    page.code = text_at(row, "qr");
    page.fields = row.value("fields", std::map<std::string, std::string>{});
    return page;
}

}  // namespace

std::string file_content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

std::vector<TruthPage> read_truth(const fs::path& folder) {
    std::vector<TruthPage> pages;
    for (const auto& entry : fs::directory_iterator(folder / "gt"))
        if (entry.path().extension() == ".json") pages.push_back(page_of(json::parse(file_content(entry.path())), folder));
    std::sort(pages.begin(), pages.end(), [](const TruthPage& a, const TruthPage& b) { return a.id < b.id; });
    return pages;
}

}  // namespace server
