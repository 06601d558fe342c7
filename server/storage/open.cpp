#include "server/storage/open.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/storage/migrations.hpp"

namespace server::storage {

std::string configured_connection(const Config& config) {
    if (config.database_url.empty()) return {};
    auto words = config.database_url;
    if (config.database_password_file.empty()) return words;
    std::ifstream file{config.database_password_file};
    std::string password;
    if (!std::getline(file, password)) throw std::runtime_error("không đọc được tệp mật khẩu cơ sở dữ liệu");
    if (words.find("://") != std::string::npos)
        throw std::runtime_error("database.url dạng địa chỉ không đi cùng tệp mật khẩu; hãy viết host=… dbname=… user=…");
    words += " password='";
    for (const char c : password) {
        if (c == '\'' || c == '\\') words += '\\';
        words += c;
    }
    return words + "'";
}

Storage open_storage(const Config& config) {
    Storage storage;
    storage.app = configured_connection(config);
    if (storage.app.empty()) {
        storage.cluster = PrivatePostgres::start({config.data_dir});
        storage.app = storage.cluster->connection("motcua_app");
        migrate(storage.cluster->connection("motcua_owner"));
    } else if (const auto missing = pending_migrations(storage.app); !missing.empty()) {
        throw std::runtime_error("cơ sở dữ liệu chưa được nâng cấp (" + missing.front() + "); hãy chạy motcua migrate");
    }
    DatabaseOptions options;
    options.connection = storage.app;
    options.sessions = static_cast<int>(config.database_sessions);
    storage.database = std::make_unique<Database>(std::move(options));
    return storage;
}

}  // namespace server::storage
