#include "server/storage/row.hpp"

#include <charconv>
#include <cstdio>
#include <stdexcept>

namespace server::storage {

Bind::Bind(const char* parameter, double number) : name(parameter) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.17g", number);
    value = buffer;
}

const std::optional<std::string>& Row::at(std::string_view column) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
        if (names_[i] == column) return values_[i];
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

}  // namespace server::storage
