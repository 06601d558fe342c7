#include "tests/support/bombs.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks which of its two pointer styles is meant: the newer
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <zlib.h>

namespace test_support {
namespace {

using namespace std::string_literals;

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}

// 250,000 × 200,000 pixels, 50,000 megapixels.
std::string png() {
    const auto head = "IHDR"s + big_endian(250'000) + big_endian(200'000) + "\x08\x02\0\0\0"s;
    const auto check = crc32(0, reinterpret_cast<const Bytef*>(head.data()), static_cast<uInt>(head.size()));
    return "\x89PNG\r\n\x1a\n"s + big_endian(13) + head + big_endian(static_cast<std::uint32_t>(check)) + "\0\0\0\x0aIDATx\x9c\x63\0\0\0\x02\0\x01\0\0\0\0"s +
           "\0\0\0\0IEND\xae\x42\x60\x82"s;
}

std::string jpeg() {
    // The largest a JPEG can say: 65,500 × 65,500.
    return "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\xc8\0\xc8\0\0\xff\xc0\0\x11\x08\xff\xdc\xff\xdc\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0"s +
           std::string(200, '\0');
}

std::string tiff() {
    const auto entry = [](int tag, int kind, std::uint32_t value) {
        std::string row{static_cast<char>(tag & 255), static_cast<char>(tag >> 8), static_cast<char>(kind), 0, 1, 0, 0, 0};
        for (int i = 0; i < 4; ++i) row += static_cast<char>(value >> (8 * i));
        return row;
    };
    return "II*\0\x08\0\0\0\x08\0"s + entry(256, 4, 250'000) + entry(257, 4, 200'000) + entry(258, 3, 8) + entry(259, 3, 1) + entry(262, 3, 1) +
           entry(273, 4, 8) + entry(277, 3, 1) + entry(278, 4, 200'000) + "\0\0\0\0"s;
}

// Objects 1, 2, … with a cross-reference table and /Root 1 0 R.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& more = "") {
    std::string pdf = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto table = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    std::array<char, 24> row{};
    for (const auto offset : offsets) {
        std::snprintf(row.data(), row.size(), "%010zu 00000 n \n", offset);
        pdf += row.data();
    }
    return pdf + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " + more + " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

// `says`: what /Count claims.
std::string many_pages(int pages, int says) {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", ""};
    std::string kids;
    for (int i = 0; i < pages; ++i) {
        kids += std::to_string(i + 3) + " 0 R ";
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(says) + " >>";
    return pdf_of(objects);
}

// Each node of the page tree holds the next, 100,000 deep.
std::string deep_tree() {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>"};
    for (int i = 2; i < 100'000; ++i) objects.push_back("<< /Type /Pages /Count 1 /Kids [" + std::to_string(i + 1) + " 0 R] >>");
    objects.push_back("<< /Type /Page /MediaBox [0 0 9 9] >>");
    return pdf_of(objects);
}

// One megabyte of blanks, deflated once up to a full flush: such blocks may stand one after the other.
std::string blanks_deflated(std::size_t megabytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string piece(1 << 20, ' ');
    std::string block(1 << 16, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_in = static_cast<uInt>(piece.size());
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    deflate(&stream, Z_FULL_FLUSH);
    block.resize(block.size() - stream.avail_out);
    deflateEnd(&stream);
    std::string out = "\x78\x9c";
    for (std::size_t i = 0; i < megabytes; ++i) out += block;
    return out + std::string{"\x03\0", 2};
}

std::string entry(int kind, std::size_t second, std::size_t third) {
    return std::string{static_cast<char>(kind)} + big_endian(static_cast<std::uint32_t>(second)) + std::string{static_cast<char>(third >> 8), static_cast<char>(third & 255)};
}

// Object 1, the catalogue, lies in object stream 3, which lies in object stream 4, which lies in object stream 3.
std::string nested_object_streams() {
    std::string pdf = "%PDF-1.7\n";
    const auto table = pdf.size();
    const auto rows = entry(0, 0, 65535) + entry(2, 3, 0) + entry(2, 3, 1) + entry(2, 4, 0) + entry(2, 3, 2) + entry(1, table, 0);
    return pdf + "5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length " + std::to_string(rows.size()) + " >>\nstream\n" + rows +
           "\nendstream\nendobj\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

// The catalogue lies in an object stream that is two gigabytes of blanks.
std::string swelling_object_stream() {
    std::string pdf = "%PDF-1.7\n";
    const auto stream_at = pdf.size();
    const auto swelling = blanks_deflated(2'500);
    pdf += "3 0 obj\n<< /Type /ObjStm /N 1 /First 6 /Filter /FlateDecode /Length " + std::to_string(swelling.size()) + " >>\nstream\n" + swelling + "\nendstream\nendobj\n";
    const auto table = pdf.size();
    const auto rows = entry(0, 0, 65535) + entry(2, 3, 0) + entry(2, 3, 0) + entry(1, stream_at, 0) + entry(1, table, 0);
    return pdf + "4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Length " + std::to_string(rows.size()) + " >>\nstream\n" + rows +
           "\nendstream\nendobj\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::string with_password() {
    QPDF pdf;
    pdf.emptyPDF();
    QPDFPageDocumentHelper{pdf}.addPage(pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Page /MediaBox [0 0 595 842] >>")), true);
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.setR6EncryptionParameters("mở", "chủ", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::vector<Bomb> bombs() {
    return {
        {"50000-megapixel.png", png(), "too_large"},
        {"4290-megapixel.jpg", jpeg(), "too_large"},
        {"50000-megapixel.tif", tiff(), "too_large"},
        {"100000-trang.pdf", many_pages(100'000, 100'000), "too_large"},
        {"100000-trang-noi-1.pdf", many_pages(100'000, 1), "too_large"},
        {"cay-trang-sau.pdf", deep_tree(), "too_large"},
        {"luong-long-nhau.pdf", nested_object_streams(), "unreadable or crashed"},
        {"luong-phinh.pdf", swelling_object_stream(), "out_of_memory or timed_out or unreadable", true},
        {"khong-xref.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n999999\n%%EOF\n", "unreadable"},
        {"co-mat-khau.pdf", with_password(), "encrypted"},
        {"khong-byte.pdf", "", "empty"},
        {"chuong-trinh.pdf", "MZ\x90 khong phai PDF", "wrong_type"},
        {"anh-goi-la-pdf.pdf", jpeg(), "wrong_type"},
    };
}

}  // namespace test_support
