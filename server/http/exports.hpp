#pragma once
// A list as a file: the rows a page shows, in the page's words.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "server/http/response.hpp"
#include "templates/render.hpp"

namespace templates {
class FormEngine;
}

namespace server::http {

inline constexpr std::size_t most_exported = 4'000;  // rows of csv and xlsx; the last line says so when there were more
inline constexpr std::size_t most_written = 1'000;   // of doc and docx: the answer stays below a megabyte
inline constexpr std::size_t most_printed = 400;     // of pdf: about four seconds

struct Column {
    const char* member;  // of a row's view data
    const char* title;
};
struct ExportedList {
    std::string file_name, title;
    std::vector<Column> columns;
    templates::View rows;
    bool cut = false;  // there are more rows than these
};
// `format`: csv, xlsx, doc, docx, or pdf, which needs `printer`. Fails with InvalidInput for another, WrongState without a printer.
dossier::Result<Response> exported(std::string_view format, ExportedList list, templates::FormEngine* printer);

}  // namespace server::http
