#include "server/storage/book_store.hpp"

#include "server/storage/book_store.sql.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::storage {

BookPlace enter_in_book(UnitOfWork& work, const dossier::Dossier& received, dossier::Instant at) {
    const auto first = static_cast<int>(dossier::vietnam_date(received.official_start().value_or(at)).year());
    for (int year = first; year <= first + 1; ++year)
        if (const auto row = work.one(sql::enter_in_book, {{"agency", received.agency}, {"year", year}, {"dossier", received.id}, {"at", at}}))
            return {static_cast<int>(row->number("year")), static_cast<int>(row->number("number"))};
    throw StorageFault{StorageFault::Kind::Violation, "", "book_closed", "enter_in_book"};  // the next year's too
}

std::optional<BookPlace> book_place(UnitOfWork& work, const dossier::DossierId& dossier) {
    const auto row = work.one(sql::book_entry_of, {{"dossier", dossier}});
    if (!row) return std::nullopt;
    return BookPlace{static_cast<int>(row->number("year")), static_cast<int>(row->number("number"))};
}

std::optional<Book> find_book(UnitOfWork& work, std::string_view agency, int year) {
    const auto row = work.one(sql::find_book, {{"agency", agency}, {"year", year}});
    if (!row) return std::nullopt;
    return Book{year, static_cast<int>(row->number("last")), row->maybe_instant("closed_at")};
}

bool close_book(UnitOfWork& work, std::string_view agency, int year, std::string_view by, dossier::Instant now) {
    return work.run(sql::close_book, {{"agency", agency}, {"year", year}, {"by", by}, {"now", now}}) == 1;
}

std::vector<BookLine> book_lines(UnitOfWork& work, std::string_view agency, int year, int after, int most) {
    std::vector<BookLine> lines;
    for (const auto& row : work.query(sql::book_lines, {{"agency", agency}, {"year", year}, {"after", after}, {"most", most}}))
        lines.push_back({static_cast<int>(row.number("number")), *find_dossier(work, row.id<dossier::DossierId>("dossier"))});
    return lines;
}

}  // namespace server::storage
