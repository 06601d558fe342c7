#include "integrations/signing/stamp.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qpdf/Buffer.hh>

#include "integrations/signing/cairo.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr double points_per_mm = 72 / 25.4;
constexpr double line_spacing = 1.15;

void draw_lines(cairo_t* canvas, const StampContent& content, double top, double width, double height) {
    double size = content.text_pt;
    for (const auto& line : content.lines) size = std::min(size, fitting_size(canvas, line, width, content.text_pt));
    size = std::min(size, height / static_cast<double>(content.lines.size()) / line_spacing);
    for (const auto& line : content.lines) {
        draw_text(canvas, line, size, width, top);
        top += size * line_spacing;
    }
}

// Copies PDF objects out of a drawing: every reference becomes an index into Stamp::objects.
class Collector {
  public:
    explicit Collector(Stamp& stamp) : stamp_(stamp) {}

    int collect(QPDFObjectHandle object) {
        const auto id = object.getObjGen();
        if (const auto known = index_.find(id); known != index_.end()) return known->second;
        const int index = static_cast<int>(stamp_.objects.size());
        index_[id] = index;
        stamp_.objects.emplace_back();
        fill(index, object, object.isStream() ? object.getDict() : object);
        return index;
    }

    // The page's content as a form XObject: always object 0.
    void form(QPDFObjectHandle page) {
        stamp_.objects.emplace_back();
        auto content = page.getKey("/Contents");
        auto dict = content.getDict().shallowCopy();
        dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
        dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
        dict.replaceKey("/BBox", page.getKey("/MediaBox"));
        dict.replaceKey("/Resources", page.getKey("/Resources"));
        if (page.hasKey("/Group")) dict.replaceKey("/Group", page.getKey("/Group"));
        fill(0, content, dict);
    }

  private:
    void fill(int index, QPDFObjectHandle object, QPDFObjectHandle dict) {
        std::vector<Stamp::Piece> pieces{{{}, -1}};
        if (object.isStream()) {
            auto raw = object.getRawStreamData();
            dict = dict.shallowCopy();
            dict.replaceKey("/Length", QPDFObjectHandle::newInteger(static_cast<long long>(raw->getSize())));
            write(pieces, dict);
            pieces.back().text += "\nstream\n";
            pieces.back().text.append(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
            pieces.back().text += "\nendstream";
        } else {
            write(pieces, dict);
        }
        stamp_.objects[static_cast<size_t>(index)] = std::move(pieces);
    }

    // `value` itself is written in full; what it refers to becomes objects of their own.
    void write(std::vector<Stamp::Piece>& pieces, QPDFObjectHandle value) {
        if (value.isDictionary()) {
            pieces.back().text += "<<";
            for (const auto& key : value.getKeys()) {
                pieces.back().text += " " + key + " ";
                member(pieces, value.getKey(key));
            }
            pieces.back().text += " >>";
        } else if (value.isArray()) {
            pieces.back().text += "[";
            for (auto& item : value.getArrayAsVector()) {
                pieces.back().text += " ";
                member(pieces, item);
            }
            pieces.back().text += " ]";
        } else {
            pieces.back().text += value.unparseResolved();
        }
    }

    void member(std::vector<Stamp::Piece>& pieces, QPDFObjectHandle value) {
        if (!value.isIndirect()) return write(pieces, value);
        pieces.back().refers_to = collect(value);
        pieces.push_back({{}, -1});
    }

    Stamp& stamp_;
    std::map<QPDFObjGen, int> index_;
};

}  // namespace

int Stamp::add_to(Increment& increment, const std::string& matrix) const {
    std::vector<int> numbers;
    for (size_t i = 0; i < objects.size(); ++i) numbers.push_back(increment.reserve());
    for (size_t i = 0; i < objects.size(); ++i) {
        std::string body;
        for (const auto& piece : objects[i]) {
            body += piece.text;
            if (piece.refers_to >= 0) body += std::to_string(numbers[static_cast<size_t>(piece.refers_to)]) + " 0 R";
        }
        if (i == 0) body.insert(2, " /Matrix " + matrix);
        increment.put(numbers[i], std::move(body));
    }
    return numbers.front();
}

std::vector<std::string> broken_to_fit(const std::vector<std::string>& lines, double width_mm, double text_pt) {
    const SurfacePtr surface{cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)};
    const CanvasPtr canvas{cairo_create(surface.get())};
    const double width = width_mm * points_per_mm;
    std::vector<std::string> fitted;
    for (const auto& line : lines) {
        std::string rest = line;
        while (fitting_size(canvas.get(), rest, width, text_pt) < text_pt) {
            auto end = rest.rfind(' ');
            while (end != std::string::npos && end > 0 && fitting_size(canvas.get(), rest.substr(0, end), width, text_pt) < text_pt) end = rest.rfind(' ', end - 1);
            if (end == std::string::npos || end == 0) break;
            fitted.push_back(rest.substr(0, end));
            rest = rest.substr(end + 1);
        }
        fitted.push_back(rest);
    }
    return fitted;
}

double height_of_lines_mm(size_t lines, double text_pt) { return static_cast<double>(lines) * text_pt * line_spacing / points_per_mm; }

Result<std::shared_ptr<const Stamp>> draw_stamp(const StampContent& content) {
    const double width = content.width_mm * points_per_mm, height = content.height_mm * points_per_mm;
    if (!(width > 1 && height > 1 && width < 3000 && height < 3000))
        return fail(ErrorCode::InvalidInput, "kích thước hình chữ ký không hợp lệ");
    std::string pdf;
    {
        const SurfacePtr surface{cairo_pdf_surface_create_for_stream(append_to_string, &pdf, width, height)};
        const CanvasPtr canvas{cairo_create(surface.get())};
        double text_top = 0;
        if (!content.image_png.empty()) {
            const auto facts = TRY(look_at_png(content.image_png));
            if (!facts.transparent) return fail(ErrorCode::InvalidInput, "ảnh chữ ký hoặc con dấu phải có nền trong suốt");
            const SurfacePtr image = surface_of_png(content.image_png);
            const double room = content.image_height_mm > 0 ? content.image_height_mm * points_per_mm : height;
            draw_image(canvas.get(), image.get(), width, room);
            text_top = room;
        }
        if (!content.lines.empty()) draw_lines(canvas.get(), content, text_top, width, height - text_top);
        cairo_show_page(canvas.get());
        cairo_surface_finish(surface.get());
    }
    auto opened = TRY(open_strictly(pdf));
    auto stamp = std::make_shared<Stamp>();
    Collector{*stamp}.form(opened.pdf->getAllPages().at(0));
    return std::shared_ptr<const Stamp>(std::move(stamp));
}

}  // namespace integrations::signing
