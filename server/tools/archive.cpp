#include "server/tools/archive.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

#include <nlohmann/json.hpp>

#include "server/compose.hpp"
#include "server/loose_stacks.hpp"
#include "server/storage/file_store.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_at(const std::vector<std::string>& inputs) {
    std::vector<fs::path> files;
    for (const auto& input : inputs) {
        if (!fs::is_directory(input)) {
            files.emplace_back(input);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::directory_iterator(input))
            if (entry.is_regular_file() && !entry.path().filename().string().starts_with('.')) inside.push_back(entry.path());
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

// The file's line of the answer.
nlohmann::json taken(Services& services, const fs::path& file) {
    dossier::Actor archive;
    archive.agency = services.config.agency_code;
    const Asking asking{archive, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()), {}};
    try {
        const auto record = archive_file(services, *spooled(services, file), asking);
        if (record) return {{"file", file.string()}, {"record", record->text()}};
        return {{"file", file.string()}, {"error", record.error().detail}};
    } catch (const storage::FileFault&) {
        return {{"file", file.string()}, {"error", "Không đọc được tệp, hoặc không còn chỗ lưu."}};
    }
}

int archive(Config config, const std::vector<std::string>& inputs, bool print) {
    Composition composition{std::move(config), false};
    auto lines = nlohmann::json::array();
    for (const auto& file : files_at(inputs)) {
        lines.push_back(taken(composition.services(), file));
        if (const auto& line = lines.back(); line.contains("error"))
            std::cerr << line["file"].get<std::string>() << ": " << line["error"].get<std::string>() << "\n";
    }
    const auto records = std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.contains("record"); });
    const auto refused = static_cast<std::ptrdiff_t>(lines.size()) - records;
    if (print) std::cout << lines.dump(1) << "\n";
    else std::cout << records << " bản ghi lưu trữ, " << refused << " tệp bị từ chối; motcua work đọc chữ để tìm kiếm.\n";
    return records == 0 ? 3 : refused > 0 ? 4 : 0;
}

}  // namespace

int run_archive(int argc, char** argv) {
    CLI::App app{"Đưa tài liệu lưu trữ đã quét vào kho tìm kiếm: mỗi tệp một bản ghi", "motcua archive"};
    std::string file;
    std::vector<std::string> inputs;
    bool print = false;
    add_config_option(app, file);
    app.add_option("input", inputs, "Tệp PDF hoặc thư mục chứa chúng")->required()->check(CLI::ExistingPath);
    app.add_flag("--json", print, "In từng tệp với mã bản ghi hoặc lý do");
    app.footer("Mã thoát: 0 xong, 2 sai cách dùng, 3 không nhận được tệp nào, 4 có tệp bị từ chối.");
    return configured(app, argc, argv, file, [&](Config config) { return archive(std::move(config), inputs, print); });
}

}  // namespace server
