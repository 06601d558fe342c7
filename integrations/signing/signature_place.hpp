#pragma once
// Where signatures stand on the page already, so that the seal can go over the person's.

#include <optional>

#include <qpdf/QPDF.hh>

#include "dossier/result.hpp"
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

struct CornerMm {
    double left = 0, top = 0;
};
// Where somebody wants it: the page from 1, or 0 for the one it would stand on by itself; its upper left corner, or as it would
// stand there. Fails with InvalidInput when there is no such page, or a part of the seal or its caption would be outside of it.
dossier::Result<Placed> seal_place(QPDF& pdf, double diameter_mm, int page, const std::optional<CornerMm>& corner);

}  // namespace integrations::signing
