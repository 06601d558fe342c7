#pragma once
// Values in and out of a statement, without SOCI's types.

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/time.hpp"

namespace server::storage {

// One named parameter. Everything travels as text; PostgreSQL gives it its type. NUL inside a string is a fault.
struct Bind {
    Bind(const char* parameter, std::string text) : name(parameter), value(std::move(text)) {}
    Bind(const char* parameter, std::string_view text) : name(parameter), value(std::string{text}) {}
    Bind(const char* parameter, const char* text) : name(parameter), value(text) {}
    template <std::integral T>
    Bind(const char* parameter, T number) : name(parameter), value(std::to_string(number)) {}
    Bind(const char* parameter, bool truth) : name(parameter), value(truth ? "t" : "f") {}
    Bind(const char* parameter, double number);
    Bind(const char* parameter, dossier::CivilDate date) : name(parameter), value(dossier::iso_date(date)) {}
    Bind(const char* parameter, const std::vector<std::string>& list);  // for :list::text[]
    // Microseconds since 1970, for :at::bigint.
    Bind(const char* parameter, dossier::Instant at) : Bind(parameter, std::int64_t{at.time_since_epoch().count()}) {}
    template <class Tag>
    Bind(const char* parameter, const dossier::Id<Tag>& id) : name(parameter), value(id.text()) {}
    template <class T>
    Bind(const char* parameter, const dossier::Personal<T>& personal) : Bind(parameter, personal.reveal()) {}
    template <dossier::Named E>
    Bind(const char* parameter, E choice) : name(parameter), value(std::string{dossier::name_of(choice)}) {}
    template <class T>
    Bind(const char* parameter, const std::optional<T>& maybe) : name(parameter) {
        if (maybe) value = Bind{parameter, *maybe}.value;
    }

    const char* name;
    std::optional<std::string> value;  // nothing: NULL
};

// One answered row, columns by name. Instants are selected as bigint microseconds, ids as text.
class Row {
  public:
    Row(std::shared_ptr<const std::vector<std::string>> names, std::vector<std::optional<std::string>> values)
        : names_(std::move(names)), values_(std::move(values)) {}
    bool is_null(std::string_view column) const { return !at(column); }
    std::string text(std::string_view column) const { return at(column).value_or(std::string{}); }  // NULL: empty
    std::int64_t number(std::string_view column) const;                                             // NULL: 0
    double real(std::string_view column) const;
    bool truth(std::string_view column) const;
    dossier::Instant instant(std::string_view column) const;
    std::optional<dossier::Instant> maybe_instant(std::string_view column) const;
    std::optional<std::string> maybe_text(std::string_view column) const { return at(column); }
    std::optional<dossier::CivilDate> maybe_date(std::string_view column) const;  // of a date column
    std::vector<std::string> list(std::string_view column) const;                 // of to_json(text[])
    template <class IdType>
    IdType id(std::string_view column) const {
        return IdType{text(column)};
    }

  private:
    const std::optional<std::string>& at(std::string_view column) const;
    std::shared_ptr<const std::vector<std::string>> names_;  // shared by the rows of one answer
    std::vector<std::optional<std::string>> values_;
};
using Rows = std::vector<Row>;

}  // namespace server::storage
