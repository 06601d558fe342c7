#pragma once
// Printed papers read back by other programs: poppler for boxes and text, zxing for codes.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>
#include <ZXing/TextUtfEncoding.h>
#include <catch2/catch.hpp>
#include <unistd.h>

namespace test_support {

inline std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), &::pclose};
    std::string text;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, pipe.get())) text.append(piece, got);
    return text;
}

// A PDF in a file of its own, gone with the object.
struct PaperFile {
    explicit PaperFile(const std::string& pdf) {
        const int file = ::mkstemp(path.data());
        REQUIRE(file >= 0);
        REQUIRE(::write(file, pdf.data(), pdf.size()) == static_cast<ssize_t>(pdf.size()));
        ::close(file);
    }
    ~PaperFile() { ::unlink(path.c_str()); }
    PaperFile(const PaperFile&) = delete;
    PaperFile& operator=(const PaperFile&) = delete;
    std::string path = "/tmp/motcua-paper-XXXXXX";
};

// What the QR codes on a page say, at 200 dots an inch.
inline std::vector<std::string> codes_on(const PaperFile& paper, int page = 1) {
    const auto number = std::to_string(page);
    std::istringstream image{output_of("pdftoppm -gray -r 200 -f " + number + " -l " + number + " " + paper.path)};
    std::string magic;
    int width = 0, height = 0, depth = 0;
    image >> magic >> width >> height >> depth;
    image.get();
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    image.read(reinterpret_cast<char*>(pixels.data()), static_cast<std::streamsize>(pixels.size()));
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    std::vector<std::string> texts;
    for (const auto& result : ZXing::ReadBarcodes({pixels.data(), width, height, ZXing::ImageFormat::Lum}, hints))
        texts.push_back(ZXing::TextUtfEncoding::ToUtf8(result.text()));
    return texts;
}

// Width and height of every page, in whole millimetres.
inline std::vector<std::pair<int, int>> page_sizes(const PaperFile& paper) {
    std::vector<std::pair<int, int>> sizes;
    std::istringstream facts{output_of("pdfinfo -f 1 -l 999 " + paper.path)};
    for (std::string line; std::getline(facts, line);) {
        int page = 0;
        double width = 0, height = 0;
        if (std::sscanf(line.c_str(), "Page %d size: %lf x %lf", &page, &width, &height) == 3)
            sizes.emplace_back(static_cast<int>(width * 25.4 / 72 + 0.5), static_cast<int>(height * 25.4 / 72 + 0.5));
    }
    return sizes;
}

}  // namespace test_support
