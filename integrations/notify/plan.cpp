#include "integrations/notify/plan.hpp"

#include <algorithm>

namespace integrations::notify {

std::vector<std::string> channels_for(const Reachable& person, const Policy& policy) {
    std::vector<std::string> channels;
    if (person.account) channels.emplace_back("account");
    for (const auto& name : policy.order) {
        const bool by_phone = name == "zalo" || name == "sms";
        if ((by_phone && person.mobile) || (name == "email" && person.email)) channels.push_back(name);
    }
    return channels;
}

dossier::Instant may_go_at(std::string_view channel, dossier::Instant now, const Policy& policy) {
    if (channel != "zalo" && channel != "sms") return now;
    const auto minute = dossier::vietnam_minute(now);
    const auto today = dossier::vietnam_date(now);
    const bool over_midnight = policy.quiet_from > policy.quiet_to;
    if (!over_midnight) {
        const bool quiet = minute >= policy.quiet_from && minute < policy.quiet_to;
        return quiet ? dossier::at_vietnam_time(today, policy.quiet_to) : now;
    }
    if (minute < policy.quiet_to) return dossier::at_vietnam_time(today, policy.quiet_to);
    if (minute < policy.quiet_from) return now;
    return dossier::at_vietnam_time(std::chrono::sys_days{today} + std::chrono::days{1}, policy.quiet_to);
}

Next after(const Delivery& answer, int attempts, const Policy& policy) {
    if (std::holds_alternative<Delivered>(answer) || std::holds_alternative<Duplicate>(answer)) return {Step::Done};
    const auto* later = std::get_if<RetryLater>(&answer);
    if (!later || attempts >= policy.attempts) return {Step::NextChannel};
    const auto doubled = later->after * (1 << std::min(attempts - 1, 12));
    return {Step::SameChannel, std::min<std::chrono::seconds>(doubled, std::chrono::hours{6})};
}

}  // namespace integrations::notify
