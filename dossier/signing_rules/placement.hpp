#pragma once
// Where signatures stand on the page. Millimetres on the displayed page, origin at the top left corner.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 8.5.c, 10 and 11.3.c; NĐ 30/2020/NĐ-CP Appendix I.

#include "dossier/result.hpp"

namespace dossier::signing_rules {

struct PageSize {
    double width, height;  // mm
};

struct PlaceMm {
    double left, top, width, height;  // mm
};

// Share of the person's signature that the seal covers, from the left ("khoảng một phần ba").
inline constexpr double seal_overlap = 1.0 / 3;
inline constexpr double seal_diameter_mm = 36;  // seal of a commune people's committee; the image registry may differ
inline constexpr double caption_height_mm = 9;  // agency name and time under the seal

// The usual place of the authorised person's signature: lower right of the last page.
PlaceMm person_place(PageSize page);

// Where the page leaves room for a hand: below the title, above the name (NĐ 30/2020 Appendix I, 7.d).
struct SigningBlock {
    double left = 0, width = 0;               // of title and name, mm
    double title_bottom = 0, name_top = 0;    // mm from the top of the page
};
SigningBlock usual_block(PageSize page);  // around person_place
// Above the hand: so many lines of 13 pt, the last ending where the title ends.
PlaceMm title_place(const SigningBlock& block, int lines);
// Between the two, in the middle, as large as it fits and no larger than `width_mm`; `height_by_width` keeps its proportions.
// Fails with InvalidInput when the room is lower than 8 mm, narrower than 15 mm, or not on the page.
Result<PlaceMm> hand_place(PageSize page, const SigningBlock& block, double width_mm, double height_by_width);

// The seal over the left third of the person's signature, vertically centred on it; the caption hangs below.
PlaceMm agency_place(PageSize page, const PlaceMm& person, double diameter_mm = seal_diameter_mm);

enum class CopyProfile {
    Rules2019,   // QĐ 20/2019, TT 01/2019: red seal, agency name, time
    Decree2020,  // NĐ 30/2020: no image; copy form, agency, time
};
inline constexpr double corner_text_pt = 10;  // of the text alone, black and upright (NĐ 30/2020 Appendix I, part II)
// Top right corner of page 1: digitised papers, copies and appendices. A text alone is as high as its lines.
PlaceMm copy_place(PageSize page, CopyProfile profile, double diameter_mm = seal_diameter_mm);

// Share of `person`'s width, from its left edge, that lies under `seal`: 0 … 1.
double overlap_from_left(const PlaceMm& person, const PlaceMm& seal);

}  // namespace dossier::signing_rules
