#pragma once
// What the national indicators (QĐ 766/QĐ-TTg) will make of a record, told before it leaves. Pure.
// Source of the formulas: a public formula document of 2026 (integrations/README.md); to be checked by the agency.

#include <string>
#include <string_view>
#include <vector>

#include "integrations/national_portal/record.hpp"

namespace integrations::national_portal {

enum class Severity {
    Blocks,  // the portal would refuse the record or not count the dossier at all
    Costs,   // accepted, but one indicator loses this dossier
};

struct Finding {
    Severity severity;
    std::string field;            // as on the wire
    std::string_view indicator;   // "4.2", empty when none
    std::string message;          // Vietnamese, no personal data
};

std::vector<Finding> preflight(const Record& record);
bool may_leave(const std::vector<Finding>& findings);

}  // namespace integrations::national_portal
