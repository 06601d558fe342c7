#pragma once
// Gap-free series. The row of a series stays locked until the unit of work ends: parallel intakes wait for each other,
// and a number drawn by one that rolls back is drawn again.

#include <cstdint>
#include <string>

#include "server/storage/database.hpp"

namespace server::storage {

// 1, 2, 3 … of the day and the receiving agency (TT 01/2018/TT-VPCP Đ19). `date` is the Vietnamese date of reception.
std::int64_t next_daily_number(UnitOfWork& work, const std::string& agency, dossier::CivilDate date);

// 1, 2, 3 … of the year. `kind`: form, document_in, document_out, record, result; `book` tells series of one kind apart.
std::int64_t next_yearly_number(UnitOfWork& work, const std::string& agency, const std::string& kind,
                                const std::string& book, int year);

}  // namespace server::storage
