#pragma once
// What a file is, by its first bytes; never by its name or what the client says of it. A table of our own and not
// libmagic: hostile bytes are not parsed in the counter's process, and the accepted types are few.

#include <string_view>

namespace server::http {

// "application/pdf", "image/jpeg", …; "application/octet-stream" when unknown. 4096 bytes are enough.
std::string_view media_type_of(std::string_view first_bytes);

}  // namespace server::http
