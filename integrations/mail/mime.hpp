#pragma once
// An e-mail as text (RFC 5322, MIME): UTF-8 everywhere, base64 bodies, encoded headers. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/personal.hpp"
#include "dossier/time.hpp"

namespace integrations::mail {

struct Attachment {
    std::string name, media_type, bytes;
};

struct Mail {
    std::string id;         // ours; becomes the Message-ID, the same at every attempt
    std::string from, from_name;
    dossier::Personal<std::string> to;
    std::string subject;
    std::string text;       // plain text, lines ended by \n
    std::vector<Attachment> attachments{};
};

// One address of the common form: local@domain, ASCII, no spaces, quotes, brackets or control characters.
bool is_address(std::string_view text);

// Nothing when an address is no address. Line breaks in names and subject become spaces: no header can be slipped in.
std::optional<std::string> compose(const Mail& mail, dossier::Instant now);

}  // namespace integrations::mail
