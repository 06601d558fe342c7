#include "server/config.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <optional>

#include <CLI/CLI.hpp>
#include <toml++/toml.h>

namespace server {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

const std::array table{
    Setting{"data_dir", &Config::data_dir},
    Setting{"public_url", &Config::public_url},
    Setting{"agency.code", &Config::agency_code},
    Setting{"agency.name", &Config::agency_name},
    Setting{"agency.code_scheme", &Config::code_scheme},
    Setting{"database.url", &Config::database_url},
    Setting{"database.password_file", &Config::database_password_file},
    Setting{"database.sessions", &Config::database_sessions, 1, 200},
    Setting{"http.address", &Config::http_address},
    Setting{"http.port", &Config::http_port, 0, 65535},
    Setting{"http.threads", &Config::http_threads, 1, 64},
    Setting{"http.workers", &Config::http_workers, 1, 200},
    Setting{"http.queue", &Config::http_queue, 1, 100000},
    Setting{"http.deadline_s", &Config::http_deadline_s, 1, 600},
    Setting{"http.idle_s", &Config::http_idle_s, 1, 3600},
    Setting{"http.drain_s", &Config::http_drain_s, 0, 600},
    Setting{"http.behind_nginx", &Config::http_behind_nginx},
    Setting{"http.https_port", &Config::https_port, 1, 65535},
    Setting{"http.redirect_port", &Config::redirect_port, 1, 65535},
    Setting{"rules.file", &Config::rules_file},
    Setting{"rules.intake_file", &Config::intake_rules_file},
    Setting{"session.idle_minutes", &Config::session_idle_minutes, 1, 1440},
    Setting{"session.hours", &Config::session_hours, 1, 168},
    Setting{"session.sign_in_failures", &Config::sign_in_failures, 1, 100},
    Setting{"work.pages", &Config::work_pages, 1, 64},
    Setting{"work.lease_s", &Config::work_lease_s, 2, 3600},
    Setting{"scan.folder", &Config::scan_folder},
    Setting{"scan.stable_s", &Config::scan_stable_s, 1, 600},
    Setting{"work.tessdata", &Config::tessdata},
    Setting{"portal.url", &Config::portal_url},
    Setting{"portal.account_file", &Config::portal_account_file},
    Setting{"portal.destination", &Config::portal_destination},
    Setting{"portal.ca_file", &Config::portal_ca_file},
    Setting{"mail.url", &Config::mail_url},
    Setting{"mail.password_file", &Config::mail_password_file},
    Setting{"mail.from", &Config::mail_from},
    Setting{"sms.url", &Config::sms_url},
    Setting{"sms.account_file", &Config::sms_account_file},
    Setting{"zalo.url", &Config::zalo_url},
    Setting{"zalo.account_file", &Config::zalo_account_file},
    Setting{"signing.trust_dir", &Config::trust_dir},
    Setting{"signing.agency_certificate", &Config::agency_certificate},
    Setting{"signing.agency_chain", &Config::agency_chain},
    Setting{"signing.agency_socket", &Config::agency_socket},
    Setting{"signing.demo_pki", &Config::demo_pki},
    Setting{"signing.tsa_url", &Config::tsa_url},
    Setting{"alarm.every_s", &Config::alarm_every_s, 1, 600},
    Setting{"alarm.queue_s", &Config::alarm_queue_s, 1, 86400},
    Setting{"alarm.disk_mb", &Config::alarm_disk_mb, 0, 1'000'000'000},
    Setting{"log.level", &Config::log_level},
    Setting{"log.file", &Config::log_file},
};

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string variable_of(std::string_view name) {
    std::string variable = "MOTCUA_";
    for (const char sign : name)
        variable += sign == '.' ? '_' : static_cast<char>(sign >= 'a' && sign <= 'z' ? sign - 32 : sign);
    return variable;
}

tl::unexpected<dossier::Error> refuse(std::string_view name, std::string why) {
    return fail(ErrorCode::InvalidInput, "Cấu hình “" + std::string{name} + "”: " + why,
                {{std::string{name}, "config", why}});
}

Result<void> set_number(Config& config, const Setting& setting, std::int64_t Config::*member, std::int64_t value) {
    if (value < setting.low || value > setting.high)
        return refuse(setting.name, "phải từ " + std::to_string(setting.low) + " đến " + std::to_string(setting.high) + ".");
    config.*member = value;
    return {};
}

Result<void> set_from_text(Config& config, const Setting& setting, std::string_view text) {
    return std::visit(
        Overloaded{
            [&](std::string Config::*member) -> Result<void> { config.*member = text; return {}; },
            [&](std::filesystem::path Config::*member) -> Result<void> { config.*member = text; return {}; },
            [&](bool Config::*member) -> Result<void> {
                if (text != "true" && text != "false") return refuse(setting.name, "phải là true hoặc false.");
                config.*member = text == "true";
                return {};
            },
            [&](std::int64_t Config::*member) -> Result<void> {
                std::int64_t value = 0;
                const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
                if (error != std::errc{} || end != text.data() + text.size())
                    return refuse(setting.name, "phải là số nguyên.");
                return set_number(config, setting, member, value);
            },
        },
        setting.member);
}

Result<void> set_from_toml(Config& config, const Setting& setting, const toml::node& node) {
    if (const auto* number = node.as_integer()) {
        if (const auto* member = std::get_if<std::int64_t Config::*>(&setting.member))
            return set_number(config, setting, *member, number->get());
        return refuse(setting.name, "không phải là một số.");
    }
    if (const auto* flag = node.as_boolean()) {
        if (!std::holds_alternative<bool Config::*>(setting.member)) return refuse(setting.name, "không phải là true/false.");
        return set_from_text(config, setting, flag->get() ? "true" : "false");
    }
    const auto* text = node.as_string();
    const bool wants_text = std::holds_alternative<std::string Config::*>(setting.member) ||
                            std::holds_alternative<std::filesystem::path Config::*>(setting.member);
    if (!text || !wants_text) return refuse(setting.name, "sai kiểu giá trị.");
    return set_from_text(config, setting, text->get());
}

const Setting* find_setting(std::string_view name) {
    const auto at = std::find_if(table.begin(), table.end(), [&](const auto& setting) { return setting.name == name; });
    return at == table.end() ? nullptr : &*at;
}

Result<void> read_table(Config& config, const toml::table& values, const std::string& prefix) {
    for (const auto& [key, node] : values) {
        const auto name = prefix + std::string{key.str()};
        if (const auto* inner = node.as_table()) {
            TRY(read_table(config, *inner, name + "."));
            continue;
        }
        const auto* setting = find_setting(name);
        if (!setting) return refuse(name, "không có mục cấu hình này.");
        TRY(set_from_toml(config, *setting, node));
    }
    return {};
}

Result<void> read_file(Config& config, const std::filesystem::path& file) {
    try {
        const auto values = toml::parse_file(file.string());
        return read_table(config, values, "");
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        return refuse(file.string(), "không đọc được (dòng " + std::to_string(line) + ").");
    }
}

}  // namespace

std::span<const Setting> settings() { return table; }

Result<Config> load_config(const std::filesystem::path& named) {
    Config config;
    config.data_dir = ::geteuid() == 0 ? "/var/lib/motcua" : "var";
    if (const char* folder = std::getenv("MOTCUA_DATA_DIR")) config.data_dir = folder;
    const char* variable = std::getenv("MOTCUA_CONFIG");
    auto file = !named.empty() ? named : std::filesystem::path{variable ? variable : ""};
    if (file.empty() && std::filesystem::exists(config.data_dir / "motcua.toml")) file = config.data_dir / "motcua.toml";
    if (!file.empty()) TRY(read_file(config, file));
    for (const auto& setting : table)
        if (const char* value = std::getenv(variable_of(setting.name).c_str())) TRY(set_from_text(config, setting, value));
    if (config.database_url.find("password=") != std::string::npos)
        return refuse("database.url", "không được chứa mật khẩu; dùng database.password_file.");
    if (!config.code_scheme.empty() && config.code_scheme != "A" && config.code_scheme != "B")
        return refuse("agency.code_scheme", "phải là A, B hoặc để trống.");
    config.data_dir = std::filesystem::absolute(config.data_dir).lexically_normal();
    return config;
}

void print_config(std::ostream& out, const Config& config) {
    for (const auto& setting : table) {
        out << setting.name << " = ";
        std::visit(Overloaded{
                       [&](std::string Config::*member) { out << '"' << config.*member << '"'; },
                       [&](std::filesystem::path Config::*member) { out << '"' << (config.*member).string() << '"'; },
                       [&](std::int64_t Config::*member) { out << config.*member; },
                       [&](bool Config::*member) { out << (config.*member ? "true" : "false"); },
                   },
                   setting.member);
        out << '\n';
    }
}

int run_check_config(int argc, char** argv) {
    CLI::App app{"Kiểm tra và in cấu hình đang có hiệu lực (bí mật chỉ là đường dẫn tệp)", "motcua check-config"};
    std::string file;
    app.add_option("--config", file, "Tệp TOML; mặc định MOTCUA_CONFIG, rồi motcua.toml trong thư mục dữ liệu");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto config = load_config(file);
    if (!config) {
        std::cerr << config.error().detail << '\n';
        return 2;
    }
    print_config(std::cout, *config);
    return 0;
}

}  // namespace server
