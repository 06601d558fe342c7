#pragma once
// The members of a struct as a table of (name, pointer to member), written once beside the struct. Codecs outside
// the domain (JSON for storage and API) walk it, so a new member needs no second edit elsewhere.
//
//   struct Period { MinuteOfDay from, to;  DOSSIER_FIELDS(Period, from, to) };
//
// Enums are listed by `names_of(E)`: name → value, the names being what contracts and stored events use.

#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace dossier {

template <class Owner, class Member>
struct Field {
    std::string_view name;
    Member Owner::*at;
};

template <class Owner, class Member>
constexpr Field<Owner, Member> field(std::string_view name, Member Owner::*at) {
    return {name, at};
}

template <class T>
concept HasFields = requires { T::fields(); };

template <class E>
concept Named = requires(E value) { names_of(value); };

template <Named E>
constexpr std::string_view name_of(E value) {
    for (const auto& [name, candidate] : names_of(value))
        if (candidate == value) return name;
    return "?";
}

template <Named E>
constexpr std::optional<E> value_named(std::string_view name) {
    for (const auto& [candidate, value] : names_of(E{}))
        if (candidate == name) return value;
    return std::nullopt;
}

template <class E>
using Name = std::pair<std::string_view, E>;

}  // namespace dossier

#define DOSSIER_PARENS ()
#define DOSSIER_EXPAND(...) DOSSIER_EXPAND3(DOSSIER_EXPAND3(DOSSIER_EXPAND3(DOSSIER_EXPAND3(__VA_ARGS__))))
#define DOSSIER_EXPAND3(...) DOSSIER_EXPAND2(DOSSIER_EXPAND2(DOSSIER_EXPAND2(DOSSIER_EXPAND2(__VA_ARGS__))))
#define DOSSIER_EXPAND2(...) DOSSIER_EXPAND1(DOSSIER_EXPAND1(DOSSIER_EXPAND1(DOSSIER_EXPAND1(__VA_ARGS__))))
#define DOSSIER_EXPAND1(...) __VA_ARGS__
#define DOSSIER_FIELD_STEP(owner, name, ...) \
    ::dossier::field(#name, &owner::name) __VA_OPT__(, DOSSIER_FIELD_AGAIN DOSSIER_PARENS(owner, __VA_ARGS__))
#define DOSSIER_FIELD_AGAIN() DOSSIER_FIELD_STEP
#define DOSSIER_FIELDS(owner, ...)                                                                        \
    static constexpr auto fields() {                                                                      \
        return std::make_tuple(__VA_OPT__(DOSSIER_EXPAND(DOSSIER_FIELD_STEP(owner, __VA_ARGS__))));       \
    }                                                                                                     \
    bool operator==(const owner&) const = default;
