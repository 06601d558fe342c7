#pragma once
// A way to reach a person by telephone: one notice, one answer. Wording comes from templates/messages.

#include <map>
#include <string>

#include "dossier/personal.hpp"
#include "integrations/partner.hpp"

namespace integrations::notify {

struct Notice {
    std::string id;                         // ours, unique; the provider refuses a second one with the same id
    dossier::Personal<std::string> phone;   // 0912345678 or +84912345678
    std::string text;                       // Vietnamese
    std::string template_name;              // "received", "result_ready" …: Zalo knows templates, not texts
    std::map<std::string, std::string> values;  // of the template
};

class Channel {
  public:
    virtual ~Channel() = default;
    virtual std::string_view name() const = 0;
    virtual Delivery send(const Notice& notice) = 0;
};

// "84912345678", or empty when it is no Vietnamese mobile number.
std::string international(std::string_view phone);
// Without diacritics, for gateways and telephones that bill a Unicode message three times. Precomposed (NFC) input.
std::string without_diacritics(std::string_view text);

}  // namespace integrations::notify
