#include "server/http/desk/fields.hpp"

#include <algorithm>
#include <charconv>

#include "server/http/sentence.hpp"

namespace server::http::desk {

using Json = nlohmann::ordered_json;
using dossier::ErrorCode;
using dossier::fail;

namespace {

// "particulars.points[0].reason" → "points.0.reason"
std::string plain_path(std::string_view path) {
    if (path.starts_with("particulars.")) path.remove_prefix(12);
    std::string plain;
    for (const char sign : path) {
        if (sign == '[') plain += '.';
        else if (sign != ']') plain += sign;
    }
    return plain;
}

std::string id_of(const Field& field, const std::string& prefix) { return prefix + field.name; }

std::string typed_value(const Field& field, const Pairs* typed) {
    if (!typed) return field.value;
    const auto* found = find(*typed, field.name);
    return found ? *found : std::string{};
}

std::string without_separators(std::string text) {
    std::erase_if(text, [](char sign) { return sign == ' ' || sign == '.' || sign == '-'; });
    return text;
}

std::string trimmed(std::string text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// The place of "a.0.b" inside `root`, made on the way.
Json& place(Json& root, std::string_view path) {
    Json* at = &root;
    while (true) {
        const auto dot = path.find('.');
        const auto step = path.substr(0, dot);
        std::size_t index = 0;
        const auto [end, fault] = std::from_chars(step.data(), step.data() + step.size(), index);
        const bool numeric = fault == std::errc{} && end == step.data() + step.size() && index < 100;
        if (numeric) {
            if (!at->is_array()) *at = Json::array();
            while (at->size() <= index) at->push_back(nullptr);
            at = &(*at)[index];
        } else {
            at = &(*at)[std::string{step}];
        }
        if (dot == std::string_view::npos) return *at;
        path.remove_prefix(dot + 1);
    }
}

View option_views(const Field& field, const std::string& id, const std::string& chosen) {
    auto views = View::array();
    for (const auto& option : field.options)
        views.push_back({{"value", option.value}, {"text", option.text}, {"chosen", option.value == chosen},
                         {"option_id", views.empty() ? id : id + "-" + option.value}});
    return views;
}

}  // namespace

std::string error_of(const Errors& errors, std::string_view name) {
    for (const auto& error : errors)
        if (plain_path(error.field) == name) return error.message;
    return {};
}

View field_view(const Field& field, const std::string& prefix, const Pairs* typed, const Errors& errors) {
    const auto id = id_of(field, prefix);
    const auto value = typed_value(field, typed);
    View inner{{"id", id}, {"name", field.name}, {"label", field.label}, {"hint", field.hint},
               {"error", sentence(error_of(errors, field.name))}, {"value", value}, {"type", field.kind}, {"width", field.width},
               {"inputmode", field.inputmode}, {"autocomplete", "off"}, {"rows", 3}, {"checked", !value.empty() && value != "false"},
               {"options", option_views(field, id, value)}};
    View view{{"text", nullptr}, {"area", nullptr}, {"choice", nullptr}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}};
    const auto* shape = [&] {
        switch (field.input) {
            case Input::Text:
            case Input::Number:
            case Input::Moment: return "text";
            case Input::Area: return "area";
            case Input::Choice: return "choice";
            case Input::Radios: return "radios";
            case Input::Tick: return "tick";
            case Input::Hidden: return "hidden";
        }
        return "text";
    }();
    if (field.input == Input::Moment) inner["type"] = "datetime-local";
    if (field.input == Input::Number) inner["inputmode"] = "numeric";
    view[shape] = std::move(inner);
    return view;
}

View fields_view(const std::vector<Field>& fields, const std::string& prefix, const Pairs* typed, const Errors& errors) {
    auto views = View::array();
    for (const auto& field : fields) views.push_back(field_view(field, prefix, typed, errors));
    return views;
}

dossier::Result<Json> json_of(const std::vector<Field>& fields, const Pairs& typed) {
    Json root = Json::object();
    Errors errors;
    for (const auto& field : fields) {
        auto text = trimmed(typed_value(field, &typed));
        if (field.digits_only) text = without_separators(std::move(text));
        if (field.input == Input::Tick) {
            place(root, field.name) = !text.empty();
        } else if (text.empty()) {
            continue;
        } else if (field.input == Input::Number) {
            std::int64_t number = 0;
            const auto plain = without_separators(text);
            const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
            if (fault == std::errc{} && end == plain.data() + plain.size()) place(root, field.name) = number;
            else errors.push_back({field.name, "format", "phải là số nguyên"});
        } else {
            place(root, field.name) = std::move(text);
        }
    }
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu nhập chưa đúng", std::move(errors));
    return root;
}

Request as_api_call(const Request& request) {
    auto call = request;
    call.query = request.form;
    call.if_match.reset();  // the page's version is of the dossier before the upload took its time
    return call;
}

View summary_of(const dossier::Error& error, const std::vector<Field>& fields, const std::string& prefix) {
    auto lines = View::array();
    for (const auto& each : error.fields) {
        const auto path = plain_path(each.field);
        const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == path; });
        const bool known = found != fields.end();
        const auto text = known ? found->label + ": " + each.message : each.message;
        lines.push_back({{"href", known ? "#" + id_of(*found, prefix) : ""}, {"text", text}});
    }
    if (lines.empty()) lines.push_back({{"href", ""}, {"text", error.detail}});
    return lines;
}

}  // namespace server::http::desk
