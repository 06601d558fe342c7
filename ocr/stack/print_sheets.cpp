#include <cmath>
#include <memory>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include "ocr/stack/sheets.hpp"

namespace ocr {
namespace {

constexpr double a4_width = 595.28;  // points
constexpr double a4_height = 841.89;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

class Printer {
public:
    Printer() : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, a4_width, a4_height)), cairo_(cairo_create(surface_)) {}
    ~Printer() {
        if (cairo_) finish();
    }

    void page(const std::string& heading, const std::string& below, const std::string& payload) {
        write(heading, 30, 120, true);
        write(below, 16, 200, false);
        code(payload, 260);
        write(payload, 10, 560, false);
        write("Đặt tờ này ngay trước giấy tờ của nó rồi quét cả chồng. Không ghi gì lên mã.", 12, 600, false);
        cairo_show_page(cairo_);
    }

    std::string finish() {
        cairo_destroy(cairo_);
        cairo_surface_finish(surface_);
        cairo_surface_destroy(surface_);
        cairo_ = nullptr;
        return std::move(bytes_);
    }

private:
    void write(const std::string& text, double size_pt, double y, bool bold) {
        PangoLayout* layout = pango_cairo_create_layout(cairo_);
        PangoFontDescription* font = pango_font_description_from_string(bold ? "Liberation Serif Bold" : "Liberation Serif");
        pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
        pango_layout_set_font_description(layout, font);
        pango_layout_set_width(layout, static_cast<int>((a4_width - 120) * PANGO_SCALE));
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
        pango_layout_set_text(layout, text.c_str(), -1);
        cairo_move_to(cairo_, 60, y);
        pango_cairo_show_layout(cairo_, layout);
        pango_font_description_free(font);
        g_object_unref(layout);
    }

    void code(const std::string& payload, double y) {
        const std::unique_ptr<QRcode, void (*)(QRcode*)> qr{QRcode_encodeString8bit(payload.c_str(), 0, QR_ECLEVEL_H), QRcode_free};
        if (!qr) return;
        const double side = 260 / static_cast<double>(qr->width);
        const double left = (a4_width - 260) / 2;
        for (int row = 0; row < qr->width; ++row)
            for (int column = 0; column < qr->width; ++column)
                if (qr->data[row * qr->width + column] & 1) cairo_rectangle(cairo_, left + column * side, y + row * side, side + 0.05, side + 0.05);
        cairo_fill(cairo_);
    }

    std::string bytes_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
};

}  // namespace

std::string print_sheets(const ProcedureRules& procedure, int separators, const std::string& dossier_id) {
    Printer printer;
    if (!dossier_id.empty()) printer.page("TỜ BÌA HỒ SƠ", procedure.code + " – " + procedure.name, cover_payload(dossier_id));
    for (const ComponentRule& component : procedure.components)
        printer.page("TỜ THÀNH PHẦN", component.title + "\n" + procedure.code + " – " + component.code, component_payload(procedure.code, component.code));
    for (int i = 0; i < separators; ++i) printer.page("TỜ PHÂN CÁCH", "Giấy tờ sau tờ này là một tài liệu mới", separator_payload());
    return printer.finish();
}

}  // namespace ocr
