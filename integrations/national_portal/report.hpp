#pragma once
// From a dossier to what the national portal is told about it. Pure.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dossier/event.hpp"
#include "dossier/intake/dossier.hpp"
#include "integrations/national_portal/record.hpp"

namespace integrations::national_portal {

// What a dossier does not know itself.
struct Surroundings {
    // Name of an agency by its code, of an officer by account id; the code or nothing when unknown.
    std::function<std::string(const std::string&)> agency_name;
    std::function<std::string(const dossier::OfficerId&)> officer_name;
    // Address at which the portal fetches a file; signed and expiring.
    std::function<std::string(const dossier::FileId&)> link;
    // MaCSDL by what was looked up. "1" for population data is inferred, the list is not published: configuration.
    std::map<std::string, std::string> database_codes{{"identity", "1"}, {"residence", "1"}};
};

// MaHoSo: the portal's own code for what it sent us, else ours; empty before reception.
std::string reported_code(const dossier::Dossier& dossier);

// The portal is told when its status of the dossier changes, when the due date does, and when results do.
bool concerns_portal(const dossier::Dossier& before, const dossier::Dossier& after);

Record report_of(const dossier::Dossier& dossier, const Surroundings& surroundings);

// The step `event` was, after which the dossier is `after`.
Progress progress_of(const dossier::Dossier& after, const dossier::Event& event, const Surroundings& surroundings);

}  // namespace integrations::national_portal
