#pragma once
// Texts put into the binary at build time: nothing reads the source tree at run time.

#include <string_view>

namespace server::catalogue {

extern const std::string_view shipped_calendar_text;   // sample_data/calendars/vietnam.json
extern const std::string_view shipped_rule_sets_text;  // sample_data/rules/rule_sets.json
extern const std::string_view shipped_intake_rules_text;  // sample_data/rules/intake_rules.json
extern const std::string_view procedure_schema_text;   // sample_data/procedures/procedure.schema.json

}  // namespace server::catalogue
