#include "server/tools/digitise.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/tools/digitise_run.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<std::string> strings(const json& row, const char* key) {
    return row.contains(key) ? row.at(key).get<std::vector<std::string>>() : std::vector<std::string>{};
}

ocr::ProcedureRules rules_of(const json& file) {
    ocr::ProcedureRules rules{file.at("code"), file.value("name", "")};
    for (const json& row : file.at("components")) {
        ocr::ComponentRule component{row.at("code"), row.at("title"), strings(row, "aliases")};
        for (const json& field : row.value("fields", json::array()))
            component.fields.push_back({field.at("name"), strings(field, "labels"), field.value("kind", "text")});
        rules.components.push_back(std::move(component));
    }
    return rules;
}

// A procedure file, or every *.json of a folder that has the keys of one.
std::vector<ocr::ProcedureRules> read_procedures(const std::string& place) {
    std::vector<fs::path> files;
    if (fs::is_directory(place)) {
        for (const auto& entry : fs::directory_iterator(place))
            if (entry.path().extension() == ".json") files.push_back(entry.path());
        std::sort(files.begin(), files.end());
    } else {
        files.emplace_back(place);
    }
    std::vector<ocr::ProcedureRules> procedures;
    for (const fs::path& path : files) {
        std::ifstream file(path);
        const json content = json::parse(file);
        if (content.is_object() && content.contains("code") && content.contains("components")) procedures.push_back(rules_of(content));
    }
    return procedures;
}

// Folders stand for the files in them, in the order of their names.
std::vector<std::string> expanded(const std::vector<std::string>& given) {
    std::vector<std::string> inputs;
    for (const std::string& path : given) {
        if (!fs::is_directory(path)) {
            inputs.push_back(path);
            continue;
        }
        std::vector<std::string> inside;
        for (const auto& entry : fs::directory_iterator(path))
            if (entry.is_regular_file()) inside.push_back(entry.path().string());
        std::sort(inside.begin(), inside.end());
        inputs.insert(inputs.end(), inside.begin(), inside.end());
    }
    return inputs;
}

int exit_code_of(const json& manifest) {
    const auto& pages = manifest.at("pages");
    const bool usable = std::any_of(pages.begin(), pages.end(), [](const json& page) { return !page.at("quarantined").get<bool>(); });
    if (!usable) return 3;
    return manifest.at("refused").empty() ? 0 : 4;
}

}  // namespace

int run_digitise(int argc, char** argv) {
    CLI::App app{"Số hóa bản quét: chữ, trường thông tin, thành phần hồ sơ, PDF tìm kiếm được", "motcua digitise"};
    DigitiseOptions options;
    std::vector<std::string> given;
    std::string procedures;
    bool print = false;
    app.add_option("input", given, "Tệp PDF, JPEG, PNG, TIFF, WebP, HEIC hoặc thư mục chứa chúng")->required()->check(CLI::ExistingPath);
    app.add_option("--out", options.out, "Thư mục kết quả")->required();
    app.add_option("--procedures", procedures, "Tệp hoặc thư mục thủ tục (JSON)")->check(CLI::ExistingPath);
    app.add_option("--procedure", options.procedure, "Mã thủ tục của chồng giấy tờ");
    app.add_option("--jobs", options.jobs, "Số trang đọc cùng lúc")->check(CLI::Range(1, 64));
    app.add_flag("--json", print, "In manifest ra đầu ra chuẩn");
    app.footer("Mã thoát: 0 xong, 2 sai cách dùng, 3 không có gì dùng được, 4 có tệp bị từ chối.");
    try {
        app.parse(argc, argv);
        if (!procedures.empty()) options.procedures = read_procedures(procedures);
        const bool known = std::any_of(options.procedures.begin(), options.procedures.end(), [&](const auto& p) { return p.code == options.procedure; });
        if (!options.procedure.empty() && !known) throw CLI::ValidationError("--procedure", "không có thủ tục này trong --procedures");
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
    } catch (const json::exception&) {
        std::cerr << "Tệp thủ tục không đúng định dạng JSON của motcua.\n";
        return 2;
    }
    options.inputs = expanded(given);
    options.progress = ::isatty(STDERR_FILENO) == 1;
    try {
        const json manifest = DigitiseRun{options}.run();
        if (print) std::cout << manifest.dump(1, ' ') << "\n";
        for (const json& refused : manifest.at("refused"))
            std::cerr << refused.at("input").get<std::string>() << ": " << refused.at("detail").get<std::string>() << "\n";
        return exit_code_of(manifest);
    } catch (const std::exception& error) {
        std::cerr << "Không số hóa được: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
