#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {

using dossier::ErrorCode;

Reader::Reader(const Json& json, std::string path, std::vector<FieldError>& errors)
    : json_(json), path_(std::move(path)), errors_(errors) {
    if (!json_.is_object()) errors_.push_back({path_, "type", "phải là đối tượng"});
}

const Json* Reader::find(std::string_view key) const {
    if (!json_.is_object()) return nullptr;
    asked_.emplace(key);
    const auto found = json_.find(std::string{key});
    return found == json_.end() || found->is_null() ? nullptr : &*found;
}

bool Reader::has(std::string_view key) const { return find(key) != nullptr; }

void Reader::wrong(std::string_view key, std::string rule, std::string message) const {
    errors_.push_back({path_of(key), std::move(rule), std::move(message)});
}

void Reader::refuse_others() const {
    if (!json_.is_object()) return;
    for (const auto& [name, ignored] : json_.items())
        if (!asked_.contains(name)) wrong(name, "unknown", "không có trường này; hãy xem lại tên");
}

std::string Reader::text(std::string_view key) const {
    const auto* value = find(key);
    if (!value) return {};
    if (!value->is_string()) {
        wrong(key, "type", "phải là chuỗi");
        return {};
    }
    return value->get<std::string>();
}

std::string Reader::required_text(std::string_view key) const {
    if (!json_.is_object()) return {};
    auto value = text(key);
    if (!find(key) || (find(key)->is_string() && value.empty())) wrong(key, "required", "bắt buộc phải có");
    return value;
}

std::int64_t Reader::number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) const {
    const auto* value = find(key);
    if (!value) return otherwise;
    if (!value->is_number_integer()) {
        wrong(key, "type", "phải là số nguyên");
        return otherwise;
    }
    const auto number = value->get<std::int64_t>();
    if (number < least || number > most) {
        wrong(key, "range", "phải từ " + std::to_string(least) + " đến " + std::to_string(most));
        return otherwise;
    }
    return number;
}

bool Reader::flag(std::string_view key, bool otherwise) const {
    const auto* value = find(key);
    if (!value) return otherwise;
    if (!value->is_boolean()) wrong(key, "type", "phải là true hoặc false");
    return value->is_boolean() ? value->get<bool>() : otherwise;
}

std::vector<std::string> Reader::texts(std::string_view key) const {
    const auto* value = find(key);
    std::vector<std::string> list;
    if (!value) return list;
    if (value->is_string()) return {value->get<std::string>()};
    if (!value->is_array()) {
        wrong(key, "type", "phải là danh sách chuỗi");
        return list;
    }
    for (size_t i = 0; i < value->size(); ++i) {
        const auto& item = (*value)[i];
        if (item.is_string()) list.push_back(item.get<std::string>());
        else wrong(std::string{key} + "[" + std::to_string(i) + "]", "type", "phải là chuỗi");
    }
    return list;
}

void Reader::each(std::string_view key, const std::function<void(const Reader&)>& read) const {
    const auto* value = find(key);
    if (!value) return;
    if (!value->is_array()) return wrong(key, "type", "phải là danh sách");
    for (size_t i = 0; i < value->size(); ++i)
        read(Reader{(*value)[i], path_of(key) + "[" + std::to_string(i) + "]", errors_});
}

void Reader::inside(std::string_view key, const std::function<void(const Reader&)>& read) const {
    if (const auto* value = find(key)) read(Reader{*value, path_of(key), errors_});
}

std::optional<dossier::CivilDate> Reader::date(std::string_view key) const {
    const auto value = text(key);
    if (value.empty()) return std::nullopt;
    const auto parsed = dossier::parse_iso_date(value);
    if (parsed) return *parsed;
    wrong(key, "format", parsed.error().detail);
    return std::nullopt;
}

std::optional<dossier::Limit> Reader::limit(std::string_view key) const {
    const auto value = text(key);
    if (value.empty()) return std::nullopt;
    const auto parsed = dossier::parse_limit(value);
    if (parsed) return *parsed;
    wrong(key, "format", parsed.error().detail);
    return std::nullopt;
}

dossier::Result<Json> parse_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // byte order mark
    std::vector<std::set<std::string>> open;  // the names of every object not yet closed
    std::string twice;
    const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        if (event == Json::parse_event_t::object_end) open.pop_back();
        if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second) twice = parsed.get<std::string>();
        return true;
    };
    try {
        auto json = Json::parse(text, watch);
        if (twice.empty()) return json;
        return dossier::fail(ErrorCode::InvalidInput, "trường “" + twice + "” có hai lần trong cùng một đối tượng",
                             {{twice, "duplicate", "có hai lần trong cùng một đối tượng"}});
    } catch (const nlohmann::json::parse_error& error) {
        return dossier::fail(ErrorCode::InvalidInput, "tệp không phải JSON hợp lệ, sai ở byte " + std::to_string(error.byte),
                             {{"", "json", "JSON sai ở byte " + std::to_string(error.byte)}});
    }
}

}  // namespace server::catalogue
