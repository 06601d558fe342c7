// The scan standard on a PDF page, read from its structure: which images it shows, in which colours, how large.

#include <algorithm>
#include <cmath>
#include <cstring>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>

#include "ocr/fields/secrecy.hpp"
#include "ocr/input/mapped_bytes.hpp"
#include "ocr/input/pdf_page.hpp"

namespace ocr {
namespace {

constexpr double slack = 0.03;  // of a page's side: what cropping and rounding may take

enum class Colours { One, Grey, Full, Unknown };

bool any_coloured(const std::string& palette, size_t channels) {
    for (size_t i = 0; i + channels <= palette.size(); i += channels)
        for (size_t c = 1; c < channels; ++c)
            if (palette[i] != palette[i + c]) return true;
    return false;
}

Colours colours_of_space(QPDFObjectHandle space) {
    if (space.isNameAndEquals("/DeviceGray") || space.isNameAndEquals("/CalGray")) return Colours::Grey;
    if (space.isName()) return space.getName() == "/Pattern" ? Colours::Unknown : Colours::Full;
    if (!space.isArray() || space.getArrayNItems() < 2) return Colours::Unknown;
    auto kind = space.getArrayItem(0);
    if (kind.isNameAndEquals("/CalGray")) return Colours::Grey;
    if (kind.isNameAndEquals("/ICCBased") && space.getArrayItem(1).isStream()) {
        auto n = space.getArrayItem(1).getDict().getKey("/N");
        return n.isInteger() && n.getIntValue() == 1 ? Colours::Grey : Colours::Full;
    }
    if (kind.isNameAndEquals("/Indexed") && space.getArrayNItems() == 4) {
        auto base = space.getArrayItem(1);
        if (colours_of_space(base) == Colours::Grey) return Colours::Grey;
        auto table = space.getArrayItem(3);
        const bool rgb = base.isNameAndEquals("/DeviceRGB") || (base.isArray() && base.getArrayItem(0).isNameAndEquals("/ICCBased"));
        if (rgb && table.isString()) return any_coloured(table.getStringValue(), 3) ? Colours::Full : Colours::Grey;
        return Colours::Full;
    }
    if (kind.isNameAndEquals("/Separation")) return Colours::Grey;
    return Colours::Full;
}

Colours colours_of(QPDFObjectHandle stream, int bits) {
    auto dict = stream.getDict();
    auto mask = dict.getKey("/ImageMask");
    if (mask.isBool() && mask.getBoolValue()) return Colours::One;
    const Colours colours = colours_of_space(dict.getKey("/ColorSpace"));
    return bits == 1 && colours == Colours::Grey ? Colours::One : colours;
}

// Dots an inch as a JPEG says of itself, or 0. Only the first segment is looked at, as JFIF demands.
double density_of(PlacedImage image) {
    if (image.filter != "/DCTDecode") return 0;
    const auto raw = image.stream.getRawStreamData();
    const unsigned char* b = raw->getBuffer();
    if (raw->getSize() < 18 || b[2] != 0xff || b[3] != 0xe0 || std::memcmp(b + 6, "JFIF", 5) != 0) return 0;
    const double across = b[14] * 256 + b[15];
    return b[13] == 1 ? across : b[13] == 2 ? across * 2.54 : 0;
}

std::string per_cent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

std::string size_in_words(double width_in, double height_in) { return millimetres(width_in) + "×" + millimetres(height_in) + " mm"; }

// What the images cover together, in units of the page.
struct Area {
    double left = 1e9, bottom = 1e9, right = -1e9, top = -1e9;
    void add(const double (&m)[6]) {
        for (const auto& [x, y] : {std::pair{0, 0}, std::pair{1, 0}, std::pair{0, 1}, std::pair{1, 1}}) {
            left = std::min(left, m[0] * x + m[2] * y + m[4]), right = std::max(right, m[0] * x + m[2] * y + m[4]);
            bottom = std::min(bottom, m[1] * x + m[3] * y + m[5]), top = std::max(top, m[1] * x + m[3] * y + m[5]);
        }
    }
};

// Why the page is not at 100 %, or nothing.
std::string scale_fault(const PageMakeup& makeup) {
    const double inch = 72 / makeup.user_unit;
    const double width_in = makeup.width_pt / inch;
    const double height_in = makeup.height_pt / inch;
    Area area;
    for (const PlacedImage& image : makeup.images) area.add(image.matrix);
    const double across = (area.right - area.left) / makeup.width_pt;
    const double down = (area.top - area.bottom) / makeup.height_pt;
    if (!makeup.has_drawing && (std::abs(across - 1) > slack || std::abs(down - 1) > slack))
        return "Ảnh quét chiếm " + size_in_words(width_in * across, height_in * down) + " của trang " + size_in_words(width_in, height_in) +
               "; phải bằng khổ trang (tỷ lệ 100 %)";
    if (!makeup.only_image) return {};
    const double placed = makeup.only_image->width / width_in;
    const double own = density_of(*makeup.only_image);
    if (own >= 50 && std::abs(placed / own - 1) > slack)
        return "Ảnh quét ở " + std::to_string(std::lround(own)) + " dpi được đặt còn " + per_cent(own / placed) + " trên trang " +
               size_in_words(width_in, height_in) + "; phải là tỷ lệ 100 %";
    const std::string sheet = own >= 50 ? "" : sheet_it_was(makeup.only_image->width, makeup.only_image->height, width_in, height_in);
    if (!sheet.empty()) return "Ảnh quét là khổ " + sheet + " nhưng trang chỉ " + size_in_words(width_in, height_in) + "; phải là tỷ lệ 100 %";
    if (is_reduced(width_in, height_in)) return "Trang " + size_in_words(width_in, height_in) + " không phải tỷ lệ 100 %";
    return {};
}

}  // namespace

std::vector<Violation> standard_of(const PageMakeup& makeup, int page) {
    std::vector<Violation> found;
    if (makeup.images.empty()) return found;
    bool colour = false, more_than_one_bit = false;
    for (const PlacedImage& image : makeup.images) {
        const Colours colours = colours_of(image.stream, image.bits);
        colour = colour || colours == Colours::Full || colours == Colours::Unknown;
        more_than_one_bit = more_than_one_bit || colours != Colours::One;
    }
    if (!colour)
        found.push_back({"R-FMT-02", page, more_than_one_bit ? "Ảnh xám; bản quét phải là ảnh màu" : "Ảnh đen trắng; bản quét phải là ảnh màu"});
    if (makeup.coarsest_dpi < 199)
        found.push_back({"R-FMT-03", page, "Độ phân giải " + std::to_string(std::lround(makeup.coarsest_dpi)) + " dpi, thấp hơn 200 dpi"});
    if (const std::string fault = scale_fault(makeup); !fault.empty()) found.push_back({"R-FMT-04", page, fault});
    return found;
}

Outcome<std::vector<Violation>> judge_pdf_pages(const std::string& path, std::chrono::steady_clock::time_point until) {
    std::vector<Violation> found;
    const MappedBytes bytes{path};
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("input", bytes.data(), bytes.size());
    int number = 0;
    for (const auto& page : pdf.getAllPages()) {
        ++number;
        if (std::chrono::steady_clock::now() > until) break;
        try {
            const PageMakeup makeup = makeup_of(page);
            if (const auto stamp = secrecy_words(makeup.notes + (makeup.any_text ? pdf_words(path, number) : ""))) return secret(*stamp);
            for (Violation& violation : standard_of(makeup, number)) found.push_back(std::move(violation));
        } catch (const QPDFExc&) {  // a broken page is told when it is read; its neighbours are judged
        } catch (const std::logic_error&) {
        } catch (const std::runtime_error&) {
        }
    }
    return found;
}

}  // namespace ocr
