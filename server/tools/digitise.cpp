#include "server/tools/digitise.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/catalogue/procedure_json.hpp"
#include "server/jobs/page_records.hpp"
#include "server/tools/digitise_run.hpp"
#include "server/tools/digitise_watch.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// What is wrong with a procedure file, every fault with its path.
struct BadProcedures : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::vector<fs::path> json_files_at(const std::string& place) {
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(place))
        if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".schema") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// Read as `motcua import` reads them.
std::vector<ocr::ProcedureRules> read_procedures(const std::string& place) {
    std::vector<ocr::ProcedureRules> rules;
    std::string faults;
    const auto today = dossier::vietnam_date(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    for (const fs::path& path : json_files_at(place)) {
        std::ifstream file(path);
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto procedures = catalogue::parse_procedure_file(text, today);
        if (procedures) {
            for (const auto& procedure : *procedures) rules.push_back(jobs::rules_of(procedure));
            continue;
        }
        faults += path.string() + ": " + procedures.error().detail + "\n";
        for (const auto& field : procedures.error().fields) faults += "  " + field.field + ": " + field.message + "\n";
    }
    if (!faults.empty()) throw BadProcedures(faults);
    return rules;
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

// One line for people: what was made, and where.
std::string in_words(const json& manifest, const std::string& out) {
    const auto count = [&](const char* key) { return std::to_string(manifest.at(key).size()); };
    return count("pages") + " trang, " + count("documents") + " giấy tờ, " + count("refused") + " tệp bị từ chối; xem " + out + "/manifest.json\n";
}

std::string hint(const json& collation) {
    return collation.at("input").get<std::string>() + ": có vẻ quét một mặt hai lượt (" + collation.at("reason").get<std::string>() +
           "); nếu đúng, hãy chạy lại với --simplex-two-pass.\n";
}

int exit_code_of(const json& manifest) {
    if (!has_usable_page(manifest)) return 3;
    return manifest.at("refused").empty() ? 0 : 4;
}

}  // namespace

int run_digitise(int argc, char** argv) {
    CLI::App app{"Số hóa bản quét: chữ, trường thông tin, thành phần hồ sơ, PDF tìm kiếm được", "motcua digitise"};
    DigitiseOptions options;
    std::vector<std::string> given;
    std::string procedures;
    bool print = false;
    DigitiseWatch watch;
    auto* inputs = app.add_option("input", given, "Tệp PDF, JPEG, PNG, TIFF, WebP, HEIC hoặc thư mục chứa chúng")->check(CLI::ExistingPath);
    auto* watched = app.add_option("--watch", watch.folder, "Thư mục máy quét lưu vào: làm từng tệp đã lưu xong, rồi chuyển vào done/ hoặc rejected/ kèm lý do")
                        ->check(CLI::ExistingDirectory)->excludes(inputs);
    app.add_flag("--once", watch.once, "Chỉ làm những tệp đang có trong thư mục --watch rồi kết thúc")->needs(watched);
    app.add_option("--stable", watch.pause_s, "Số giây tệp không đổi thì coi là đã lưu xong")->check(CLI::Range(0, 600))->needs(watched);
    app.add_option("--out", options.out, "Thư mục kết quả")->required();
    app.add_option("--procedures", procedures, "Tệp hoặc thư mục thủ tục (JSON)")->check(CLI::ExistingPath);
    app.add_option("--procedure", options.procedure, "Mã thủ tục của chồng giấy tờ");
    app.add_flag("--simplex-two-pass", options.two_pass, "Máy quét một mặt: tệp có số trang chẵn gồm các mặt trước, rồi các mặt sau từ tờ cuối lên");
    app.add_option("--jobs", options.jobs, "Số trang đọc cùng lúc")->check(CLI::Range(1, 64));
    app.add_flag("--json", print, "In manifest ra đầu ra chuẩn");
    app.footer("Mã thoát: 0 xong, 2 sai cách dùng, 3 không có gì dùng được, 4 có tệp bị từ chối.\n"
               "--watch ghi kết quả của mỗi tệp vào một thư mục con của --out, kết thúc khi nhận SIGTERM hoặc SIGINT với mã 0.");
    try {
        app.parse(argc, argv);
        if (!procedures.empty()) options.procedures = read_procedures(procedures);
        const bool known = std::any_of(options.procedures.begin(), options.procedures.end(), [&](const auto& p) { return p.code == options.procedure; });
        if (given.empty() && watch.folder.empty()) throw CLI::RequiredError("tệp đầu vào, hoặc --watch và một thư mục");
        if (!options.procedure.empty() && !known) throw CLI::ValidationError("--procedure", "không có thủ tục này trong --procedures");
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    } catch (const BadProcedures& faults) {
        std::cerr << faults.what();
        return 2;
    }
    if (!watch.folder.empty()) return watch_and_digitise(watch, options, print);
    options.inputs = expanded(given);
    if (options.inputs.empty()) {
        std::cerr << "Không có tệp nào trong thư mục đã cho.\n";
        return 3;
    }
    options.progress = ::isatty(STDERR_FILENO) == 1;
    try {
        const json manifest = DigitiseRun{options}.run();
        if (print) std::cout << manifest.dump(1, ' ') << "\n";
        for (const json& refused : manifest.at("refused"))
            std::cerr << refused.at("input").get<std::string>() << ": " << refused.at("detail").get<std::string>() << "\n";
        for (const json& collation : manifest.at("collation"))
            if (collation.at("two_pass") == "suggested") std::cerr << hint(collation);
        if (!print) std::cout << in_words(manifest, options.out);
        return exit_code_of(manifest);
    } catch (const fs::filesystem_error& error) {
        std::cerr << "Không ghi được vào " << error.path1().string() << ": " << error.code().message() << "\n";
        return 1;
    } catch (const std::exception& error) {
        std::cerr << "Không số hóa được: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
