#include "server/storage/row.hpp"

#include <charconv>
#include <cstdio>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace server::storage {

Bind::Bind(const char* parameter, double number) : name(parameter) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.17g", number);
    value = buffer;
}

Bind::Bind(const char* parameter, const std::vector<std::string>& list) : name(parameter) {
    std::string array = "{";
    for (const auto& item : list) {
        if (array.size() > 1) array += ',';
        array += '"';
        for (const char c : item) {
            if (c == '"' || c == '\\') array += '\\';
            array += c;
        }
        array += '"';
    }
    value = array + "}";
}

const std::optional<std::string>& Row::at(std::string_view column) const {
    for (std::size_t i = 0; i < names_->size(); ++i)
        if ((*names_)[i] == column) return values_[i];
    throw std::logic_error("no column " + std::string{column} + " in the answer");
}

std::int64_t Row::number(std::string_view column) const {
    const auto& value = at(column);
    std::int64_t number = 0;
    if (value) std::from_chars(value->data(), value->data() + value->size(), number);
    return number;
}

double Row::real(std::string_view column) const {
    const auto& value = at(column);
    double number = 0;
    if (value) std::from_chars(value->data(), value->data() + value->size(), number);
    return number;
}

bool Row::truth(std::string_view column) const {
    const auto& value = at(column);
    return value && (*value == "t" || *value == "true" || *value == "1");
}

dossier::Instant Row::instant(std::string_view column) const {
    return dossier::Instant{std::chrono::microseconds{number(column)}};
}

std::optional<dossier::Instant> Row::maybe_instant(std::string_view column) const {
    if (is_null(column)) return std::nullopt;
    return instant(column);
}

std::optional<dossier::CivilDate> Row::maybe_date(std::string_view column) const {
    const auto& value = at(column);
    if (!value) return std::nullopt;
    const auto date = dossier::parse_iso_date(*value);
    if (!date) throw std::logic_error("no date in column " + std::string{column});
    return *date;
}

std::vector<std::string> Row::list(std::string_view column) const {
    const auto& value = at(column);
    if (!value) return {};
    std::vector<std::string> items;
    for (const auto& item : nlohmann::json::parse(*value)) items.push_back(item.get<std::string>());
    return items;
}

}  // namespace server::storage
