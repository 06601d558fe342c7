#include "server/tools/backup_copies.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

#include "server/storage/backup_plan.hpp"
#include "server/storage/sealed_copy.hpp"
#include "server/tools/configured.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

using storage::BackupPlan;

// 2 when the words or the plan are wrong, 1 for a fault, else what `work` answers.
template <class Work>
int with_plan(CLI::App& app, int argc, char** argv, Work work) {
    std::string file;
    app.add_option("--plan", file, "kế hoạch sao lưu (JSON)")->required()->check(CLI::ExistingFile);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    const auto plan = storage::read_plan(file);
    if (!plan) {
        std::cerr << plan.error().detail << "\n";
        for (const auto& field : plan.error().fields) std::cerr << "  " << field.field << ": " << field.message << "\n";
        return 2;
    }
    try {
        return work(*plan);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

int copy(const BackupPlan& plan) {
    const auto newest = storage::newest_backup(plan);
    if (newest.empty()) {
        std::cerr << "chưa có bản sao lưu nào ở " << plan.backups.string() << "\n";
        return 1;
    }
    std::vector<std::filesystem::path> places;
    for (const auto& each : plan.copies) places.push_back(each.place);
    const auto figures = storage::seal_backup(newest, plan.recipient, places);
    if (figures.pieces == 0) std::cout << newest.filename().string() << ": các nơi đều đã có\n";
    else std::cout << newest.filename().string() << ": " << figures.pieces << " mảnh, " << figures.bytes << " byte mỗi bản, đã đọc lại ở từng nơi\n";
    for (const auto& each : plan.copies)
        if (!each.apart.empty() && !storage::make_unalterable(each.place / (newest.filename().string() + storage::sealed_ending)))
            std::cout << each.place.string() << ": không khóa được ở đây (cần root và ext4, xfs hoặc btrfs); phải nhờ phương tiện: băng từ chống ghi, khóa đối tượng\n";
    return 0;
}

}  // namespace

int run_backup_copy(int argc, char** argv) {
    CLI::App app{"Chép bản sao lưu mới nhất, đã mã hóa, tới mọi nơi của kế hoạch; đọc lại từng nơi; khóa bản ở nơi khác", "motcua backup-copy"};
    app.footer("Mã thoát: 0 xong, 1 không thành công, 2 sai cách dùng.");
    return with_plan(app, argc, argv, copy);
}

int run_backup_check(int argc, char** argv) {
    CLI::App app{"Danh mục kiểm tra sao lưu (QCVN 12:2026 3.12.2.2.8–11): ba bản, hai phương tiện, một bản ở nơi khác không sửa được, mã hóa, khóa để riêng",
                 "motcua backup-check"};
    std::vector<std::filesystem::path> here;
    app.add_option("--here", here, "thư mục khác của máy này, nơi không được có khóa; mặc định /etc/motcua và /var/lib/motcua");
    app.footer("Mã thoát: 0 mọi mục đạt, 1 có mục không đạt, 2 sai cách dùng.");
    return with_plan(app, argc, argv, [&](const BackupPlan& plan) {
        if (here.empty()) here = {"/etc/motcua", "/var/lib/motcua"};
        const auto items = storage::check_copies(plan, here, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        for (const auto& item : items) std::cout << (item.holds ? "đạt        " : "KHÔNG ĐẠT  ") << item.what << ": " << item.finding << "\n";
        return std::all_of(items.begin(), items.end(), [](const auto& item) { return item.holds; }) ? 0 : 1;
    });
}

int run_backup_open(int argc, char** argv) {
    CLI::App app{"Giải mã một bản sao để khôi phục; chạy ở nơi giữ khóa", "motcua backup-open"};
    std::string from, key, out;
    app.add_option("--from", from, "thư mục backup-….sealed")->required()->check(CLI::ExistingDirectory);
    app.add_option("--key", key, "khóa riêng (PEM)")->required()->check(CLI::ExistingFile);
    app.add_option("--out", out, "thư mục mới; rồi motcua restore --from thư mục đó")->required()->check(CLI::NonexistentPath);
    app.footer("Mã thoát: 0 xong, 1 không thành công, 2 sai cách dùng.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    try {
        storage::open_sealed(from, key, out);
        std::cout << out << "\n";
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
