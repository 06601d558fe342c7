#pragma once
// Dossier codes (mã số hồ sơ) and agency codes.
//   A, 2018 (TT 01/2018/TT-VPCP Đ19):  VVV.ZZ.YY.MXX-YYMMDD-NNNN     000.00.12.H32-210415-0001
//   B, agency codes of QĐ 20/2020:     <agency, general first>-YYMMDD-NNNN     H56.14-250225-0001
//   C, given by the national portal:   <agency>-YYYYMMDD-NNNNNNN     G09.20-20260609-0092637, kept as it comes
// NNNN restarts daily per receiving agency and grows to five digits after 9999.

#include <optional>
#include <string>
#include <string_view>

#include "dossier/time.hpp"

namespace dossier {

enum class CodeScheme { A, B, C };

// The scheme new codes use on a date; B from 1 July 2025 (two-tier local government).
CodeScheme scheme_on(CivilDate date);

bool is_agency_code_2016(std::string_view code);  // 000.00.01.H56, most special part first (QCVN 102:2016)
bool is_agency_code_2020(std::string_view code);  // H56.01.02, most general part first, at most 35 characters
// Under the scheme (C follows B). Fails with InvalidInput saying what is expected.
Result<void> check_agency_code(std::string_view code, CodeScheme scheme);

// Pure: the serial is drawn elsewhere. Fails with InvalidInput on a code of the wrong scheme or serial 0.
Result<std::string> compose_code(std::string_view agency, CivilDate official_date, unsigned serial, CodeScheme scheme);

struct DossierCodeParts {
    CodeScheme scheme = CodeScheme::B;
    std::string agency;
    CivilDate date{};
    unsigned serial = 0;
};
// Fails with InvalidInput when the text is none of the three.
Result<DossierCodeParts> parse_code(std::string_view code);

// Field codes: G15-TP07. Procedure codes: 1.001193, 2.002621.H99. Component codes: 000.00.00.G15-KQ004389.
bool is_field_code(std::string_view code);
bool is_procedure_code(std::string_view code);
bool is_component_code(std::string_view code);

}  // namespace dossier
