#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <leptonica/allheaders.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "ocr/input/mapped_bytes.hpp"
#include "ocr/input/pdf_page.hpp"
#include "ocr/input/source.hpp"

namespace ocr {
namespace {

// The catalogue's own version wins over the header's (ISO 32000-1, 7.7.2).
std::string version_of(QPDF& pdf) {
    const std::string header = pdf.getPDFVersion();
    auto own = pdf.getRoot().getKey("/Version");
    if (!own.isName()) return header;
    return std::max(header, own.getName().substr(1));
}

// Whether the page tree is larger than any honest one, whatever its counts say and however it is nested.
bool more_nodes_than(QPDF& pdf, int most) {
    std::vector<QPDFObjectHandle> waiting{pdf.getRoot().getKey("/Pages")};
    for (int seen = 0; !waiting.empty(); ++seen) {
        if (seen > most || static_cast<int>(waiting.size()) > most) return true;
        auto node = waiting.back();
        waiting.pop_back();
        auto kids = node.isDictionary() ? node.getKey("/Kids") : QPDFObjectHandle::newNull();
        if (!kids.isArray()) continue;
        if (kids.getArrayNItems() > most) return true;  // before they are fetched
        for (int i = 0; i < kids.getArrayNItems(); ++i) waiting.push_back(kids.getArrayItem(i));
    }
    return false;
}

bool carries_signature(QPDF& pdf) {
    auto form = pdf.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return false;
    auto fields = form.getKey("/Fields");
    if (!fields.isArray()) return false;
    for (int i = 0; i < std::min(fields.getArrayNItems(), 10000); ++i) {
        auto field = fields.getArrayItem(i);
        if (field.isDictionary() && field.getKey("/FT").isNameAndEquals("/Sig") && field.getKey("/V").isDictionary()) return true;
    }
    auto flags = form.getKey("/SigFlags");
    return flags.isInteger() && (flags.getIntValue() & 2) != 0;
}

Image from_poppler(const poppler::image& drawn) {
    const int width = drawn.width();
    const int height = drawn.height();
    Image image{pixCreate(width, height, 32)};
    for (int y = 0; y < height; ++y) {
        const auto* from = reinterpret_cast<const l_uint32*>(drawn.const_data() + static_cast<ptrdiff_t>(y) * drawn.bytes_per_row());
        l_uint32* to = pixGetData(image.pix()) + static_cast<ptrdiff_t>(y) * pixGetWpl(image.pix());
        for (int x = 0; x < width; ++x) to[x] = from[x] << 8;  // ARGB becomes RGBA without alpha
    }
    return image;
}

Image from_samples(const std::string& samples, int width, int height, int channels) {
    Image image{pixCreate(width, height, channels == 1 ? 8 : 32)};
    const auto* from = reinterpret_cast<const unsigned char*>(samples.data());
    for (int y = 0; y < height; ++y) {
        l_uint32* to = pixGetData(image.pix()) + static_cast<ptrdiff_t>(y) * pixGetWpl(image.pix());
        for (int x = 0; x < width; ++x, from += channels) {
            if (channels == 1) SET_DATA_BYTE(to, x, *from);
            else to[x] = static_cast<l_uint32>(from[0]) << 24 | static_cast<l_uint32>(from[1]) << 16 | static_cast<l_uint32>(from[2]) << 8;
        }
    }
    return image;
}

// The image of the page decoded by us, when it is one of the plain kinds; otherwise nothing.
Image plain_image(const PlacedImage& placed, const Limits& limits) {
    auto stream = placed.stream;
    if (placed.filter == "/DCTDecode" && (placed.channels == 1 || placed.channels == 3)) {
        const auto raw = stream.getRawStreamData();
        auto decoded = decode_image({reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()}, limits);
        return decoded ? *std::move(decoded) : Image{};
    }
    if (placed.filter != "/FlateDecode" || placed.bits != 8 || placed.channels == 0) return {};
    const auto data = stream.getStreamData(qpdf_dl_generalized);
    const size_t needed = static_cast<size_t>(placed.width) * static_cast<size_t>(placed.height) * static_cast<size_t>(placed.channels);
    if (data->getSize() < needed) return {};
    return from_samples({reinterpret_cast<const char*>(data->getBuffer()), needed}, placed.width, placed.height, placed.channels);
}

tl::unexpected<Refusal> named(const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) return refuse(Problem::Encrypted, "PDF có mật khẩu, không mở được");
    return refuse(Problem::Unreadable, "PDF hỏng, không đọc được cấu trúc");
}

}  // namespace

Outcome<FileFacts> inspect_pdf(const std::string& path, const Limits& limits) try {
    const MappedBytes bytes{path};
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("input", bytes.data(), bytes.size());
    FileFacts facts;
    // The count of the page tree first: a file that claims a million pages is refused before they are walked.
    auto count = pdf.getRoot().getKey("/Pages").getKeyIfDict("/Count");
    if (count.isInteger() && count.getIntValue() > limits.pages) return refuse(Problem::TooLarge, "PDF có quá nhiều trang");
    if (more_nodes_than(pdf, 2 * limits.pages)) return refuse(Problem::TooLarge, "PDF có quá nhiều trang");
    facts.pages = static_cast<int>(pdf.getAllPages().size());
    if (facts.pages == 0) return refuse(Problem::NoPages, "PDF không có trang nào");
    if (facts.pages > limits.pages) return refuse(Problem::TooLarge, "PDF có quá nhiều trang");
    facts.is_signed = carries_signature(pdf);
    facts.pdf_version = version_of(pdf);
    if (facts.pdf_version < "1.4") facts.violations.push_back({"R-FMT-01", 0, "PDF phiên bản " + facts.pdf_version + ", phải từ 1.4 trở lên"});
    return facts;
} catch (const QPDFExc& error) {
    return named(error);
} catch (const std::logic_error&) {
    return refuse(Problem::Unreadable, "PDF hỏng, không đọc được cấu trúc");
} catch (const std::runtime_error&) {
    return refuse(Problem::Unreadable, "PDF hỏng, không đọc được cấu trúc");
}

Outcome<Image> render_pdf_page(const std::string& path, int page, double dpi, const Limits& limits) {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document{poppler::document::load_from_file(path)};
    if (!document) return refuse(Problem::Unreadable, "PDF hỏng, không vẽ được trang");
    if (document->is_locked()) return refuse(Problem::Encrypted, "PDF có mật khẩu, không mở được");
    const std::unique_ptr<poppler::page> sheet{document->create_page(page - 1)};
    if (!sheet) return refuse(Problem::Unreadable, "Không có trang " + std::to_string(page));
    auto box = sheet->page_rect(poppler::crop_box);
    const double largest = std::min(limits.pixels, 40e6);  // drawn by us: never more than A3 at 500 dpi
    const double pixels = box.width() / 72 * dpi * (box.height() / 72 * dpi);
    const double used = pixels > largest ? dpi * std::sqrt(largest / pixels) : dpi;
    if (!(used >= 20)) return refuse(Problem::TooLarge, "Khổ trang quá lớn, không vẽ được");
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_argb32);
    const poppler::image drawn = renderer.render_page(sheet.get(), used, used);
    if (!drawn.is_valid()) return refuse(Problem::Unreadable, "Không vẽ được trang PDF");
    Image image = from_poppler(drawn);
    pixSetResolution(image.pix(), static_cast<int>(std::lround(used)), static_cast<int>(std::lround(used)));
    return image;
}

Outcome<InputPage> load_pdf_page(const std::string& path, int page, const Limits& limits) try {
    const MappedBytes bytes{path};
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("input", bytes.data(), bytes.size());
    const auto& pages = pdf.getAllPages();
    if (page < 1 || page > static_cast<int>(pages.size())) return refuse(Problem::NoPages, "Không có trang " + std::to_string(page));
    const PageMakeup makeup = makeup_of(pages[static_cast<size_t>(page - 1)]);
    InputPage loaded;
    if (makeup.only_image && static_cast<double>(makeup.only_image->width) * makeup.only_image->height > limits.pixels)
        return refuse(Problem::TooLarge, "Ảnh trong trang vượt giới hạn số điểm");
    if (makeup.only_image) {
        loaded.dpi = static_cast<int>(std::lround(makeup.image_dpi));
        loaded.image = turn(plain_image(*makeup.only_image, limits), makeup.rotate);
    }
    if (!loaded.image) {
        const double dpi = makeup.image_dpi > 0 ? std::clamp(makeup.image_dpi, 72.0, 600.0) : 300.0;
        auto drawn = render_pdf_page(path, page, dpi, limits);
        if (!drawn) return tl::unexpected(drawn.error());
        loaded.image = *std::move(drawn);
        loaded.dpi = loaded.image.dpi();
        loaded.rendered = true;
    }
    pixSetResolution(loaded.image.pix(), loaded.dpi, loaded.dpi);
    loaded.said = makeup.notes + (makeup.any_text ? pdf_words(path, page) : "");
    loaded.violations = standard_of(makeup, page);
    const bool told = std::any_of(loaded.violations.begin(), loaded.violations.end(), [](const Violation& v) { return v.rule == "R-FMT-02"; });
    if (!told && !makeup.images.empty() && !makeup.has_drawing)
        for (Violation& violation : grey_in_colour(loaded.image, page)) loaded.violations.push_back(std::move(violation));
    return loaded;
} catch (const QPDFExc& error) {
    return named(error);
} catch (const std::logic_error&) {
    return refuse(Problem::Unreadable, "Trang PDF hỏng");
} catch (const std::runtime_error&) {
    return refuse(Problem::Unreadable, "Trang PDF hỏng");
}

}  // namespace ocr
