// One scanned image as one PDF page. Compressed streams that PDF knows go in as they are, byte for byte; everything
// else is stored pixel for pixel under Flate.

#include <cstdio>
#include <functional>
#include <optional>
#include <stdexcept>

#include <leptonica/allheaders.h>

#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <tiffio.h>

#include "ocr/pdf/parts.hpp"

namespace ocr {
namespace {

// An image XObject in the making: dictionary as text, stream bytes fetched when the file is written.
struct Embedded {
    int width = 0;
    int height = 0;
    std::string dictionary;  // entries besides size
    std::string filter;
    std::string parameters;  // of the filter, or empty
    std::function<std::string()> bytes;
};

unsigned be32(const std::string& b, size_t at) {
    const auto byte = [&](size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(b[at + i])); };
    return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

std::string whole_file(const std::string& path) {
    auto bytes = file_bytes(path, Limits{});
    if (!bytes) throw std::runtime_error(bytes.error().detail);
    return *std::move(bytes);
}

// Leptonica counts an Adobe CMYK file as four samples.
Embedded jpeg(const std::string& path) {
    const std::string bytes = whole_file(path);
    int width = 0, height = 0, samples = 0, adobe_cmyk = 0;
    if (readHeaderMemJpeg(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &width, &height, &samples, nullptr, &adobe_cmyk))
        throw std::runtime_error("JPEG không đọc được");
    std::string space = samples == 1 ? "/DeviceGray" : samples == 3 ? "/DeviceRGB" : "/DeviceCMYK";
    if (samples == 4) space += " /Decode [1 0 1 0 1 0 1 0]";
    return {width, height, "/BitsPerComponent 8 /ColorSpace " + space, "/DCTDecode", "", [path] { return whole_file(path); }};
}

// The compressed rows of a PNG without alpha and interlace are what PDF calls Flate with PNG predictors.
std::optional<Embedded> png(const std::string& path) {
    const std::string bytes = whole_file(path);
    if (bytes.size() < 33) return {};
    const auto bits = static_cast<int>(bytes[24]);
    const auto colour = static_cast<int>(bytes[25]);
    if (bits > 8 || bytes[28] != 0 || (colour != 0 && colour != 2 && colour != 3)) return {};
    std::string palette;
    for (size_t at = 8; at + 12 <= bytes.size();) {
        const size_t size = be32(bytes, at);
        if (size > bytes.size() - at - 12) return {};
        if (bytes.compare(at + 4, 4, "tRNS") == 0) return {};
        if (bytes.compare(at + 4, 4, "PLTE") == 0) palette = bytes.substr(at + 8, size);
        at += size + 12;
    }
    std::string space = colour == 2 ? "/DeviceRGB" : "/DeviceGray";
    if (colour == 3) {
        if (palette.empty()) return {};
        std::string hexadecimal;
        for (const char c : palette) {
            hexadecimal += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
            hexadecimal += "0123456789ABCDEF"[c & 15];
        }
        space = "[/Indexed /DeviceRGB " + std::to_string(palette.size() / 3 - 1) + " <" + hexadecimal + ">]";
    }
    const auto width = static_cast<int>(be32(bytes, 16));
    const auto rows = [path] {
        const std::string file = whole_file(path);
        std::string data;
        for (size_t at = 8; at + 12 <= file.size(); at += be32(file, at) + 12)
            if (file.compare(at + 4, 4, "IDAT") == 0) data += file.substr(at + 8, be32(file, at));
        return data;
    };
    return Embedded{width, static_cast<int>(be32(bytes, 20)), "/BitsPerComponent " + std::to_string(bits) + " /ColorSpace " + space, "/FlateDecode",
                    "<< /Predictor 15 /Colors " + std::to_string(colour == 2 ? 3 : 1) + " /BitsPerComponent " + std::to_string(bits) +
                        " /Columns " + std::to_string(width) + " >>", rows};
}

// A fax page in a single strip is a CCITT stream already.
std::optional<Embedded> fax(const std::string& path, int page) {
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    TIFF* tiff = TIFFOpen(path.c_str(), "r");
    if (!tiff) return {};
    std::optional<Embedded> found;
    uint16_t compression = 0, light = PHOTOMETRIC_MINISWHITE, order = FILLORDER_MSB2LSB;
    uint32_t width = 0, height = 0;
    if (TIFFSetDirectory(tiff, static_cast<tdir_t>(page - 1)) && TIFFGetField(tiff, TIFFTAG_COMPRESSION, &compression) &&
        compression == COMPRESSION_CCITTFAX4 && TIFFNumberOfStrips(tiff) == 1) {
        TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
        TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &light);
        TIFFGetFieldDefaulted(tiff, TIFFTAG_FILLORDER, &order);
        std::string strip(TIFFRawStripSize64(tiff, 0), '\0');
        const bool whole = TIFFReadRawStrip(tiff, 0, strip.data(), static_cast<tmsize_t>(strip.size())) == static_cast<tmsize_t>(strip.size());
        if (whole && order == FILLORDER_MSB2LSB)
            found = Embedded{static_cast<int>(width), static_cast<int>(height), "/BitsPerComponent 1 /ColorSpace /DeviceGray", "/CCITTFaxDecode",
                             "<< /K -1 /Columns " + std::to_string(width) + " /Rows " + std::to_string(height) +
                                 (light == PHOTOMETRIC_MINISBLACK ? " /BlackIs1 true >>" : " >>"),
                             [strip] { return strip; }};
    }
    TIFFClose(tiff);
    return found;
}

std::string samples_of(const Image& image) {
    std::string out;
    const int depth = image.depth();
    const int row_bytes = depth == 1 ? (image.width() + 7) / 8 : depth == 8 ? image.width() : image.width() * 3;
    out.reserve(static_cast<size_t>(row_bytes) * static_cast<size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y) {
        const l_uint32* line = pixGetData(image.pix()) + static_cast<ptrdiff_t>(y) * pixGetWpl(image.pix());
        if (depth == 32) {
            for (int x = 0; x < image.width(); ++x) {
                out += static_cast<char>(line[x] >> 24);
                out += static_cast<char>(line[x] >> 16 & 0xff);
                out += static_cast<char>(line[x] >> 8 & 0xff);
            }
            continue;
        }
        for (int x = 0; x < row_bytes; ++x) {
            const auto byte = static_cast<unsigned>(GET_DATA_BYTE(line, x));
            out += static_cast<char>(depth == 1 ? ~byte & 0xff : byte);  // Leptonica's 1 is black, PDF's is white
        }
    }
    return out;
}

Embedded pixels(const std::string& path, FileType type, int page) {
    auto loaded = load_page(path, type, page, Limits{});
    if (!loaded) throw std::runtime_error(loaded.error().detail);
    const Image image = std::move(loaded->image);
    const std::string space = image.depth() == 32 ? "8 /ColorSpace /DeviceRGB" : image.depth() == 8 ? "8 /ColorSpace /DeviceGray" : "1 /ColorSpace /DeviceGray";
    const std::string bytes = deflated(samples_of(image));
    return {image.width(), image.height(), "/BitsPerComponent " + space, "/FlateDecode", "", [bytes] { return bytes; }};
}

Embedded embedded(const std::string& path, FileType type, int page) {
    if (type == FileType::Jpeg) return jpeg(path);
    if (type == FileType::Png)
        if (auto found = png(path)) return *found;
    if (type == FileType::Tiff)
        if (auto found = fax(path, page)) return *found;
    return pixels(path, type, page);
}

}  // namespace

std::string deflated(const std::string& bytes) {
    std::string out;
    Pl_String sink("sink", nullptr, out);
    Pl_Flate flate("flate", &sink, Pl_Flate::a_deflate);
    flate.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    flate.finish();
    return out;
}

QPDFObjectHandle compressed_stream(QPDF& pdf, const std::string& bytes) {
    auto stream = pdf.newStream();
    stream.replaceStreamData(deflated(bytes), QPDFObjectHandle::newName("/FlateDecode"), QPDFObjectHandle::newNull());
    return stream;
}

QPDFPageObjectHelper add_image_page(QPDF& pdf, const std::string& path, FileType type, int page, int dpi, int rotate) {
    const Embedded image = embedded(path, type, page);
    auto stream = pdf.newStream();
    auto dict = QPDFObjectHandle::parse("<< /Type /XObject /Subtype /Image /Width " + std::to_string(image.width) + " /Height " +
                                        std::to_string(image.height) + " " + image.dictionary + " >>");
    stream.replaceDict(dict);
    const auto bytes = image.bytes;
    stream.replaceStreamData(
        [bytes](Pipeline* to) {
            const std::string data = bytes();
            to->write(reinterpret_cast<const unsigned char*>(data.data()), data.size());
            to->finish();
        },
        QPDFObjectHandle::newName(image.filter), image.parameters.empty() ? QPDFObjectHandle::newNull() : QPDFObjectHandle::parse(image.parameters));
    const double width = image.width * 72.0 / dpi;
    const double height = image.height * 72.0 / dpi;
    char numbers[200];
    std::snprintf(numbers, sizeof numbers, "q %.3f 0 0 %.3f 0 0 cm /Scan Do Q\n", width, height);
    auto sheet = QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> /Font << >> >> >>");
    sheet.getKey("/Resources").getKey("/XObject").replaceKey("/Scan", stream);
    sheet.replaceKey("/Contents", compressed_stream(pdf, numbers));
    std::snprintf(numbers, sizeof numbers, "[0 0 %.3f %.3f]", width, height);
    sheet.replaceKey("/MediaBox", QPDFObjectHandle::parse(numbers));
    if (rotate) sheet.replaceKey("/Rotate", QPDFObjectHandle::newInteger(rotate));
    QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(pdf.makeIndirectObject(sheet)), false);
    return QPDFPageDocumentHelper(pdf).getAllPages().back();
}

}  // namespace ocr
