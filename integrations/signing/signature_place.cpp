#include "integrations/signing/signature_place.hpp"

#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {

namespace rules = dossier::signing_rules;

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
    const auto size_of = [&](int page) { return PageGeometry(pages.at(static_cast<size_t>(page - 1))).displayed(); };
    const int last = static_cast<int>(pages.size());
    const auto person = last_visible_signature(pdf).value_or(Placed{last, rules::person_place(size_of(last))});
    return {person.page, rules::agency_place(size_of(person.page), person.place, diameter_mm)};
}

}  // namespace integrations::signing
