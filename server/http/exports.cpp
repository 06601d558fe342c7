#include "server/http/exports.hpp"

#include "templates/sheet.hpp"

namespace server::http {

dossier::Result<Response> exported(std::string_view format, const std::string& name, const std::vector<Column>& columns,
                                   const templates::View& rows, bool cut) {
    if (format != "csv" && format != "xlsx")
        return dossier::fail(dossier::ErrorCode::InvalidInput, "không có dạng tệp này", {{"format", "enum", "csv hoặc xlsx"}});
    templates::Sheet sheet{name, {}, {}};
    for (const auto& column : columns) sheet.columns.emplace_back(column.title);
    for (const auto& row : rows) {
        auto& cells = sheet.rows.emplace_back();
        for (const auto& column : columns) cells.push_back(row.at(column.member).get<std::string>());
    }
    if (cut) {
        sheet.rows.emplace_back(columns.size());
        sheet.rows.back().front() = "Danh sách còn dài hơn; thu hẹp điều kiện lọc rồi xuất lại.";
    }
    if (format == "csv") return bytes(templates::to_csv(sheet), "text/csv; charset=utf-8", name + ".csv", true);
    return bytes(templates::to_xlsx(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx", true);
}

}  // namespace server::http
