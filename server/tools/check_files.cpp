#include "server/tools/check_files.hpp"

#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/log.hpp"
#include "server/storage/file_check.hpp"
#include "server/storage/open.hpp"
#include "server/tools/configured.hpp"

namespace server {

int run_check_files(int argc, char** argv) {
    CLI::App app{"Đọc lại mọi tệp đã lưu, so với mã băm; tệp hỏng được lấy lại từ bản sao lưu", "motcua check-files"};
    std::string file, backup;
    add_config_option(app, file);
    app.add_option("--from", backup, "bản sao lưu để lấy lại tệp hỏng")->check(CLI::ExistingDirectory);
    app.footer("Mã thoát: 0 mọi tệp nguyên vẹn hoặc đã lấy lại, 1 còn tệp hỏng, 2 sai cách dùng.");
    return configured(app, argc, argv, file, [&](const Config& config) {
        const auto opened = storage::open_storage(config);
        storage::FileStore files{config.files_dir()};
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        const auto report = storage::check_files(*opened.database, files, now);
        for (const auto& damaged : report.damaged) {
            log::error("stored file damaged", {.subject = damaged.id.text()});
            std::cout << "tệp " << damaged.id.text() << ": " << (damaged.damage == "missing" ? "không còn" : "đã bị sửa") << "\n";
        }
        std::size_t whole = 0;
        if (!report.damaged.empty() && !backup.empty()) {
            const auto taken = storage::take_back(*opened.database, files, report.damaged, storage::FileStore{std::filesystem::path{backup} / "files"}, now);
            whole = taken.size();
            for (const auto& each : taken) {
                log::warn("stored file taken back", {.subject = each.id.text()});
                std::cout << "tệp " << each.id.text() << ": đã lấy lại từ bản sao lưu\n";
            }
        }
        std::cout << report.checked << " tệp đã đọc lại, " << report.damaged.size() << " hỏng, " << whole << " đã lấy lại\n";
        return whole == report.damaged.size() ? 0 : 1;
    });
}

}  // namespace server
