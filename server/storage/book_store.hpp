#pragma once
// The follow-up book (Sổ theo dõi hồ sơ) of an agency and a year: every received dossier has one line, numbered from 1
// without gaps (TT 01/2018/TT-VPCP Đ9, Đ10.2).

#include <optional>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct BookPlace {
    int year = 0;
    int number = 0;
};
// Enters a dossier in the book of its reception's year; after that book was closed, in the next one. The book's row
// stays locked until the unit of work ends.
BookPlace enter_in_book(UnitOfWork& work, const dossier::Dossier& received, dossier::Instant at);
std::optional<BookPlace> book_place(UnitOfWork& work, const dossier::DossierId& dossier);

struct Book {
    int year = 0;
    int last = 0;
    std::optional<dossier::Instant> closed_at;
};
std::optional<Book> find_book(UnitOfWork& work, std::string_view agency, int year);
// False when it was closed before.
bool close_book(UnitOfWork& work, std::string_view agency, int year, std::string_view by, dossier::Instant now);

struct BookLine {
    int number = 0;
    dossier::Dossier dossier;
};
// In order, from the number after `after`.
std::vector<BookLine> book_lines(UnitOfWork& work, std::string_view agency, int year, int after, int most);

}  // namespace server::storage
