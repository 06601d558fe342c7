#include "server/tools/backup.hpp"

#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/storage/backup.hpp"
#include "server/storage/open.hpp"
#include "server/tools/configured.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

std::string in_words(const storage::BackupFigures& figures) {
    return std::to_string(figures.files) + " tệp (" + std::to_string(figures.file_bytes) + " byte), cơ sở dữ liệu " +
           std::to_string(figures.dump_bytes) + " byte";
}

int usage(CLI::App& app, int argc, char** argv) {
    try {
        app.parse(argc, argv);
        return -1;
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
}

template <class Work>
int reported(Work work) {
    try {
        return work();
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace

int run_backup(int argc, char** argv) {
    CLI::App app{"Sao lưu cơ sở dữ liệu và tệp tại một thời điểm; máy chủ vẫn chạy", "motcua backup"};
    std::string file, owner, target, previous;
    add_config_option(app, file);
    app.add_option("--out", target, "thư mục mới để ghi bản sao lưu")->required();
    app.add_option("--previous", previous, "bản sao lưu trước trên cùng đĩa: tệp không đổi được liên kết, không chép lại")
        ->check(CLI::ExistingDirectory);
    app.add_option("--owner", owner, "kết nối của vai trò motcua_owner khi cơ sở dữ liệu ở nơi khác");
    app.footer("Mã thoát: 0 xong, 1 không thành công (bản cũ còn nguyên), 2 sai cách dùng.");
    return configured(app, argc, argv, file, [&](const Config& config) {
        const auto opened = storage::open_storage(config);
        const auto words = !owner.empty() ? owner : opened.cluster ? opened.cluster->connection("motcua_owner") : opened.app;
        const auto figures = storage::back_up(words, storage::FileStore{config.files_dir()}, target, previous);
        std::cout << target << ": " << in_words(figures) << "\n";
        return 0;
    });
}

int run_restore(int argc, char** argv) {
    CLI::App app{"Khôi phục bản sao lưu vào thư mục dữ liệu còn trống, rồi kiểm tra toàn bộ", "motcua restore"};
    std::string source, data_dir;
    app.add_option("--from", source, "bản sao lưu")->required()->check(CLI::ExistingDirectory);
    app.add_option("--data-dir", data_dir, "thư mục dữ liệu còn trống")->required();
    app.footer("Mã thoát: 0 xong và nguyên vẹn, 1 không thành công hoặc có sai lệch, 2 sai cách dùng.");
    if (const int code = usage(app, argc, argv); code >= 0) return code;
    return reported([&] {
        const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
        const auto report = storage::restore(source, data_dir, now);
        for (const auto& finding : report.audit.findings)
            std::cout << finding.chain << " #" << finding.number << ": " << finding.what << "\n";
        for (const auto& damaged : report.files.damaged)
            std::cout << "tệp " << damaged.id.text() << ": " << (damaged.damage == "missing" ? "không còn" : "đã bị sửa") << "\n";
        std::cout << data_dir << ": " << in_words(report.figures) << ", " << report.audit.dossiers << " hồ sơ, "
                  << report.audit.entries << " dòng nhật ký: " << (report.sound() ? "nguyên vẹn" : "CÓ SAI LỆCH") << "\n";
        return report.sound() ? 0 : 1;
    });
}

}  // namespace server
