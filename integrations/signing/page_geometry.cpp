#include "integrations/signing/page_geometry.hpp"

#include <algorithm>
#include <array>

#include "integrations/signing/increment.hpp"

namespace integrations::signing {
namespace {

using dossier::signing_rules::PageSize;
using dossier::signing_rules::PlaceMm;

// Page attributes are inherited through /Parent; loops end after 32 steps.
QPDFObjectHandle inherited(QPDFObjectHandle node, const char* key) {
    for (int depth = 0; depth < 32 && node.isDictionary(); ++depth) {
        if (node.hasKey(key)) return node.getKey(key);
        node = node.getKey("/Parent");
    }
    return QPDFObjectHandle::newNull();
}

bool read_box(QPDFObjectHandle box, std::array<double, 4>& out) {
    if (!box.isArray() || box.getArrayNItems() != 4) return false;
    std::array<double, 4> raw{};
    for (int i = 0; i < 4; ++i) {
        auto item = box.getArrayItem(i);
        if (!item.isNumber()) return false;
        raw[static_cast<size_t>(i)] = item.getNumericValue();
    }
    out = {std::min(raw[0], raw[2]), std::min(raw[1], raw[3]), std::max(raw[0], raw[2]), std::max(raw[1], raw[3])};
    return out[2] - out[0] > 0 && out[3] - out[1] > 0;
}

}  // namespace

std::string UserRectangle::text() const {
    return "[" + pdf_number(left) + " " + pdf_number(bottom) + " " + pdf_number(right) + " " + pdf_number(top) + "]";
}

PageGeometry::PageGeometry(QPDFObjectHandle page) {
    std::array<double, 4> media{0, 0, 612, 792}, crop{};
    read_box(inherited(page, "/MediaBox"), media);
    if (read_box(inherited(page, "/CropBox"), crop)) {
        const std::array<double, 4> both{std::max(media[0], crop[0]), std::max(media[1], crop[1]),
                                         std::min(media[2], crop[2]), std::min(media[3], crop[3])};
        if (both[2] > both[0] && both[3] > both[1]) media = both;
    }
    left_ = media[0], bottom_ = media[1], right_ = media[2], top_ = media[3];
    auto rotate = inherited(page, "/Rotate");
    if (rotate.isInteger()) rotate_ = static_cast<int>(((rotate.getIntValue() % 360) + 360) % 360) / 90 * 90;
    auto user_unit = page.getKey("/UserUnit");
    if (user_unit.isNumber() && user_unit.getNumericValue() > 0) unit_ /= user_unit.getNumericValue();
}

PageSize PageGeometry::displayed() const {
    const double width = (right_ - left_) / unit_, height = (top_ - bottom_) / unit_;
    return rotate_ % 180 == 0 ? PageSize{width, height} : PageSize{height, width};
}

UserRectangle PageGeometry::to_user(const PlaceMm& place) const {
    const double l = place.left * unit_, t = place.top * unit_;
    const double r = (place.left + place.width) * unit_, b = (place.top + place.height) * unit_;
    switch (rotate_) {
        case 90: return {left_ + t, bottom_ + l, left_ + b, bottom_ + r};
        case 180: return {right_ - r, bottom_ + t, right_ - l, bottom_ + b};
        case 270: return {right_ - b, top_ - r, right_ - t, top_ - l};
        default: return {left_ + l, top_ - b, left_ + r, top_ - t};
    }
}

PlaceMm PageGeometry::to_displayed(const UserRectangle& rectangle) const {
    const double l = rectangle.left - left_, b = rectangle.bottom - bottom_;
    const double r = right_ - rectangle.right, t = top_ - rectangle.top;
    const double width = (rectangle.right - rectangle.left) / unit_, height = (rectangle.top - rectangle.bottom) / unit_;
    switch (rotate_) {
        case 90: return {b / unit_, l / unit_, height, width};
        case 180: return {r / unit_, b / unit_, width, height};
        case 270: return {t / unit_, r / unit_, height, width};
        default: return {l / unit_, t / unit_, width, height};
    }
}

std::string PageGeometry::upright() const {
    switch (rotate_) {
        case 90: return "[0 1 -1 0 0 0]";
        case 180: return "[-1 0 0 -1 0 0]";
        case 270: return "[0 -1 1 0 0 0]";
        default: return "[1 0 0 1 0 0]";
    }
}

}  // namespace integrations::signing
