#pragma once
// Amounts as papers and pages print them.

#include <cstdint>
#include <string>

namespace dossier {

// 1250000 → "1.250.000 đồng".
std::string vietnamese_money(std::int64_t dong);

}  // namespace dossier
