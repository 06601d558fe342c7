#include "server/tools/serve.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "server/compose.hpp"
#include "server/http/site.hpp"
#include "server/jobs/worker.hpp"
#include "server/log.hpp"
#include "server/tools/configured.hpp"
#include "server/trust.hpp"

namespace server {

int run_serve(int argc, char** argv) {
    CLI::App app{"Chạy máy chủ: trang web, giao diện lập trình và cơ sở dữ liệu riêng khi không chỉ định", "motcua serve"};
    std::string file, port_file;
    add_config_option(app, file);
    app.add_option("--port-file", port_file, "ghi cổng đang nghe vào tệp này khi đã sẵn sàng");
    return configured(app, argc, argv, file, [&](Config config) {
        log::open(config, "serve");
        log_trust(config);
        Composition composition{std::move(config), true};
        return http::serve(composition.services(), port_file);
    });
}

int run_work(int argc, char** argv) {
    CLI::App app{"Chạy công việc nền: đọc trang, in giấy tờ, gửi Cổng quốc gia, thông báo", "motcua work"};
    std::string file;
    bool once = false;
    add_config_option(app, file);
    app.add_flag("--once", once, "làm hết việc đến hạn rồi thoát");
    return configured(app, argc, argv, file, [&](Config config) {
        log::open(config, "work");
        log_trust(config);
        Composition composition{std::move(config), true};
        return jobs::work(composition.services(), once);
    });
}

}  // namespace server
