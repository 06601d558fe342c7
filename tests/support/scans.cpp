#include "tests/support/scans.hpp"

#include <cmath>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks which of its two pointer styles is meant: the newer
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace test_support {
namespace {

int pixels(double mm, double dpi) { return static_cast<int>(std::lround(mm / 25.4 * dpi)); }

// Paper with a few dark lines; in colour a touch of yellow, as a scanner sees paper.
std::string samples(int width, int height, Ink ink) {
    if (ink == Ink::OneBit) return std::string(static_cast<std::size_t>((width + 7) / 8) * static_cast<std::size_t>(height), '\xff');
    const int channels = ink == Ink::Colour ? 3 : 1;
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels));
    for (int y = 0; y < height; ++y) {
        const bool line = y % 60 < 4;
        const std::string pixel = ink == Ink::Grey ? (line ? "\x20" : "\xf0") : (line ? "\x20\x20\x30" : "\xf8\xf4\xe8");
        for (int x = 0; x < width; ++x) bytes += pixel;
    }
    return bytes;
}

QPDFObjectHandle image_of(QPDF& pdf, const ScannedPage& page) {
    const int width = pixels(page.paper_mm[0], page.dpi), height = pixels(page.paper_mm[1], page.dpi);
    auto image = QPDFObjectHandle::newStream(&pdf, samples(width, height, page.ink));
    auto dict = image.getDict();
    dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
    dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Image"));
    dict.replaceKey("/Width", QPDFObjectHandle::newInteger(width));
    dict.replaceKey("/Height", QPDFObjectHandle::newInteger(height));
    dict.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(page.ink == Ink::OneBit ? 1 : 8));
    dict.replaceKey("/ColorSpace", QPDFObjectHandle::newName(page.ink == Ink::Colour ? "/DeviceRGB" : "/DeviceGray"));
    return image;
}

// UTF-16 in a font whose map says so: enough for a reader that asks what a PDF says.
QPDFObjectHandle font_of(QPDF& pdf) {
    const std::string map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
                            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
                            "endcmap end end";
    auto font = QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /Times-Roman /Encoding /Identity-H >>");
    auto under = pdf.makeIndirectObject(QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times-Roman /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>"));
    auto list = QPDFObjectHandle::newArray();
    list.appendItem(under);
    font.replaceKey("/DescendantFonts", list);
    font.replaceKey("/ToUnicode", QPDFObjectHandle::newStream(&pdf, map));
    return pdf.makeIndirectObject(font);
}

std::string hex_of(const std::string& text) {
    const std::string units = QPDFObjectHandle::newUnicodeString(text).getStringValue();  // UTF-16BE with its mark, for letters beyond Latin 1
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (std::size_t i = 2; i < units.size(); ++i) {
        const auto byte = static_cast<unsigned char>(units[i]);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

}  // namespace

std::string scanned_pdf(const std::vector<ScannedPage>& pages, const std::string& version) {
    QPDF pdf;
    pdf.emptyPDF();
    const auto font = font_of(pdf);
    for (const auto& page : pages) {
        const double width = page.page_mm[0] / 25.4 * 72, height = page.page_mm[1] / 25.4 * 72;
        auto made = QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> /Font << >> >> >>");
        auto box = QPDFObjectHandle::newArray();
        for (const double each : {0.0, 0.0, width, height}) box.appendItem(QPDFObjectHandle::newReal(each, 3));
        made.replaceKey("/MediaBox", box);
        made.getKey("/Resources").getKey("/XObject").replaceKey("/Scan", image_of(pdf, page));
        made.getKey("/Resources").getKey("/Font").replaceKey("/F", font);
        auto drawn = "q " + std::to_string(width) + " 0 0 " + std::to_string(height) + " 0 0 cm /Scan Do Q";
        if (!page.said.empty()) drawn += " BT /F 20 Tf " + std::string{page.hidden ? "3 Tr " : ""} + "72 700 Td <" + hex_of(page.said) + "> Tj ET";
        made.replaceKey("/Contents", QPDFObjectHandle::newStream(&pdf, drawn));
        QPDFPageDocumentHelper{pdf}.addPage(pdf.makeIndirectObject(made), false);
    }
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.forcePDFVersion(version);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string first_page_of(const std::string& bytes) {
    QPDF pdf;
    pdf.processMemoryFile("mau", bytes.data(), bytes.size());
    QPDFPageDocumentHelper pages{pdf};
    const auto all = pages.getAllPages();
    for (std::size_t i = 1; i < all.size(); ++i) pages.removePage(all[i]);
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace test_support
