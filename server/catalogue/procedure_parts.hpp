#pragma once
// The parts of a procedure file. Each reads one object and tells its faults through the reader.

#include "dossier/catalogue/procedure.hpp"
#include "server/catalogue/json_reader.hpp"

namespace server::catalogue {

dossier::ComponentRule read_component(const Reader& reader);
dossier::FeeRule read_fee(const Reader& reader);
dossier::CaseRule read_case(const Reader& reader);
dossier::StepRule read_step(const Reader& reader);

Json write_component(const dossier::ComponentRule& rule);
Json write_fee(const dossier::FeeRule& rule);
Json write_case(const dossier::CaseRule& rule);
Json write_step(const dossier::StepRule& rule);

}  // namespace server::catalogue
