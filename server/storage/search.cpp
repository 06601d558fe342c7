#include "server/storage/search.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "server/storage/search.sql.hpp"
#include "server/storage/search_cursor.hpp"

namespace server::storage {
namespace {

using dossier::ErrorCode;
using dossier::fail;

constexpr std::size_t longest_text = 300;  // bytes
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

std::vector<SearchHit> since_then(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const SearchMark& since, const SearchCursor& after) {
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
                 const std::optional<SearchMark>& until, const SearchCursor& after) {
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

Matches own(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const SearchCursor& after) {
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
Matches all(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const std::optional<SearchMark>& until, const SearchCursor& after) {
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
SearchPage after_the_newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const SearchCursor& cursor) {
    auto hits = since_then(work, question, text, *cursor.since, cursor);
    if (hits.size() > static_cast<std::size_t>(question.most)) return cut({std::move(hits)}, question.most, part_of('n', cursor.since));
    auto rest = question;
    rest.most -= static_cast<int>(hits.size());
    auto older = all(work, rest, text, cursor.since, {});
    if (rest.most == 0) return {std::move(hits), older.hits.empty() ? std::string{} : part_of('o', cursor.since)};
    auto page = cut(std::move(older), rest.most, part_of('o', cursor.since));
    page.hits.insert(page.hits.begin(), std::make_move_iterator(hits.begin()), std::make_move_iterator(hits.end()));
    return page;
}

// What matches of the newest, and where these end; no end: the agency has fewer than so many.
struct Newest {
    std::optional<SearchMark> end;
    std::vector<SearchHit> hits;
};

Newest newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text) {
    Newest found;
    for (const auto& row : work.query(sql::search_newest, {{"text", text},
                                                           {"agency", question.agency},
                                                           {"window", question.window},
                                                           {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                                           {"procedure_code", question.procedure_code},
                                                           {"most", question.most + 1}})) {
        found.end = SearchMark{row.number("mark_at"), row.text("mark_id")};
        if (!row.is_null("id")) found.hits.push_back(hit_of(row));
    }
    return found;
}

// Which matches next to the newest, in the periods of the last weeks.
std::vector<SearchHit> lately(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const SearchMark& since, bool beginnings,
                              std::size_t missing) {
    return hits_of(work.query(sql::search_lately, {{"text", text},
                                                   {"agency", question.agency},
                                                   {"beginnings", beginnings},
                                                   {"since", since.at},
                                                   {"since_id", since.id},
                                                   {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                                   {"procedure_code", question.procedure_code},
                                                   {"missing", missing}}));
}

std::vector<SearchHit> walked(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const SearchMark& since, std::size_t missing) {
    constexpr int reach = 2'000;  // dossiers
    return hits_of(work.query(sql::search_beyond, {{"text", text},
                                                   {"agency", question.agency},
                                                   {"since", since.at},
                                                   {"since_id", since.id},
                                                   {"reach", reach},
                                                   {"state", question.state ? dossier::name_of(*question.state) : std::string_view{}},
                                                   {"procedure_code", question.procedure_code},
                                                   {"missing", missing}}));
}

// Matches next to the newest that fill the page with them; nothing when they do not. Where the page is half full the few dossiers it
// takes are walked, else the words of the last weeks are looked up: whatever the newest happen to be, a word many share fills the page.
// Whole words rank first, so when these do no beginning is looked for.
std::vector<SearchHit> filling(UnitOfWork& work, const SearchQuestion& question, const std::string& text, const Newest& near, std::size_t wanted) {
    const auto missing = wanted - near.hits.size();
    std::vector<SearchHit> more;
    if (near.hits.size() >= missing) {
        more = walked(work, question, text, *near.end, missing);
    } else {
        const auto whole = static_cast<std::size_t>(std::count_if(near.hits.begin(), near.hits.end(), [](const auto& hit) { return hit.rank < 2; }));
        more = lately(work, question, text, *near.end, false, wanted - whole);
        if (whole + more.size() == wanted) return more;
        if (whole < near.hits.size()) more = lately(work, question, text, *near.end, true, missing);
    }
    if (more.size() < missing) more.clear();
    return more;
}

bool ranks_before(const SearchHit& a, const SearchHit& b) {
    return std::tuple{a.rank, -a.opened_at.time_since_epoch().count(), b.id.text()} < std::tuple{b.rank, -b.opened_at.time_since_epoch().count(), a.id.text()};
}

// Nothing when they and the last weeks do not fill a page. They are as many more of these as fill it.
std::optional<SearchPage> among_the_newest(UnitOfWork& work, const SearchQuestion& question, const std::string& text) {
    auto near = newest(work, question, text);
    const auto wanted = static_cast<std::size_t>(question.most) + 1;
    if (!near.end) return std::nullopt;
    if (near.hits.size() < wanted) {
        auto more = filling(work, question, text, near, wanted);
        if (more.empty()) return std::nullopt;
        near.end = SearchMark{more.back().opened_at.time_since_epoch().count(), more.back().id.text()};
        near.hits.insert(near.hits.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        std::sort(near.hits.begin(), near.hits.end(), ranks_before);
        near.hits.resize(wanted);
    }
    return cut({std::move(near.hits)}, question.most, part_of('n', near.end));
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
