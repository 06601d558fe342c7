#pragma once
// Where signatures stand on the page already, so that the seal can go over the person's.

#include <optional>

#include <qpdf/QPDF.hh>

#include "dossier/signing_rules/placement.hpp"

namespace integrations::signing {

struct Placed {
    int page = 0;  // from 1
    dossier::signing_rules::PlaceMm place{};
};

// The last visible signature, in millimetres of the displayed page.
std::optional<Placed> last_visible_signature(QPDF& pdf);
// The seal over a third of it, or at the usual place of the last page.
Placed seal_place(QPDF& pdf, double diameter_mm = dossier::signing_rules::seal_diameter_mm);

}  // namespace integrations::signing
