#include "server/storage/export.hpp"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "server/storage/content_copy.hpp"
#include "server/storage/export.sql.hpp"
#include "server/storage/export_layout.hpp"
#include "server/storage/session.hpp"

namespace server::storage {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr Statement next_lines{"export_next_lines", "FETCH 500 FROM exported"};

void put(const fs::path& file, const std::string& text) {
    std::ofstream out{file, std::ios::binary};
    out << text;
    if (!out.flush()) throw std::runtime_error("không ghi được " + file.filename().string());
}

// Every row, passed on as it is written. Returns how many.
template <class Each>
std::int64_t write_table(Session& session, const Row& table, const fs::path& file, Each each) {
    const auto order = table.text("key").empty() ? std::string{} : " ORDER BY " + table.text("key");
    session.execute_script("DECLARE exported NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM (SELECT " + table.text("exported") +
                               " FROM public.\"" + table.text("name") + "\"" + order + ") AS t", "export_open");
    std::ofstream out{file, std::ios::binary};
    std::int64_t count = 0;
    for (auto rows = session.execute(next_lines, {}).rows; !rows.empty(); rows = session.execute(next_lines, {}).rows)
        for (const auto& row : rows) {
            const auto line = row.text("line");
            out << line << '\n';
            each(line);
            ++count;
        }
    session.execute_script("CLOSE exported", "export_close");
    if (!out.flush()) throw std::runtime_error("không ghi được " + file.filename().string() + ": đĩa đầy?");
    return count;
}

}  // namespace

ExportFigures export_everything(const std::string& words, const FileStore& files, const fs::path& target, dossier::Instant now) {
    if (fs::exists(target)) throw std::runtime_error("đã có " + target.string());
    const fs::path half = fs::absolute(target).string() + ".partial";
    fs::remove_all(half);
    fs::create_directories(half / "tables");
    fs::permissions(half, fs::perms::owner_all);
    const FileStore contents{half / contents_folder};

    Session session{DatabaseOptions{words, 1, {}, std::chrono::hours{6}}};
    session.execute_script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "export_begin");
    ExportFigures figures;
    json dictionary{{"format", 1}, {"taken_at", dossier::iso8601(now)}, {"tables", json::array()}};
    for (const auto& table : session.execute(sql::tables_described, {}).rows) {
        const auto name = table.text("name");
        const auto file = "tables/" + name + ".jsonl";
        const auto rows = write_table(session, table, half / file, [&](const std::string& line) {
            if (name != "file") return;
            const auto row = json::parse(line);
            const auto sha256 = row.at("sha256").get<std::string>();
            if (!row.at("withheld").is_null() || contents.has(sha256)) return;
            copy_content(files, contents, sha256);
            ++figures.files;
            figures.file_bytes += static_cast<std::int64_t>(fs::file_size(contents.path_of(sha256)));
        });
        dictionary["tables"].push_back({{"name", name}, {"comment", table.text("comment")}, {"file", file}, {"rows", rows},
                                        {"key", table.text("key")}, {"columns", json::parse(table.text("columns"))},
                                        {"rules", json::parse(table.text("rules"))}});
        ++figures.tables;
        figures.rows += rows;
    }
    session.commit();
    put(half / dictionary_name, dictionary.dump(1) + "\n");
    put(half / "dictionary.md", dictionary_for_people(dictionary));
    put(half / "README.md", readme_of(dictionary));
    std::string sums;
    for (const auto& [name, sum] : sums_of(half)) sums += sum + "  " + name + "\n";
    put(half / sums_name, sums);
    ::sync();
    fs::rename(half, target);
    return figures;
}

}  // namespace server::storage
