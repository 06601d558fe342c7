#pragma once
// A guard before the parser: as soon as a PDF is opened its cross-reference sections and the object streams they name
// are decoded and parsed, and a kilobyte can become a gigabyte. They are gone through here first, counting only.

#include <string>
#include <string_view>

namespace integrations::signing {

// Empty when opening the file strictly is safe; otherwise the Vietnamese reason.
std::string too_much_to_load(std::string_view pdf);

}  // namespace integrations::signing
