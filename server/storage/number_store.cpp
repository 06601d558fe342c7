#include "server/storage/number_store.hpp"

#include "server/storage/number_store.sql.hpp"

namespace server::storage {
namespace {

std::int64_t next(UnitOfWork& work, const std::string& agency, const std::string& kind, const std::string& book,
                  const std::string& period) {
    return work.one(sql::next_number, {{"agency", agency}, {"kind", kind}, {"book", book}, {"period", period}})
        ->number("last");
}

}  // namespace

std::int64_t next_daily_number(UnitOfWork& work, const std::string& agency, dossier::CivilDate date) {
    return next(work, agency, "dossier", "", dossier::iso_date(date));
}

std::int64_t next_yearly_number(UnitOfWork& work, const std::string& agency, const std::string& kind,
                                const std::string& book, int year) {
    return next(work, agency, kind, book, std::to_string(year));
}

}  // namespace server::storage
