#pragma once
// What can be wrong with an input, as values. This folder knows no sibling, so it has its own small set.

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace ocr {

enum class Problem {
    Empty,       // zero bytes
    WrongType,   // content is no page format we know, or it contradicts the file name
    Unreadable,  // broken beyond what the decoder can repair
    Encrypted,   // a PDF that needs a password
    NoPages,     // a container without a single page
    TooLarge,    // more bytes, pixels or pages than the limits allow
    TimedOut,    // the page child was stopped at its time limit
    OutOfMemory, // the page child met its memory limit
    Crashed,     // the page child died on the page
    Secret,      // a secrecy stamp was read on the page
};

// The stable word used in manifests and stores.
const char* name_of(Problem problem);

struct Refusal {
    Problem problem;
    std::string detail;  // Vietnamese, for people
};

template <class T>
using Outcome = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(Problem problem, std::string detail) {
    return tl::unexpected<Refusal>(Refusal{problem, std::move(detail)});
}

}  // namespace ocr
