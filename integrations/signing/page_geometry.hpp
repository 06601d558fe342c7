#pragma once
// Places on a page as a person sees it: millimetres from the top left corner of the displayed page
// (CropBox, /Rotate and /UserUnit applied), against PDF user space.

#include <string>

#include <qpdf/QPDFObjectHandle.hh>

#include "dossier/signing_rules/placement.hpp"

namespace integrations::signing {

struct UserRectangle {
    double left, bottom, right, top;  // user space units, ordered
    std::string text() const;         // "[l b r t]"
};

class PageGeometry {
  public:
    explicit PageGeometry(QPDFObjectHandle page);
    dossier::signing_rules::PageSize displayed() const;
    UserRectangle to_user(const dossier::signing_rules::PlaceMm& place) const;
    dossier::signing_rules::PlaceMm to_displayed(const UserRectangle& rectangle) const;
    // Form matrix that keeps an appearance upright on a rotated page.
    std::string upright() const;

  private:
    double left_ = 0, bottom_ = 0, right_ = 612, top_ = 792;  // CropBox within MediaBox
    double unit_ = 72 / 25.4;                                 // user units in a millimetre
    int rotate_ = 0;                                          // 0, 90, 180, 270 clockwise
};

}  // namespace integrations::signing
