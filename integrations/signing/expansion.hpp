#pragma once
// A guard before the parser: object streams and cross-reference streams are inflated as soon as a PDF is opened, and a
// kilobyte can become a gigabyte. They are inflated here first, counting only, up to a limit.

#include <string_view>

namespace integrations::signing {

inline constexpr unsigned long most_expanded_bytes = 96UL << 20;  // of all such streams of a file together

bool expands_too_far(std::string_view pdf);

}  // namespace integrations::signing
