#include "server/http/exports.hpp"

#include <array>

#include "templates/document_file.hpp"
#include "templates/form_engine.hpp"
#include "templates/forms.hpp"
#include "templates/sheet.hpp"

namespace server::http {
namespace {

struct Format {
    std::string_view name, media_type;
    std::size_t most;
    std::string (*write)(const templates::Sheet&);  // nullptr: the printer does it
};
constexpr std::array formats{
    Format{"csv", "text/csv; charset=utf-8", most_exported, templates::to_csv},
    Format{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", most_exported, templates::to_xlsx},
    Format{"doc", "application/msword", most_written, templates::to_doc},
    Format{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", most_written, templates::to_docx},
    Format{"pdf", "application/pdf", most_printed, nullptr},
};

templates::Sheet sheet_of(const ExportedList& list, std::size_t most) {
    templates::Sheet sheet{list.title, {}, {}};
    for (const auto& column : list.columns) sheet.columns.emplace_back(column.title);
    for (const auto& row : list.rows) {
        if (sheet.rows.size() == most) break;
        auto& cells = sheet.rows.emplace_back();
        for (const auto& column : list.columns) cells.push_back(row.at(column.member).get<std::string>());
    }
    if (list.cut || list.rows.size() > most) {
        sheet.rows.emplace_back(list.columns.size());
        sheet.rows.back().front() = "Danh sách còn dài hơn; thu hẹp điều kiện lọc rồi xuất lại.";
    }
    return sheet;
}

}  // namespace

dossier::Result<Response> exported(std::string_view format, ExportedList list, templates::FormEngine* printer) {
    for (const auto& known : formats) {
        if (known.name != format) continue;
        const auto sheet = sheet_of(list, known.most);
        if (!known.write && !printer) return dossier::fail(dossier::ErrorCode::WrongState, "chưa in được giấy lúc này");
        return bytes(known.write ? known.write(sheet) : printer->pdf(templates::render_list(sheet)), std::string{known.media_type},
                     list.file_name + "." + std::string{format}, true);
    }
    return dossier::fail(dossier::ErrorCode::InvalidInput, "không có dạng tệp này", {{"format", "enum", "csv, xlsx, doc, docx hoặc pdf"}});
}

}  // namespace server::http
