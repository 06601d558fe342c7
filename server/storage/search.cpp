#include "server/storage/search.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <tuple>

#include "server/storage/search.sql.hpp"

namespace server::storage {
namespace {

using dossier::ErrorCode;
using dossier::fail;

constexpr std::size_t longest_text = 300;  // bytes
constexpr const char* no_id = "00000000-0000-0000-0000-000000000000";

// A dossier's place among all by age: the id decides between two of one moment.
struct Mark {
    std::int64_t at = 0;  // microseconds
    std::string id;
};

// Where a page ended: among all ("a"), among the newest ("n") or the older ones ("o") on either side of `since`.
// "n1764300000000000.7c2a…:1/1764200000000000/6f1e…": part, mark, rank, microseconds, id. Anything else starts from the beginning.
struct Cursor {
    char part = 'a';
    std::optional<Mark> since;
    int rank = -1;
    std::int64_t at = 0;
    std::string id = no_id;
    bool begins() const { return rank < 0 && part == 'a'; }
};

bool is_id(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (dash ? text[at] != '-' : std::string_view{"0123456789abcdef"}.find(text[at]) == std::string_view::npos) return false;
    }
    return text.size() == 36;
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Mark> mark_in(std::string_view text) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto at = number_in(text.substr(0, dot));
    const auto id = text.substr(dot + 1);
    if (!at || !is_id(id)) return std::nullopt;
    return Mark{*at, std::string{id}};
}

bool read_place(std::string_view text, Cursor& cursor) {
    if (text.empty() && cursor.part == 'o') return true;  // nothing of the older ones was shown yet
    const auto first = text.find('/'), second = text.find('/', first + 1);
    if (first != 1 || second == std::string_view::npos || text.size() != second + 37 || text[0] < '0' || text[0] > '3') return false;
    const auto at = number_in(text.substr(2, second - 2));
    cursor.id = text.substr(second + 1);
    if (!at || !is_id(cursor.id)) return false;
    cursor.rank = text[0] - '0';
    cursor.at = *at;
    return true;
}

Cursor read_cursor(std::string_view text) {
    Cursor cursor;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    cursor.part = text[0];
    if (cursor.part == 'n' || cursor.part == 'o') cursor.since = mark_in(text.substr(1, colon - 1));
    if (cursor.part == 'a' ? colon != 1 : !cursor.since) return {};
    return read_place(text.substr(colon + 1), cursor) ? cursor : Cursor{};
}

std::string part_of(char part, const std::optional<Mark>& since) {
    return part + (since ? std::to_string(since->at) + "." + since->id : std::string{}) + ":";
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

std::vector<SearchHit> hits_of(const Rows& rows) {
    std::vector<SearchHit> hits;
    for (const auto& row : rows) hits.push_back(hit_of(row));
    return hits;
}

std::vector<SearchHit> newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const Mark& since, const Cursor& after) {
    return hits_of(work.query(sql::search_since, {{"text", text},
                                                  {"agency", question.agency},
                                                  {"since", since.at},
                                                  {"since_id", since.id},
                                                  {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                                  {"procedure_code", question.procedure_code},
                                                  {"after_rank", after.rank},
                                                  {"after_at", after.at},
                                                  {"after_id", after.id},
                                                  {"most", question.most + 1}}));
}

// Hits, and whether more candidates match than are ranked.
struct Matches {
    std::vector<SearchHit> hits;
    bool bounded = false;
};

Matches matching(UnitOfWork& work, const Statement& statement, const SearchQuestion& question, const std::string& text, bool beginnings,
                 const std::optional<Mark>& until, const Cursor& after) {
    const auto rows = work.query(statement, {{"text", text},
                                             {"beginnings", beginnings},
                                             {"agency", question.agency},
                                             {"until", until ? std::optional{until->at} : std::nullopt},
                                             {"until_id", until ? until->id : std::string{}},
                                             {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                             {"procedure_code", question.procedure_code},
                                             {"after_rank", after.rank},
                                             {"after_at", after.at},
                                             {"after_id", after.id},
                                             {"candidates", question.candidates},
                                             {"most", question.most + 1}});
    return {hits_of(rows), !rows.empty() && rows[0].truth("bounded")};
}

Matches own(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const Cursor& after) {
    return {hits_of(work.query(sql::search_own, {{"text", text},
                                                 {"owner", question.owner},
                                                 {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                                 {"procedure_code", question.procedure_code},
                                                 {"after_rank", after.rank},
                                                 {"after_at", after.at},
                                                 {"after_id", after.id},
                                                 {"most", question.most + 1}}))};
}

// Whole words rank before beginnings, so when they fill the page nothing else is looked for: a beginning makes the index read
// every place of every word that begins so, of all agencies.
Matches all(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const std::optional<Mark>& until, const Cursor& after) {
    if (!question.owner.empty()) return own(work, question, text, after);
    if (after.rank < 2) {
        auto whole = matching(work, sql::search_dossiers, question, text, false, until, after);
        if (whole.hits.size() > static_cast<std::size_t>(question.most)) return whole;
    }
    return matching(work, question.in_papers ? sql::search_with_papers : sql::search_dossiers, question, text, true, until, after);
}

// One hit too many tells that there is another page, and where this one ends.
SearchPage cut(Matches matches, int most, const std::string& part) {
    SearchPage page{std::move(matches.hits), {}, matches.bounded};
    if (page.hits.size() <= static_cast<std::size_t>(most)) return page;
    page.hits.pop_back();
    page.bounded = false;
    const auto& last = page.hits.back();
    page.next = part + std::to_string(last.rank) + "/" + std::to_string(last.opened_at.time_since_epoch().count()) + "/" + last.id.text();
    return page;
}

// The rest of the newest, and older ones after them.
SearchPage after_the_newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const Cursor& cursor) {
    auto hits = newest(work, question, text, *cursor.since, cursor);
    if (hits.size() > static_cast<std::size_t>(question.most)) return cut({std::move(hits)}, question.most, part_of('n', cursor.since));
    auto rest = question;
    rest.most -= static_cast<int>(hits.size());
    auto older = all(work, rest, text, cursor.since, {});
    if (rest.most == 0) return {std::move(hits), older.hits.empty() ? std::string{} : part_of('o', cursor.since)};
    auto page = cut(std::move(older), rest.most, part_of('o', cursor.since));
    page.hits.insert(page.hits.begin(), std::make_move_iterator(hits.begin()), std::make_move_iterator(hits.end()));
    return page;
}

std::optional<Mark> end_of_newest(UnitOfWork& work, const SearchQuestion& question, int window) {
    const auto row = work.one(sql::search_window, {{"agency", question.agency}, {"window", window - 1}});
    if (!row) return std::nullopt;
    return Mark{row->number("at"), row->text("id")};
}

constexpr int reach = 8;  // windows; what is rarer than a page in so many is left to the index of words

// Which matches next to the newest: beginnings are met by walking from dossier to dossier, whole words in the indexes.
std::vector<SearchHit> beyond(UnitOfWork& work, const Statement& statement, const SearchQuestion& question, const std::string& text, const Mark& since,
                              const Mark& floor, std::size_t missing) {
    return hits_of(work.query(statement, {{"text", text},
                                          {"agency", question.agency},
                                          {"since", since.at},
                                          {"since_id", since.id},
                                          {"floor", floor.at},
                                          {"floor_id", floor.id},
                                          {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                          {"procedure_code", question.procedure_code},
                                          {"missing", missing}}));
}

// Matches next to the newest that fill the page with them, no further away than the reach; nothing when they do not. A walk pays where
// a page is filled soon. Whole words rank first, so when these fill it no beginning is looked for.
std::vector<SearchHit> filling(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const Mark& since,
                               const std::vector<SearchHit>& hits, std::size_t wanted) {
    const auto floor = end_of_newest(work, question, question.window * reach).value_or(Mark{0, no_id});
    if (hits.size() < wanted - hits.size()) {
        const auto whole = static_cast<std::size_t>(std::count_if(hits.begin(), hits.end(), [](const auto& hit) { return hit.rank < 2; }));
        auto more = beyond(work, sql::search_whole_beyond, question, text, since, floor, wanted - whole);
        if (whole + more.size() == wanted) return more;
    }
    auto more = beyond(work, sql::search_beyond, question, text, since, floor, wanted - hits.size());
    return hits.size() + more.size() < wanted ? std::vector<SearchHit>{} : more;
}

bool ranks_before(const SearchHit& a, const SearchHit& b) {
    return std::tuple{a.rank, -a.opened_at.time_since_epoch().count(), b.id.text()} < std::tuple{b.rank, -b.opened_at.time_since_epoch().count(), a.id.text()};
}

// Nothing when they do not fill a page. When the newest hold nearly enough, they are as many more as fill it.
std::optional<SearchPage> among_the_newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text) {
    auto since = end_of_newest(work, question, question.window);
    if (!since) return std::nullopt;
    const auto wanted = static_cast<std::size_t>(question.most) + 1;
    auto hits = newest(work, question, text, *since, {});
    if (hits.size() < wanted) {
        if (hits.size() * reach < wanted) return std::nullopt;
        auto more = filling(work, question, text, *since, hits, wanted);
        if (more.empty()) return std::nullopt;
        since = Mark{more.back().opened_at.time_since_epoch().count(), more.back().id.text()};
        hits.insert(hits.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        std::sort(hits.begin(), hits.end(), ranks_before);
        hits.resize(wanted);
    }
    return cut({std::move(hits)}, question.most, part_of('n', since));
}

}  // namespace

dossier::Result<SearchPage> search_dossiers(UnitOfWork& work, const SearchQuestion& question) {
    const auto text = cleaned(question.text);
    if (!searchable(text))
        return fail(ErrorCode::InvalidInput, "hãy nhập ít nhất một chữ hoặc số để tìm", {{"q", "required", "chưa có từ khóa"}});
    const auto cursor = read_cursor(question.after);
    if (cursor.part == 'n') return after_the_newest(work, question, text, cursor);
    if (cursor.begins() && question.owner.empty() && !question.agency.empty())
        if (auto page = among_the_newest(work, question, text)) return *std::move(page);
    return cut(all(work, question, text, cursor.since, cursor), question.most, part_of(cursor.part, cursor.since));
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
