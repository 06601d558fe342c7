#pragma once
// The papers of a dossier that could not be digitised, gathered in one bundle labelled by the procedure code
// (001 Đ7.1.d). One bundle a dossier: the label's machine code is the dossier's cover code.

#include <optional>
#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

struct BundleLine {
    std::string component, title;
    int ordinal = 1;
    int originals = 0, copies = 0;
    std::string reason;  // Vietnamese
    DOSSIER_FIELDS(BundleLine, component, title, ordinal, originals, copies, reason)
};

struct Bundle {
    DossierId id;                 // the dossier's: resolves to it
    std::string procedure_code, procedure_name, dossier_code;
    std::vector<BundleLine> lines;
    std::string holder_unit;      // where the papers are now, by the last hand-over both sides confirmed
    std::optional<Instant> held_since;
    DOSSIER_FIELDS(Bundle, id, procedure_code, procedure_name, dossier_code, lines, holder_unit, held_since)
};

// Nothing when every component is digitised.
std::optional<Bundle> bundle_of(const Dossier& dossier);

}  // namespace dossier
