#include "server/storage/text_array.hpp"

namespace server::storage {

std::string as_array(const std::vector<std::string>& words) {
    std::string text = "{";
    for (const auto& word : words) {
        if (text.size() > 1) text += ',';
        text += '"';
        for (const char c : word) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

std::vector<std::string> words_of(std::string_view joined) {
    std::vector<std::string> words;
    while (!joined.empty()) {
        const auto comma = joined.find(',');
        words.emplace_back(joined.substr(0, comma));
        joined = comma == std::string_view::npos ? std::string_view{} : joined.substr(comma + 1);
    }
    return words;
}

}  // namespace server::storage
