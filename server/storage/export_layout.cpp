#include "server/storage/export_layout.hpp"

#include "server/storage/file_store.hpp"

namespace server::storage {

namespace fs = std::filesystem;
using nlohmann::json;

std::map<std::string, std::string> sums_of(const fs::path& folder) {
    std::map<std::string, std::string> sums;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_regular_file() && name != sums_name) sums[name] = sha256_of_file(entry.path());
    }
    return sums;
}

std::string readme_of(const json& dictionary) {
    std::int64_t rows = 0;
    for (const auto& table : dictionary.at("tables")) rows += table.at("rows").get<std::int64_t>();
    return "# Bản xuất toàn bộ dữ liệu của motcua\n\nLấy tại một thời điểm: " + dictionary.at("taken_at").get<std::string>() + ". " +
           std::to_string(dictionary.at("tables").size()) + " bảng, " + std::to_string(rows) +
           " dòng. Bản này có dữ liệu cá nhân và mã băm mật khẩu: giữ như giữ cơ sở dữ liệu.\n\n"
           "| Ở đâu | Là gì |\n| --- | --- |\n"
           "| `tables/<bảng>.jsonl` | mỗi dòng một đối tượng JSON (UTF-8), theo thứ tự khóa chính; thời điểm theo giờ UTC, ISO 8601 |\n"
           "| `files/ab/cd/<mã băm>` | nội dung tệp, tên là SHA-256 của chính nó; bảng `file` cho biết tên, loại và hồ sơ liên quan |\n"
           "| `dictionary.json`, `dictionary.md` | từ điển dữ liệu: bảng, cột, kiểu, ràng buộc, chú thích, lấy từ danh mục của cơ sở dữ liệu |\n"
           "| `SHA256SUMS` | mã băm của mọi tệp ở đây |\n\n"
           "Kiểm tra bằng chương trình này: `motcua export --check <thư mục>`. Không có nó: `sha256sum -c SHA256SUMS`, rồi so số dòng\n"
           "của từng tệp (`wc -l tables/*.jsonl`) với từ điển.\n\n"
           "Cột có dấu “tính từ cột khác” trong từ điển không được xuất vì tính lại được. Tệp đang bị cách ly vì có dấu mật không được\n"
           "xuất; dòng của nó trong bảng `file` có `withheld`. Bảng `event` là toàn bộ lịch sử hồ sơ, bảng `audit` là chuỗi băm chứng minh\n"
           "lịch sử chưa bị sửa; cột `payload` và `document` là JSON như chương trình ghi, tên trường theo thuật ngữ tiếng Anh của hệ thống.\n";
}

std::string dictionary_for_people(const json& dictionary) {
    std::string text = "# Từ điển dữ liệu\n";
    for (const auto& table : dictionary.at("tables")) {
        text += "\n## " + table.at("name").get<std::string>() + "\n\n" + table.at("comment").get<std::string>() + "\n\n" +
                std::to_string(table.at("rows").get<std::int64_t>()) + " dòng, tệp `" + table.at("file").get<std::string>() +
                "`, khóa chính: " + table.at("key").get<std::string>() + "\n\n| Cột | Kiểu | Bắt buộc | Ghi chú |\n| --- | --- | --- | --- |\n";
        for (const auto& column : table.at("columns"))
            text += "| " + column.at("name").get<std::string>() + " | " + column.at("type").get<std::string>() + " | " +
                    (column.at("required").get<bool>() ? "có" : "") + " | " + (column.at("derived").get<bool>() ? "tính từ cột khác, không xuất. " : "") +
                    column.at("comment").get<std::string>() + " |\n";
        for (const auto& rule : table.at("rules")) text += "\n- `" + rule.at("rule").get<std::string>() + "`";
        text += "\n";
    }
    return text;
}

}  // namespace server::storage
