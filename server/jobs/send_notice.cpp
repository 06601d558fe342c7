#include "server/jobs/send_notice.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include "integrations/mail/smtp_client.hpp"
#include "integrations/notify/plan.hpp"
#include "integrations/notify/sms.hpp"
#include "integrations/notify/zalo.hpp"
#include "server/storage/notice_store.hpp"

namespace server::jobs {
namespace {

namespace mail = integrations::mail;
namespace notify = integrations::notify;
using storage::NoticeAttempt;
using storage::NoticeRow;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::vector<std::string> lines;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

std::string line_at(const std::vector<std::string>& lines, std::size_t number) { return number < lines.size() ? lines[number] : std::string{}; }

integrations::Delivery by_mail(const NoticeRow& notice, const Config& config, dossier::Instant now) {
    mail::SmtpSettings settings;
    settings.url = config.mail_url;
    settings.retry_after = std::chrono::seconds{60};
    const auto account = lines_of(config.mail_password_file);
    settings.username = line_at(account, 0);
    settings.password = line_at(account, 1);
    return mail::SmtpClient{settings}.send({notice.id, config.mail_from, config.agency_name, notice.email, notice.subject, notice.body}, now);
}

notify::Notice short_notice(const NoticeRow& notice) {
    notify::Notice message{notice.id, notice.phone, notice.subject, notice.kind, {}};
    for (const auto& [name, value] : notice.values.items())
        if (value.is_string()) message.values[name] = value.get<std::string>();
    if (const auto due = notice.values.value("due", ""); !due.empty()) message.text += ". Hẹn trả: " + due;
    return message;
}

// sms.account_file: three lines, key, secret, brand name.
integrations::Delivery by_sms(const NoticeRow& notice, const Config& config, dossier::Instant) {
    const auto account = lines_of(config.sms_account_file);
    notify::SmsSettings settings;
    settings.url = config.sms_url;
    settings.api_key = line_at(account, 0);
    settings.secret_key = line_at(account, 1);
    settings.brandname = line_at(account, 2);
    return notify::Sms{settings}.send(short_notice(notice));
}

// zalo.account_file: the access token, then one line "kind=template id" for each kind of notice.
integrations::Delivery by_zalo(const NoticeRow& notice, const Config& config, dossier::Instant) {
    notify::ZaloSettings settings;
    settings.url = config.zalo_url;
    for (const auto& line : lines_of(config.zalo_account_file)) {
        const auto equals = line.find('=');
        if (settings.access_token.empty()) settings.access_token = line;
        else if (equals != std::string::npos) settings.templates[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return notify::Zalo{settings}.send(short_notice(notice));
}

struct Way {
    std::string_view name;
    std::string Config::*url;
    integrations::Delivery (*send)(const NoticeRow& notice, const Config& config, dossier::Instant now);
};
constexpr std::array ways{Way{"email", &Config::mail_url, by_mail}, Way{"sms", &Config::sms_url, by_sms},
                          Way{"zalo", &Config::zalo_url, by_zalo}};

const Way* way_named(std::string_view name) {
    const auto found = std::find_if(ways.begin(), ways.end(), [&](const Way& way) { return way.name == name; });
    return found == ways.end() ? nullptr : &*found;
}

bool used_up(const std::vector<NoticeAttempt>& attempts, std::string_view channel, const notify::Policy& policy) {
    int tries = 0;
    for (const auto& attempt : attempts) {
        if (attempt.channel != channel) continue;
        if (attempt.outcome == "rejected") return true;
        ++tries;
    }
    return tries >= policy.attempts;
}

// The way to try now; nullptr when none is left.
const Way* next_way(const NoticeRow& notice, const Config& config, const std::vector<NoticeAttempt>& attempts, const notify::Policy& policy) {
    const auto open_to = [&notice](std::string_view way) { return notice.way.empty() || notice.way == way; };
    const notify::Reachable person{false, open_to("email") && mail::is_address(notice.email.reveal()),
                                   open_to("phone") && !notify::international(notice.phone.reveal()).empty()};
    for (const auto& channel : notify::channels_for(person, policy)) {
        const auto* way = way_named(channel);
        if (way && !(config.*way->url).empty() && !used_up(attempts, channel, policy)) return way;
    }
    return nullptr;
}

NoticeAttempt attempt_of(const integrations::Delivery& answer, std::string_view channel, dossier::Instant now) {
    const std::string name{channel};
    if (const auto* delivered = std::get_if<integrations::Delivered>(&answer)) return {now, name, "delivered", delivered->answer};
    if (const auto* rejected = std::get_if<integrations::Rejected>(&answer)) return {now, name, "rejected", rejected->reason};
    if (const auto* later = std::get_if<integrations::RetryLater>(&answer)) return {now, name, "later", later->reason};
    return {now, name, "duplicate", ""};
}

void close(Services& services, const NoticeRow& notice, const char* status, std::string_view channel, dossier::Instant now) {
    storage::UnitOfWork work{services.database};
    storage::close_notice(work, notice.id, status, std::string{channel}, now);
    work.commit();
}

}  // namespace

Outcome send_notice_at(const storage::Job& job, Services& services, dossier::Instant now) {
    const notify::Policy policy;
    std::optional<NoticeRow> notice;
    std::vector<NoticeAttempt> attempts;
    {
        storage::UnitOfWork work{services.database};
        notice = storage::find_notice(work, job.payload.at("notice"));
        if (notice) attempts = storage::attempts_of(work, notice->id);
    }
    if (!notice || notice->status != "queued") return Done{};
    const auto* way = next_way(*notice, services.config, attempts, policy);
    if (!way) {
        close(services, *notice, attempts.empty() ? "shown" : "undeliverable", "", now);
        return Done{};
    }
    const auto allowed = notify::may_go_at(way->name, now, policy);
    if (allowed > now) return Again{std::chrono::ceil<std::chrono::seconds>(allowed - now), "ngoài giờ được nhắn tin"};

    const auto answer = way->send(*notice, services.config, now);
    attempts.push_back(attempt_of(answer, way->name, now));
    const auto tries = std::count_if(attempts.begin(), attempts.end(), [&](const auto& each) { return each.channel == way->name; });
    const auto next = notify::after(answer, static_cast<int>(tries), policy);
    {
        storage::UnitOfWork work{services.database};
        storage::append_attempt(work, *notice, attempts.back());
        if (next.step == notify::Step::Done) storage::close_notice(work, notice->id, "delivered", std::string{way->name}, now);
        work.commit();
    }
    if (next.step == notify::Step::Done) return Done{};
    return Again{next.wait, attempts.back().answer};
}

Outcome send_notice(const storage::Job& job, Services& services) {
    return send_notice_at(job, services, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
}

}  // namespace server::jobs
