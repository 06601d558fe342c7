#pragma once
// Reads hand-written JSON files and gathers every fault with its path, so that one answer tells all of them.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/catalogue/json_codec.hpp"

namespace server::catalogue {

class Reader {
  public:
    Reader(const Json& json, std::string path, std::vector<FieldError>& errors);

    const Json& json() const { return json_; }
    std::string path_of(std::string_view key) const { return joined(path_, key); }
    const std::string& path() const { return path_; }
    bool has(std::string_view key) const;
    void wrong(std::string_view key, std::string rule, std::string message) const;
    // Names nobody asked for so far are mistyped ones; "note" and "$schema" are free. Called when an object was read.
    void refuse_others() const;

    std::string required_text(std::string_view key) const;
    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) const;
    bool flag(std::string_view key, bool otherwise) const;
    // A list of strings; a single string counts as a list of one.
    std::vector<std::string> texts(std::string_view key) const;
    // Every element of the array under `key`; a missing key is an empty array.
    void each(std::string_view key, const std::function<void(const Reader&)>& read) const;
    // The object under `key`, when it is there.
    void inside(std::string_view key, const std::function<void(const Reader&)>& read) const;
    std::optional<dossier::CivilDate> date(std::string_view key) const;
    std::optional<dossier::Limit> limit(std::string_view key) const;

    template <dossier::Named E>
    std::optional<E> one_of(std::string_view key, const std::string& word) const {
        if (const auto value = dossier::value_named<E>(word)) return value;
        std::string known;
        for (const auto& [name, ignored] : names_of(E{})) known += (known.empty() ? "" : ", ") + std::string{name};
        wrong(key, "enum", "“" + word + "” không có trong danh mục; dùng: " + known);
        return std::nullopt;
    }

  private:
    const Json* find(std::string_view key) const;

    const Json& json_;
    std::string path_;
    std::vector<FieldError>& errors_;
    mutable std::set<std::string, std::less<>> asked_{"note", "$schema"};
};

// Fails with InvalidInput, telling the byte where reading stopped, or a name an object holds twice.
dossier::Result<Json> parse_json(std::string_view text);

}  // namespace server::catalogue
