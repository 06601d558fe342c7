#include "integrations/signing/signature_place.hpp"

#include <cmath>

#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {

namespace rules = dossier::signing_rules;

namespace {

rules::PageSize size_of(const std::vector<QPDFObjectHandle>& pages, int page) { return PageGeometry(pages.at(static_cast<size_t>(page - 1))).displayed(); }

std::string size_text(double width, double height) {
    return "rộng " + std::to_string(std::lround(width)) + " mm, cao " + std::to_string(std::lround(height)) + " mm";
}

}  // namespace

std::optional<Placed> last_visible_signature(QPDF& pdf) {
    std::optional<Placed> found;
    const auto pages = pdf.getAllPages();
    for (auto& field : signature_fields(pdf)) {
        if (!field.signed_already() || field.widgets.empty()) continue;
        auto widget = field.widgets.front();
        auto box = widget.getKey("/Rect");
        for (size_t i = 0; i < pages.size() && box.isRectangle(); ++i) {
            const auto rectangle = box.getArrayAsRectangle();
            if (pages[i].getObjGen() != widget.getKey("/P").getObjGen() || rectangle.urx <= rectangle.llx) continue;
            const auto place =
                PageGeometry(pages[i]).to_displayed({rectangle.llx, rectangle.lly, rectangle.urx, rectangle.ury});
            found = Placed{static_cast<int>(i + 1), place};
        }
    }
    return found;
}

Placed seal_place(QPDF& pdf, double diameter_mm) {
    const auto pages = pdf.getAllPages();
    const int last = static_cast<int>(pages.size());
    const auto person = last_visible_signature(pdf).value_or(Placed{last, rules::person_place(size_of(pages, last))});
    return {person.page, rules::agency_place(size_of(pages, person.page), person.place, diameter_mm)};
}

dossier::Result<Placed> seal_place(QPDF& pdf, double diameter_mm, int page, const std::optional<CornerMm>& corner) {
    const auto pages = pdf.getAllPages();
    if (page < 0 || page > static_cast<int>(pages.size()))
        return dossier::fail(dossier::ErrorCode::InvalidInput, "tệp không có trang " + std::to_string(page) + ", chỉ có " + std::to_string(pages.size()) + " trang");
    auto where = seal_place(pdf, diameter_mm);
    if (page != 0 && page != where.page) where = {page, rules::agency_place(size_of(pages, page), rules::person_place(size_of(pages, page)), diameter_mm)};
    const auto size = size_of(pages, where.page);
    auto& place = where.place;
    if (corner) {
        place.left = corner->left;
        place.top = corner->top;
    }
    if (place.left >= 0 && place.top >= 0 && place.left + place.width <= size.width && place.top + place.height <= size.height) return where;
    return dossier::fail(dossier::ErrorCode::InvalidInput, "con dấu nằm ngoài trang " + std::to_string(where.page) + ": trang " + size_text(size.width, size.height) +
                                                               "; con dấu cùng dòng chữ dưới nó " + size_text(place.width, place.height));
}

}  // namespace integrations::signing
