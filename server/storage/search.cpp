#include "server/storage/search.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "server/storage/search.sql.hpp"

namespace server::storage {
namespace {

using dossier::ErrorCode;
using dossier::fail;

constexpr std::size_t longest_text = 300;  // bytes

// "1/1764300000000000/6f1e…": rank, microseconds, id. Anything else starts from the beginning.
struct Cursor {
    int rank = -1;
    std::int64_t at = 0;
    std::string id = "00000000-0000-0000-0000-000000000000";
};

Cursor read_cursor(const std::string& text) {
    Cursor cursor;
    const auto first = text.find('/'), second = text.find('/', first + 1);
    if (first != 1 || second == std::string::npos || text.size() != second + 37) return {};
    const auto* end = text.data() + second;
    const auto [stop, error] = std::from_chars(text.data() + 2, end, cursor.at);
    cursor.id = text.substr(second + 1);
    if (error != std::errc{} || stop != end || text[0] < '0' || text[0] > '3' ||
        cursor.id.find_first_not_of("0123456789abcdef-") != std::string::npos)
        return {};
    cursor.rank = text[0] - '0';
    return cursor;
}

// Control characters become blanks; a long text is cut before a character, not inside it.
std::string cleaned(const std::string& text) {
    auto clean = text.substr(0, longest_text);
    if (text.size() > longest_text)
        while (!clean.empty() && (static_cast<unsigned char>(text[clean.size()]) & 0xC0) == 0x80) clean.pop_back();
    std::replace_if(clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    const auto first = clean.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return clean.substr(first, clean.find_last_not_of(' ') - first + 1);
}

bool searchable(const std::string& text) {
    // Letters beyond ASCII are Vietnamese ones here; marks alone hold nothing to look for.
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto sign = static_cast<unsigned char>(c);
        return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || sign >= 0x80;
    });
}

SearchHit hit_of(const Row& row) {
    SearchHit hit;
    hit.id = row.id<dossier::DossierId>("id");
    hit.code = row.text("code");
    hit.procedure_code = row.text("procedure_code");
    hit.procedure_name = row.text("procedure_name");
    hit.agency = row.text("agency");
    hit.state = dossier::value_named<dossier::State>(row.text("state")).value_or(dossier::State::Draft);
    hit.applicant = dossier::Personal<std::string>{row.text("applicant_name")};
    hit.subject = dossier::Personal<std::string>{row.text("subject_name")};
    hit.opened_at = row.instant("opened_at");
    hit.due_at = row.maybe_instant("due_at");
    hit.rank = static_cast<int>(row.number("rank"));
    return hit;
}

}  // namespace

dossier::Result<SearchPage> search_dossiers(UnitOfWork& work, const SearchQuestion& question) {
    const auto text = cleaned(question.text);
    if (!searchable(text))
        return fail(ErrorCode::InvalidInput, "hãy nhập ít nhất một chữ hoặc số để tìm", {{"q", "required", "chưa có từ khóa"}});
    const auto cursor = read_cursor(question.after);
    const auto rows = work.query(
        sql::search_dossiers, {{"text", text},
                               {"agency", question.agency},
                               {"owner", question.owner},
                               {"in_papers", question.in_papers},
                               {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                               {"procedure_code", question.procedure_code},
                               {"after_rank", cursor.rank},
                               {"after_at", cursor.at},
                               {"after_id", cursor.id},
                               {"most", question.most + 1}});
    SearchPage page;
    for (const auto& row : rows) page.hits.push_back(hit_of(row));
    if (page.hits.size() <= static_cast<std::size_t>(question.most)) return page;
    page.hits.pop_back();
    const auto& last = page.hits.back();
    page.next = std::to_string(last.rank) + "/" + std::to_string(last.opened_at.time_since_epoch().count()) + "/" + last.id.text();
    return page;
}

dossier::Result<std::vector<PageHit>> search_pages(UnitOfWork& work, const std::string& text, const std::string& agency, int most) {
    const auto clean = cleaned(text);
    if (!searchable(clean))
        return fail(ErrorCode::InvalidInput, "hãy nhập ít nhất một chữ hoặc số để tìm", {{"q", "required", "chưa có từ khóa"}});
    std::vector<PageHit> hits;
    for (const auto& row : work.query(sql::search_pages, {{"text", clean}, {"agency", agency}, {"most", most}}))
        hits.push_back({row.id<dossier::StackId>("stack"), row.text("purpose"), row.id<dossier::DossierId>("dossier"), row.text("file_name"),
                        static_cast<int>(row.number("number")), row.truth("as_typed")});
    return hits;
}

}  // namespace server::storage
