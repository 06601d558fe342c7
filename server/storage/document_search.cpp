#include "server/storage/document_search.hpp"

#include <charconv>

#include "server/storage/document_search.sql.hpp"

namespace server::storage {
namespace {

// "1764300000000000/6f1e…": microseconds and id of the last row; anything else begins at the beginning.
struct Place {
    std::optional<std::int64_t> at;
    std::string id;
};

Place read_place(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || text.size() != slash + 37) return {};
    std::int64_t at = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + slash, at);
    if (error != std::errc{} || stop != text.data() + slash) return {};
    const auto id = text.substr(slash + 1);
    if (id.find_first_not_of("0123456789abcdef-") != std::string_view::npos) return {};
    return {at, std::string{id}};
}

std::string place_of(dossier::Instant at, const std::string& id) { return std::to_string(at.time_since_epoch().count()) + "/" + id; }

std::string word_of(const std::optional<int>& number) { return number ? std::to_string(*number) : std::string{}; }

template <class E>
std::string word_of(const std::optional<E>& choice) {
    return choice ? std::string{dossier::name_of(*choice)} : std::string{};
}

std::string word_of(const std::optional<bool>& truth) { return !truth ? "" : *truth ? "true" : "false"; }

// One row too many tells that there is another page.
template <class Page>
Page cut(Page page, int most, const auto& place) {
    if (page.found.size() <= static_cast<std::size_t>(most)) return page;
    page.found.pop_back();
    page.next = place(page.found.back());
    return page;
}

}  // namespace

IncomingPage search_incoming(UnitOfWork& work, const DocumentQuestion& question) {
    const auto after = read_place(question.after);
    IncomingPage page;
    for (const auto& row : work.query(sql::search_incoming, {{"agency", question.agency},
                                                             {"text", question.text},
                                                             {"party", question.party},
                                                             {"notation", question.notation},
                                                             {"subject", question.subject},
                                                             {"officer", question.officer},
                                                             {"since", question.since},
                                                             {"until", question.until},
                                                             {"day", question.day},
                                                             {"came", word_of(question.came)},
                                                             {"scan", word_of(question.scan)},
                                                             {"legal_status", word_of(question.legal_status)},
                                                             {"failed_check", word_of(question.failed_check)},
                                                             {"number", word_of(question.number)},
                                                             {"year", word_of(question.year)},
                                                             {"unit", question.unit},
                                                             {"after_at", after.at},
                                                             {"after_id", after.id},
                                                             {"most", question.most + 1}}))
        page.found.push_back({incoming_document_of(row), row.truth("by_text")});
    return cut(std::move(page), question.most, [](const FoundIncoming& last) { return place_of(last.document.arrived_at, last.document.id); });
}

SentPage search_sent(UnitOfWork& work, const DocumentQuestion& question) {
    const auto after = read_place(question.after);
    SentPage page;
    for (const auto& row : work.query(sql::search_sent, {{"agency", question.agency},
                                                         {"text", question.text},
                                                         {"party", question.party},
                                                         {"notation", question.notation},
                                                         {"subject", question.subject},
                                                         {"officer", question.officer},
                                                         {"since", question.since},
                                                         {"until", question.until},
                                                         {"after_at", after.at},
                                                         {"after_id", after.id},
                                                         {"most", question.most + 1}}))
        page.found.push_back({row.text("id"), row.text("to_agency"), row.text("receiver"), row.text("notation"), row.text("subject"), row.text("sent_by_name"),
                              row.id<dossier::FileId>("file"), row.instant("sent_at"),
                              {row.truth("there_failed"), static_cast<int>(row.number("there_number")), static_cast<int>(row.number("there_year")),
                               row.maybe_instant("there_registered_at"), row.maybe_instant("there_forwarded_at")},
                              row.truth("by_text")});
    return cut(std::move(page), question.most, [](const FoundSent& last) { return place_of(last.sent_at, last.id); });
}

dossier::FileId file_in_books(UnitOfWork& work, std::string_view agency, std::string_view id) {
    const auto row = work.one(sql::file_in_books, {{"agency", agency}, {"id", id}});
    return row ? row->id<dossier::FileId>("file") : dossier::FileId{};
}

void put_document_text(UnitOfWork& work, const dossier::FileId& file, int page, const std::string& text) {
    work.run(sql::put_document_text, {{"file", file}, {"page", page}, {"text", text}});
}

void forget_document_text(UnitOfWork& work, const std::string& sha256) { work.run(sql::forget_document_text, {{"sha256", sha256}}); }

}  // namespace server::storage
