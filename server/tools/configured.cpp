#include "server/tools/configured.hpp"

#include <iostream>

#include "server/storage/fault.hpp"
#include "server/usage.hpp"

namespace server {

void add_config_option(CLI::App& app, std::string& file) {
    app.add_option("--config", file,
                   "tệp cấu hình TOML; không có thì $MOTCUA_CONFIG, rồi motcua.toml trong thư mục dữ liệu "
                   "($MOTCUA_DATA_DIR; /var/lib/motcua khi là root, ./var)")
        ->check(CLI::ExistingFile);
}

int configured(CLI::App& app, int argc, char** argv, const std::string& file, const std::function<int(Config)>& body,
               int fault_code) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    auto config = load_config(file);
    if (!config) {
        std::cerr << config.error().detail << "\n";
        for (const auto& field : config.error().fields) std::cerr << "  " << field.field << ": " << field.message << "\n";
        return 2;
    }
    try {
        return body(*std::move(config));
    } catch (const storage::StorageFault& fault) {
        std::cerr << "Cơ sở dữ liệu không phục vụ được: " << fault.what() << "\n";
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
    }
    return fault_code;
}

}  // namespace server
