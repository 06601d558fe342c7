#include "server/tools/audit.hpp"

#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "server/storage/audit.hpp"
#include "server/storage/file_check.hpp"
#include "server/storage/open.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

using nlohmann::json;

json as_json(const storage::AuditReport& report, const storage::FileReport& files) {
    json out{{"sound", report.sound() && files.damaged.empty()}, {"entries", report.entries}, {"chains", report.chains},
             {"roots", report.roots}, {"dossiers", report.dossiers}, {"files", files.checked},
             {"findings", json::array()}, {"damaged_files", json::array()}};
    for (const auto& finding : report.findings)
        out["findings"].push_back({{"chain", finding.chain}, {"number", finding.number}, {"what", finding.what}});
    for (const auto& file : files.damaged)
        out["damaged_files"].push_back({{"file", file.id.text()}, {"sha256", file.sha256}, {"damage", file.damage}});
    return out;
}

void print(const storage::AuditReport& report, const storage::FileReport& files) {
    for (const auto& finding : report.findings)
        std::cout << finding.chain << " #" << finding.number << ": " << finding.what << "\n";
    for (const auto& file : files.damaged)
        std::cout << "tệp " << file.id.text() << " (" << file.sha256 << "): "
                  << (file.damage == "missing" ? "không còn" : "đã bị sửa") << "\n";
    std::cout << report.entries << " dòng nhật ký, " << report.chains << " chuỗi, " << report.roots << " mốc niêm phong, "
              << report.dossiers << " hồ sơ, " << files.checked << " tệp: "
              << (report.sound() && files.damaged.empty() ? "nguyên vẹn" : "CÓ SAI LỆCH") << "\n";
}

}  // namespace

int run_audit_verify(int argc, char** argv) {
    CLI::App app{"Kiểm tra lịch sử từng mắt xích và mọi tệp đã lưu", "motcua audit verify"};
    std::string file;
    bool no_files = false, seal = false, as_text = true;
    add_config_option(app, file);
    app.add_flag("--no-files", no_files, "không đọc lại các tệp");
    app.add_flag("--seal", seal, "khi nguyên vẹn thì ghi một mốc niêm phong mới");
    app.add_flag("!--json", as_text, "in JSON");
    app.footer("Mã thoát: 0 nguyên vẹn, 1 có sai lệch, 2 sai cách dùng, 3 cơ sở dữ liệu không trả lời.");
    return configured(app, argc, argv, file, [&](const Config& config) {
        const auto opened = storage::open_storage(config);
        const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
        const auto report = storage::verify_audit(*opened.database);
        storage::FileReport files;
        if (!no_files) files = storage::check_files(*opened.database, storage::FileStore{config.files_dir()}, now);
        const bool sound = report.sound() && files.damaged.empty();
        if (sound && seal) {
            storage::UnitOfWork work{*opened.database};
            storage::seal_audit(work, now);
            work.commit();
        }
        if (as_text) print(report, files);
        else std::cout << as_json(report, files).dump() << "\n";
        return sound ? 0 : 1;
    }, 3);
}

}  // namespace server
