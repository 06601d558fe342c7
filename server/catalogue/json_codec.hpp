#pragma once
// Domain values ↔ JSON, driven by the field tables beside each struct (dossier/fields.hpp). Used for stored events,
// the frozen procedure, and action bodies of the API.
//
// Ids and personal data are strings, enums their contract names, instants ISO 8601 with +07:00 (microseconds when not
// zero), dates year-month-day, limits their grammar ("3wd"). Absent optionals are left out.

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/calendar/limit.hpp"
#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/shared_list.hpp"
#include "dossier/time.hpp"

namespace server::catalogue {

using Json = nlohmann::ordered_json;
using dossier::FieldError;

enum class Defaults { Omit, Write };  // members that still have their default: leave out (storage) or spell out (API)

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<dossier::Id<Tag>> : std::true_type {};
template <class T>
struct is_personal : std::false_type {};
template <class T>
struct is_personal<dossier::Personal<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_shared_list : std::false_type {};
template <class T>
struct is_shared_list<dossier::SharedList<T>> : std::true_type {};

template <class T>
Json to_json(const T& value, Defaults defaults = Defaults::Omit) {
    if constexpr (is_personal<T>::value) {
        return to_json(value.reveal(), defaults);
    } else if constexpr (is_id<T>::value) {
        return value.text();
    } else if constexpr (is_optional<T>::value) {
        return value ? to_json(*value, defaults) : Json{nullptr};
    } else if constexpr (is_vector<T>::value || is_shared_list<T>::value) {
        auto list = Json::array();
        for (const auto& item : value) list.push_back(to_json(item, defaults));
        return list;
    } else if constexpr (std::is_same_v<T, dossier::Instant>) {
        return dossier::iso8601_exact(value);
    } else if constexpr (std::is_same_v<T, dossier::CivilDate>) {
        return value.ok() ? dossier::iso_date(value) : std::string{};
    } else if constexpr (std::is_same_v<T, dossier::Limit>) {
        return value == dossier::Limit{} ? std::string{} : dossier::limit_text(value);
    } else if constexpr (dossier::Named<T>) {
        return std::string{dossier::name_of(value)};
    } else if constexpr (dossier::HasFields<T>) {
        auto object = Json::object();
        const T untouched{};
        const auto put = [&](const auto& field) {
            const auto& member = value.*field.at;
            if constexpr (is_optional<std::decay_t<decltype(member)>>::value)
                if (!member) return;
            if (defaults == Defaults::Omit && member == untouched.*field.at) return;
            object[std::string{field.name}] = to_json(member, defaults);
        };
        std::apply([&](const auto&... field) { (put(field), ...); }, T::fields());
        return object;
    } else {
        return value;  // bool, numbers, strings
    }
}

inline std::string joined(const std::string& path, std::string_view name) {
    return path.empty() ? std::string{name} : path + "." + std::string{name};
}

inline void wrong(std::vector<FieldError>& errors, const std::string& path, std::string rule, std::string message) {
    errors.push_back({path, std::move(rule), std::move(message)});
}

// Reads into `value`; what is missing keeps its default, what is wrong is appended with its path.
template <class T>
void from_json(const Json& json, T& value, const std::string& path, std::vector<FieldError>& errors) {
    if constexpr (is_personal<T>::value) {
        std::decay_t<decltype(value.reveal())> inner{};
        from_json(json, inner, path, errors);
        value = T{std::move(inner)};
    } else if constexpr (is_optional<T>::value) {
        if (json.is_null()) return;
        value.emplace();
        from_json(json, *value, path, errors);
    } else if constexpr (is_shared_list<T>::value) {
        std::vector<std::decay_t<decltype(value[0])>> items;
        from_json(json, items, path, errors);
        value = std::move(items);
    } else if constexpr (is_vector<T>::value) {
        if (!json.is_array()) return wrong(errors, path, "type", "phải là danh sách");
        value.clear();
        for (size_t i = 0; i < json.size(); ++i) {
            value.emplace_back();
            from_json(json[i], value.back(), path + "[" + std::to_string(i) + "]", errors);
        }
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean()) return wrong(errors, path, "type", "phải là true hoặc false");
        value = json.get<bool>();
    } else if constexpr (std::is_integral_v<T>) {
        if (!json.is_number_integer()) return wrong(errors, path, "type", "phải là số nguyên");
        const auto number = json.get<std::int64_t>();
        value = static_cast<T>(number);
        if (static_cast<std::int64_t>(value) != number) wrong(errors, path, "range", "số quá lớn");
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!json.is_number()) return wrong(errors, path, "type", "phải là số");
        value = json.get<T>();
    } else if constexpr (dossier::HasFields<T>) {
        if (!json.is_object()) return wrong(errors, path, "type", "phải là đối tượng");
        const auto read = [&](const auto& field) {
            const auto found = json.find(std::string{field.name});
            if (found != json.end()) from_json(*found, value.*field.at, joined(path, field.name), errors);
        };
        std::apply([&](const auto&... field) { (read(field), ...); }, T::fields());
    } else {
        if (!json.is_string()) return wrong(errors, path, "type", "phải là chuỗi");
        const auto& text = json.template get_ref<const std::string&>();
        if constexpr (std::is_same_v<T, std::string>) {
            value = text;
        } else if constexpr (is_id<T>::value) {
            value = T{text};
        } else if constexpr (dossier::Named<T>) {
            if (const auto named = dossier::value_named<T>(text)) {
                value = *named;
            } else {
                wrong(errors, path, "enum", "giá trị “" + text + "” không có trong danh mục");
            }
        } else {
            if (text.empty()) return;  // a date or limit not given
            const auto keep = [&](auto parsed) {
                if (parsed) {
                    value = *parsed;
                } else {
                    wrong(errors, path, "format", parsed.error().detail);
                }
            };
            if constexpr (std::is_same_v<T, dossier::Instant>) keep(dossier::parse_iso8601(text));
            if constexpr (std::is_same_v<T, dossier::CivilDate>) keep(dossier::parse_iso_date(text));
            if constexpr (std::is_same_v<T, dossier::Limit>) keep(dossier::parse_limit(text));
        }
    }
}

// Names in `json` that the struct does not know: typing errors in API bodies.
template <dossier::HasFields T>
void refuse_unknown_names(const Json& json, const std::string& path, std::vector<FieldError>& errors) {
    if (!json.is_object()) return;
    for (const auto& [name, ignored] : json.items()) {
        const auto known = std::apply([&, &key = name](const auto&... field) { return ((field.name == key) || ...); },
                                      T::fields());
        if (!known) wrong(errors, joined(path, name), "unknown", "không có trường này");
    }
}

}  // namespace server::catalogue
