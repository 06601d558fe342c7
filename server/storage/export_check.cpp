#include "server/storage/export.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "server/storage/export_layout.hpp"

namespace server::storage {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Names and sums as SHA256SUMS says them: "<64 digits>  <path>".
std::map<std::string, std::string> written_sums(const fs::path& folder) {
    std::map<std::string, std::string> sums;
    std::ifstream in{folder / sums_name};
    for (std::string line; std::getline(in, line);)
        if (line.size() > 66) sums[line.substr(66)] = line.substr(0, 64);
    return sums;
}

void compare_sums(const fs::path& folder, std::vector<std::string>& findings) {
    const auto written = written_sums(folder), found = sums_of(folder);
    for (const auto& [name, sum] : written) {
        const auto there = found.find(name);
        if (there == found.end()) findings.push_back(name + ": không còn");
        else if (there->second != sum) findings.push_back(name + ": đã bị sửa");
    }
    for (const auto& [name, ignored] : found)
        if (!written.contains(name)) findings.push_back(name + ": không có trong " + sums_name);
}

std::set<std::string> exported_columns(const json& table) {
    std::set<std::string> names;
    for (const auto& column : table.at("columns"))
        if (!column.at("derived").get<bool>()) names.insert(column.at("name").get<std::string>());
    return names;
}

bool has_exactly(const json& row, const std::set<std::string>& columns) {
    return row.is_object() && row.size() == columns.size() &&
           std::all_of(columns.begin(), columns.end(), [&](const auto& column) { return row.contains(column); });
}

class Checker {
  public:
    explicit Checker(const fs::path& folder) : folder_(folder), contents_(folder / contents_folder) {}

    void table(const json& described) {
        const auto name = described.at("name").get<std::string>();
        const auto columns = exported_columns(described);
        std::ifstream in{folder_ / described.at("file").get<std::string>()};
        std::int64_t count = 0;
        for (std::string line; std::getline(in, line); ++count) {
            const auto row = json::parse(line, nullptr, false);
            if (!has_exactly(row, columns)) found(name + " dòng " + std::to_string(count + 1) + ": không đúng các cột của từ điển");
            else if (name == "file") content(row);
        }
        const auto rows = described.at("rows").get<std::int64_t>();
        if (count != rows) found("bảng " + name + ": " + std::to_string(count) + " dòng, từ điển ghi " + std::to_string(rows));
        ++report.figures.tables;
        report.figures.rows += count;
    }
    // After every table: what nobody names.
    void leftovers() {
        for (const auto& entry : fs::recursive_directory_iterator(contents_.folder())) {
            if (!entry.is_regular_file()) continue;
            ++report.figures.files;
            report.figures.file_bytes += static_cast<std::int64_t>(entry.file_size());
            if (!named_.contains(entry.path().filename().string())) found("tệp " + entry.path().filename().string() + ": không dòng nào nêu");
        }
    }

    ExportReport report;

  private:
    void found(std::string what) {
        if (report.findings.size() < 1'000) report.findings.push_back(std::move(what));
    }
    void content(const json& row) {
        if (!row.at("withheld").is_null()) return;
        const auto sha256 = row.at("sha256").get<std::string>();
        if (!named_.insert(sha256).second || contents_.has(sha256)) return;
        found("tệp " + row.at("id").get<std::string>() + ": không có nội dung");
    }

    fs::path folder_;
    FileStore contents_;
    std::set<std::string> named_;
};

}  // namespace

ExportReport check_export(const fs::path& folder) {
    std::ifstream file{folder / dictionary_name};
    const auto dictionary = json::parse(file, nullptr, false);
    if (!dictionary.is_object() || dictionary.value("format", 0) != 1 || !dictionary.contains("tables") || !fs::is_directory(folder / contents_folder)) {
        ExportReport report;
        report.findings.push_back("không phải bản xuất: " + folder.string());
        return report;
    }
    Checker checker{folder};
    compare_sums(folder, checker.report.findings);
    try {
        for (const auto& table : dictionary["tables"]) checker.table(table);
    } catch (const json::exception&) {
        checker.report.findings.emplace_back("từ điển không đúng dạng");
    }
    checker.leftovers();
    checker.report.sums_sha256 = sha256_of_file(folder / sums_name);
    return std::move(checker.report);
}

}  // namespace server::storage
