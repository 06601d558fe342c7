#include "integrations/signing/page_mark.hpp"

#include <algorithm>

#include <cairo-pdf.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "integrations/signing/cairo.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr double points_per_mm = 72 / 25.4;
constexpr double mark_pt = 13;
constexpr double frame_pt = 1.2;

Letters letters_of(MarkLook look) {
    if (look == MarkLook::Stamped) return {.bold = true, .red = 0.9, .green = 0.05, .blue = 0.05};
    return {.bold = true};
}

void draw(cairo_t* canvas, const PageMark& mark, double width, double height) {
    const auto letters = letters_of(mark.look);
    if (mark.look == MarkLook::Stamped) {
        cairo_set_source_rgb(canvas, letters.red, letters.green, letters.blue);
        cairo_set_line_width(canvas, frame_pt);
        cairo_rectangle(canvas, frame_pt / 2, frame_pt / 2, width - frame_pt, height - frame_pt);
        cairo_stroke(canvas);
    }
    double size = mark_pt;
    for (const auto& line : mark.lines) size = std::min(size, fitting_size(canvas, line, width - 2 * frame_pt, mark_pt, letters));
    const double step = size * 1.15;
    double top = std::max(0.0, (height - step * static_cast<double>(mark.lines.size())) / 2);
    for (const auto& line : mark.lines) {
        draw_text(canvas, line, size, width, top, letters);
        top += step;
    }
}

std::string drawing_of(const PageMark& mark, const dossier::signing_rules::PlaceMm& place) {
    std::string pdf;
    const double width = place.width * points_per_mm, height = place.height * points_per_mm;
    const SurfacePtr surface{cairo_pdf_surface_create_for_stream(append_to_string, &pdf, width, height)};
    const CanvasPtr canvas{cairo_create(surface.get())};
    draw(canvas.get(), mark, width, height);
    cairo_show_page(canvas.get());
    cairo_surface_finish(surface.get());
    return pdf;
}

std::string written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setLinearization(false);
    writer.write();
    const std::unique_ptr<Buffer> buffer{writer.getBuffer()};
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void put_on(QPDF& pdf, QPDFPageObjectHelper page, QPDF& drawing, const UserRectangle& where) {
    auto form = pdf.copyForeignObject(QPDFPageObjectHelper(drawing.getAllPages().at(0)).getFormXObjectForPage());
    auto resources = page.getAttribute("/Resources", true);
    if (!resources.isDictionary()) {
        resources = QPDFObjectHandle::newDictionary();
        page.getObjectHandle().replaceKey("/Resources", resources);
    }
    resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
    int suffix = 1;
    const auto name = resources.getUniqueResourceName("/Mark", suffix);
    resources.getKey("/XObject").replaceKey(name, form);
    const auto content = page.placeFormXObject(form, name, {where.left, where.bottom, where.right, where.top}, true, true, true);
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, "q\n"), true);
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, "\nQ\n" + content), false);
}

bool signed_already(QPDF& pdf) {
    for (auto& field : signature_fields(pdf))
        if (field.signed_already()) return true;
    return false;
}

}  // namespace

Result<std::string> with_mark(std::string_view given, const PageMark& mark) {
    const auto bytes = TRY(ready_to_sign(given));
    auto opened = TRY(open_strictly(bytes));
    try {
        if (signed_already(*opened.pdf)) return fail(ErrorCode::WrongState, "tệp đã ký số không sửa được; dấu và chức vụ phải ghi trước khi ký");
        const auto pages = opened.pdf->getAllPages();
        const int page = mark.page == 0 ? static_cast<int>(pages.size()) : mark.page;
        if (page < 1 || page > static_cast<int>(pages.size())) return fail(ErrorCode::InvalidInput, "tệp không có trang này");
        const auto& at = pages[static_cast<size_t>(page - 1)];
        const PageGeometry geometry(at);
        const auto place = mark.place(geometry.displayed());
        const auto picture = drawing_of(mark, place);
        QPDF drawing;
        drawing.processMemoryFile("mark", picture.data(), picture.size());
        put_on(*opened.pdf, QPDFPageObjectHelper(at), drawing, geometry.to_user(place));
        return written(*opened.pdf);
    } catch (const std::exception&) {
        return fail(ErrorCode::InvalidInput, "tệp hỏng, không ghi thêm được");
    }
}

}  // namespace integrations::signing
