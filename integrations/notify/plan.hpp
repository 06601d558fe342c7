#pragma once
// When and by which way a notice goes, and what follows from an answer. Pure; the ledger in the database keeps each
// attempt with the provider's answer.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/time.hpp"
#include "integrations/partner.hpp"

namespace integrations::notify {

struct Reachable {
    bool account = false;  // in-app
    bool email = false;
    bool mobile = false;
};

struct Policy {
    std::vector<std::string> order{"zalo", "sms", "email"};  // first is tried first; "account" always gets it
    dossier::MinuteOfDay quiet_from = 21 * 60, quiet_to = 7 * 60;  // no telephone is disturbed; e-mail may go
    int attempts = 6;        // a channel that stays unreachable so long gives way to the next
};

// Channels in order of trial, without those the person cannot be reached by.
std::vector<std::string> channels_for(const Reachable& person, const Policy& policy);

// The earliest moment at or after `now` at which `channel` may be used.
dossier::Instant may_go_at(std::string_view channel, dossier::Instant now, const Policy& policy);

enum class Step { Done, SameChannel, NextChannel };
struct Next {
    Step step;
    std::chrono::seconds wait{0};
};
// `attempts`: how often this channel was tried, this time included. The pause doubles with each, up to six hours.
Next after(const Delivery& answer, int attempts, const Policy& policy);

}  // namespace integrations::notify
