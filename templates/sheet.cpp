#include "templates/sheet.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <unistd.h>
#include <xlsxwriter.h>

namespace templates {
namespace {

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";
constexpr double narrowest = 8, widest = 60;  // of a column, in digits

bool starts_a_formula(const std::string& text) { return !text.empty() && std::string{"=+-@\t\r"}.find(text.front()) != std::string::npos; }

std::string csv_cell(const std::string& text) {
    std::string cell = "\"";
    if (starts_a_formula(text)) cell += '\'';
    for (const char sign : text) {
        if (sign == '"') cell += '"';
        cell += sign;
    }
    return cell + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
    return line + "\r\n";
}

// Letters, not bytes: continuation bytes of UTF-8 do not widen a column.
double letters_of(const std::string& text) {
    return static_cast<double>(std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

double width_of(const Sheet& sheet, std::size_t column) {
    double width = letters_of(sheet.columns[column]) + 2;
    for (const auto& row : sheet.rows) width = std::max(width, letters_of(row[column]) + 2);
    return std::clamp(width, narrowest, widest);
}

// The writer knows files only; this one is readable by us alone and goes with the object.
struct ScratchFile {
    ScratchFile() {
        const int file = ::mkstemp(path.data());
        if (file < 0) throw std::runtime_error("no scratch file for the spreadsheet");
        ::close(file);
    }
    ~ScratchFile() { ::unlink(path.c_str()); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    std::string content() const {
        std::ifstream file{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    std::string path = std::filesystem::temp_directory_path() / "motcua-sheet-XXXXXX";
};

}  // namespace

std::vector<double> column_widths(const Sheet& sheet) {
    std::vector<double> widths;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) widths.push_back(width_of(sheet, column));
    return widths;
}

std::string to_csv(const Sheet& sheet) {
    std::string text = byte_order_mark + csv_line(sheet.columns);
    for (const auto& row : sheet.rows) text += csv_line(row);
    return text;
}

std::string to_xlsx(const Sheet& sheet) {
    const ScratchFile file;
    auto* workbook = workbook_new(file.path.c_str());
    if (!workbook) throw std::runtime_error("the spreadsheet writer did not start");
    auto* worksheet = workbook_add_worksheet(workbook, nullptr);
    auto* heading = workbook_add_format(workbook);
    format_set_bold(heading);
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        const auto at = static_cast<lxw_col_t>(column);
        worksheet_set_column(worksheet, at, at, width_of(sheet, column), nullptr);
        worksheet_write_string(worksheet, 0, at, sheet.columns[column].c_str(), heading);
        for (std::size_t row = 0; row < sheet.rows.size(); ++row)
            worksheet_write_string(worksheet, static_cast<lxw_row_t>(row + 1), at, sheet.rows[row][column].c_str(), nullptr);
    }
    worksheet_freeze_panes(worksheet, 1, 0);
    if (!sheet.columns.empty())
        worksheet_autofilter(worksheet, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), static_cast<lxw_col_t>(sheet.columns.size() - 1));
    lxw_doc_properties properties{};
    std::string title = sheet.title;
    properties.title = title.data();
    workbook_set_properties(workbook, &properties);
    if (workbook_close(workbook) != LXW_NO_ERROR) throw std::runtime_error("the spreadsheet could not be written");
    return file.content();
}

}  // namespace templates
