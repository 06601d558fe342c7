#pragma once
// Refusals are values: what a person can act on travels as Result, never as an exception.

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace dossier {

enum class ErrorCode { NotFound, NotPermitted, WrongState, InvalidInput, StaleVersion, DuplicateRequest };

// One thing wrong with one field. `field` is the name the client sent (component code for components),
// `rule` a stable word for programs ("required", "format", …), `message` the Vietnamese sentence for people.
struct FieldError {
    std::string field;
    std::string rule;
    std::string message;
};

struct Error {
    ErrorCode code;
    std::string detail;                // Vietnamese, for people; never holds personal data
    std::vector<FieldError> fields{};  // only with InvalidInput
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string detail, std::vector<FieldError> fields = {}) {
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(fields)});
}

template <class T>
T take(Result<T>&& outcome) {
    return *std::move(outcome);
}
inline void take(Result<void>&&) {}  // tl::expected 1.0.0 has no value() for void

// Yields the value, or returns the error from the enclosing function.
#define TRY(expression)                                                                  \
    __extension__({                                                                      \
        auto try_outcome_ = (expression);                                                \
        if (!try_outcome_) return ::tl::unexpected(std::move(try_outcome_).error());     \
        ::dossier::take(std::move(try_outcome_));                                        \
    })

}  // namespace dossier
