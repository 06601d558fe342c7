#include "server/tools/export.hpp"

#include <chrono>
#include <iostream>

#include "server/storage/export.hpp"
#include "server/storage/open.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

std::string in_words(const storage::ExportFigures& figures) {
    return std::to_string(figures.tables) + " bảng, " + std::to_string(figures.rows) + " dòng, " + std::to_string(figures.files) + " tệp (" +
           std::to_string(figures.file_bytes) + " byte)";
}

int checked(const std::string& folder) {
    const auto report = storage::check_export(folder);
    for (const auto& finding : report.findings) std::cout << finding << "\n";
    std::cout << folder << ": " << in_words(report.figures) << ": " << (report.findings.empty() ? "đủ và nguyên vẹn" : "CÓ SAI LỆCH") << "\n";
    if (!report.sums_sha256.empty()) std::cout << "mã băm của SHA256SUMS, ghi vào biên bản bàn giao: " << report.sums_sha256 << "\n";
    return report.findings.empty() ? 0 : 1;
}

}  // namespace

int run_export(int argc, char** argv) {
    CLI::App app{"Xuất toàn bộ dữ liệu và tệp ở dạng mở, kèm từ điển dữ liệu và mã băm; rồi đọc lại để kiểm tra", "motcua export"};
    std::string file, owner, target;
    bool check = false;
    add_config_option(app, file);
    app.add_option("DIR", target, "thư mục mới để ghi; với --check: thư mục đã xuất")->required();
    app.add_flag("--check", check, "chỉ kiểm tra một bản đã xuất; không cần cơ sở dữ liệu");
    app.add_option("--owner", owner, "kết nối của vai trò motcua_owner khi cơ sở dữ liệu ở nơi khác");
    app.footer("Mã thoát: 0 đủ và nguyên vẹn, 1 không thành công hoặc có sai lệch, 2 sai cách dùng.");
    app.callback([&] {
        while (target.size() > 1 && target.back() == '/') target.pop_back();
        const auto exists = std::filesystem::exists(target);
        if (check && !std::filesystem::is_directory(target)) throw CLI::ValidationError("DIR", "không có thư mục " + target);
        if (!check && exists) throw CLI::ValidationError("DIR", "đã có " + target + "; hãy đặt tên mới");
    });
    return configured(app, argc, argv, file, [&](const Config& config) {
        if (check) return checked(target);
        const auto opened = storage::open_storage(config);
        const auto words = !owner.empty() ? owner : opened.cluster ? opened.cluster->connection("motcua_owner") : opened.app;
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        std::cout << "đã xuất " << in_words(storage::export_everything(words, storage::FileStore{config.files_dir()}, target, now)) << "\n";
        return checked(target);
    });
}

}  // namespace server
