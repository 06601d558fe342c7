#pragma once
// A page of a printed paper as a perfect scanner sees it.

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/printed_paper.hpp"

namespace test_support {

struct GreyPage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;  // one byte each, row by row, 0 is black
};

inline GreyPage grey_page(const PaperFile& paper, int page, int dpi) {
    const auto number = std::to_string(page);
    std::istringstream pgm{output_of("pdftoppm -gray -r " + std::to_string(dpi) + " -f " + number + " -l " + number + " " + paper.path)};
    std::string magic;
    int brightest = 0;
    GreyPage grey;
    pgm >> magic >> grey.width >> grey.height >> brightest;
    pgm.get();
    grey.pixels.resize(static_cast<std::size_t>(grey.width * grey.height));
    pgm.read(reinterpret_cast<char*>(grey.pixels.data()), static_cast<std::streamsize>(grey.pixels.size()));
    return grey;
}

}  // namespace test_support
