#include "server/tools/migrate.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "server/storage/migrations.hpp"
#include "server/storage/open.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

int migrate_now(const Config& config, const std::string& owner, bool status) {
    std::unique_ptr<storage::PrivatePostgres> cluster;
    auto words = owner.empty() ? storage::configured_connection(config) : owner;
    if (words.empty()) {
        cluster = storage::PrivatePostgres::start({config.data_dir});
        words = cluster->connection("motcua_owner");
    }
    const auto names = status ? storage::pending_migrations(words) : storage::migrate(words);
    for (const auto& name : names) std::cout << (status ? "chưa chạy: " : "đã chạy: ") << name << "\n";
    if (names.empty()) std::cout << "cơ sở dữ liệu đã mới nhất\n";
    return status && !names.empty() ? 3 : 0;
}

}  // namespace

int run_migrate(int argc, char** argv) {
    CLI::App app{"Nâng cấp cơ sở dữ liệu; chạy lại không có hại", "motcua migrate"};
    std::string file, owner;
    bool status = false;
    add_config_option(app, file);
    app.add_option("--owner", owner, "kết nối của vai trò motcua_owner, ví dụ \"host=… dbname=motcua user=motcua_owner\"");
    app.add_flag("--status", status, "chỉ xem còn thiếu gì: mã 3 khi còn");
    app.footer("Mã thoát: 0 xong, 1 cơ sở dữ liệu không trả lời hoặc từ chối, 2 sai cách dùng, 3 còn thiếu (--status).");
    return configured(app, argc, argv, file, [&](const Config& config) { return migrate_now(config, owner, status); });
}

}  // namespace server
