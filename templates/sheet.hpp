#pragma once
// Lists as files people open elsewhere: CSV (UTF-8 with its mark, RFC 4180) and XLSX.

#include <string>
#include <vector>

namespace templates {

struct Sheet {
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  // as many texts as columns
};

// A text that a spreadsheet would run as a formula is told apart by an apostrophe in front.
std::string to_csv(const Sheet& sheet);
// Every cell is text: codes and numbers keep their zeros. Throws std::runtime_error when the writer fails.
std::string to_xlsx(const Sheet& sheet);

// What each column needs, in letters; a very long text breaks its line.
std::vector<double> column_widths(const Sheet& sheet);

}  // namespace templates
