#pragma once
// Everything a run depends on. Sources: defaults, a TOML file, then MOTCUA_… variables ("http.port" is
// MOTCUA_HTTP_PORT). Secrets are paths to files, never values. `motcua check-config` prints what is in force.

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "dossier/result.hpp"

namespace server {

struct Config {
    std::filesystem::path data_dir;         // "./var", for root "/var/lib/motcua"
    std::string public_url = "https://localhost:8443";  // what people type; in QR codes and redirects

    std::string agency_code = "H56.14";     // the agency this installation serves
    std::string agency_name = "Ủy ban nhân dân xã Mẫu";
    std::string code_scheme;                // of dossier codes: "A" (2018) or "B"; empty: by the date of reception

    std::string database_url;               // libpq words or URL without a password; empty: a private cluster of ours
    std::filesystem::path database_password_file;
    std::int64_t database_sessions = 8;     // sessions of one process

    std::string http_address = "127.0.0.1"; // loopback: nginx stands in front
    std::int64_t http_port = 8080;          // 0: any free one
    std::int64_t http_threads = 2;          // network threads
    std::int64_t http_workers = 8;          // threads that may wait for the database
    std::int64_t http_queue = 256;          // requests waiting for a worker; above: 503
    std::int64_t http_deadline_s = 30;      // a handler that takes longer is answered for with 503
    std::int64_t http_idle_s = 75;          // a connection that is silent this long is closed
    std::int64_t http_drain_s = 20;         // how long SIGTERM waits for what is running
    bool http_behind_nginx = true;          // false: files over 1 MB are refused, cookies go without Secure
    std::int64_t https_port = 8443;         // nginx
    std::int64_t redirect_port = 8081;      // nginx, plain HTTP → https

    std::filesystem::path rules_file;       // laws by date (sample_data/rules); empty: those in the binary

    std::filesystem::path intake_rules_file;  // which files are taken (sample_data/rules); read again when it changes

    std::int64_t session_idle_minutes = 60;
    std::int64_t session_hours = 12;        // at most, however busy
    std::int64_t sign_in_failures = 5;      // in a quarter of an hour, per account and per address × 4; then a pause

    std::int64_t work_pages = 2;            // OCR pages at once
    std::int64_t work_lease_s = 180;        // then a dead worker's page comes back; a page has 60 s, twice when its parent died
    std::filesystem::path scan_folder;      // scanners that save into a folder: one subfolder for each desk's unit; empty: none
    std::int64_t scan_stable_s = 3;         // a file there that did not change for so long is complete
    std::string tessdata;                   // folder of vie.traineddata; empty: the package's

    std::string portal_url;                 // national portal; empty: nothing is reported
    std::filesystem::path portal_account_file;  // two lines: account, password
    std::string portal_destination = "DVCQG";  // dstcode of the adapter
    std::filesystem::path portal_ca_file;   // empty: the system's
    std::string mail_url;                   // smtp://host:port; empty: messages are only recorded
    std::filesystem::path mail_password_file;  // two lines: account, password; may be absent
    std::string mail_from = "motcua@localhost";  // sender of notices
    std::string sms_url;                    // SMS gateway; empty: no SMS
    std::filesystem::path sms_account_file; // three lines: key, secret, brand name
    std::string zalo_url;                   // Zalo notification service; empty: none
    std::filesystem::path zalo_account_file;  // token, then lines "kind=template id"
    std::filesystem::path trust_dir;        // official/ and public/ certificates for signature checks
    std::filesystem::path agency_certificate;  // PEM, signs the papers the system prints; empty: they stay unsigned
    std::filesystem::path agency_chain;     // PEM, the authorities above it
    std::filesystem::path agency_socket;    // of `motcua token`, which holds its key
    std::filesystem::path demo_pki;         // demonstrations only: sign with this PKI's agency instead
    std::string tsa_url;                    // time stamping authority; empty: none

    std::int64_t alarm_every_s = 15;        // how often the server looks at its own state
    std::int64_t alarm_queue_s = 600;       // work that nobody takes for this long raises an alarm
    std::int64_t alarm_disk_mb = 1024;      // less free space than this below data_dir raises an alarm

    std::string log_level = "info";         // trace, debug, info, warn, error
    std::filesystem::path log_file;         // empty: stderr

    std::filesystem::path files_dir() const { return data_dir / "files"; }  // content by SHA-256
    std::filesystem::path spool_dir() const { return data_dir / "spool"; }  // uploads on their way in; same disk
};

using SettingMember = std::variant<std::string Config::*, std::filesystem::path Config::*, std::int64_t Config::*,
                                   bool Config::*>;

struct Setting {
    std::string_view name;  // "http.port" in TOML, MOTCUA_HTTP_PORT in the environment
    SettingMember member;
    std::int64_t low = 0;   // numbers only
    std::int64_t high = 0;
};
std::span<const Setting> settings();

// `file` may be empty: then MOTCUA_CONFIG, else data folder's motcua.toml if it is there. Fails with InvalidInput naming
// the setting that is unknown, out of range or of the wrong kind.
dossier::Result<Config> load_config(const std::filesystem::path& file = {});
void print_config(std::ostream& out, const Config& config);

int run_check_config(int argc, char** argv);

}  // namespace server
