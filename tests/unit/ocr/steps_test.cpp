// The steps before the recogniser, on pages drawn byte by byte.

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>

#include <leptonica/allheaders.h>

#include "ocr/pipeline.hpp"
#include "ocr/steps/steps.hpp"

using namespace ocr;

namespace {

// A grey image whose pixels are `bright(x, y)`.
Image drawn(int width, int height, const std::function<int(int, int)>& bright) {
    std::string bytes = "P5\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n";
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) bytes += static_cast<char>(bright(x, y));
    return decode_image(bytes, Limits{}).value();
}

// Paper with rows of "letters": dark specks of 6 × 9 pixels.
int paper_at(double x, double y) {
    const bool row = std::fmod(y, 40) < 9 && x > 100 && x < 740;
    return row && std::fmod(x, 12) < 6 ? 30 : 215;
}

constexpr double sheet_width = 842, sheet_height = 1190;

}  // namespace

TEST_CASE("a sheet photographed askew on a desk is found, and lies flat after the warp") {
    const std::array<Point, 4> seen{Point{60, 40}, Point{930, 85}, Point{900, 1290}, Point{25, 1250}};
    const std::array<Point, 4> flat{Point{0, 0}, Point{sheet_width, 0}, Point{sheet_width, sheet_height}, Point{0, sheet_height}};
    const Transform to_paper = quad_to_quad(seen, flat);
    const Image photo = drawn(960, 1340, [&](int x, int y) {
        const Point p = to_paper.apply(Point{static_cast<double>(x), static_cast<double>(y)});
        return p.x >= 0 && p.y >= 0 && p.x < sheet_width && p.y < sheet_height ? paper_at(p.x, p.y) : 95;
    });

    const auto found = find_sheet(photo);

    REQUIRE(found);
    for (size_t i = 0; i < 4; ++i) {
        INFO("corner " << i << " at " << (*found)[i].x << ", " << (*found)[i].y);
        CHECK(std::hypot((*found)[i].x - seen[i].x, (*found)[i].y - seen[i].y) < 5);
    }
    const Size size = flat_size(*found);
    CHECK(size.a4);
    CHECK(std::abs(static_cast<double>(size.height) / size.width - std::sqrt(2.0)) < 0.01);
}

TEST_CASE("a scan that fills its image has no sheet to be found in it") {
    SECTION("plain") { CHECK_FALSE(find_sheet(drawn(842, 1190, [](int x, int y) { return paper_at(x, y); }))); }
    SECTION("with a frame around the text") {
        CHECK_FALSE(find_sheet(drawn(842, 1190, [](int x, int y) { return (x > 40 && x < 46) || (y > 40 && y < 46) || (x > 800 && x < 806) ? 20 : paper_at(x, y); })));
    }
    SECTION("with a dark picture in the middle") {
        CHECK_FALSE(find_sheet(drawn(842, 1190, [](int x, int y) { return x > 200 && x < 640 && y > 300 && y < 800 ? 120 : paper_at(x, y); })));
    }
    SECTION("with the scanner's lid along one side") { CHECK_FALSE(find_sheet(drawn(842, 1190, [](int x, int y) { return x < 12 ? 60 : paper_at(x, y); }))); }
}

TEST_CASE("a telephone's 72 dots an inch are not believed") {
    CHECK(resolution_of(Image::white(2480, 3508, 8), 300) == 300);
    CHECK(resolution_of(Image::white(2480, 3508, 8), 72) == 300);
    CHECK(resolution_of(Image::white(1240, 1754, 8), 0) == 150);
}

TEST_CASE("leader dots are found however wide they stand, stops in a text are not") {
    const int pitch = GENERATE(12, 24, 33);
    const auto ink = [](const Image& page) { return ink_of(page); };
    const Image dots = drawn(900, 60, [pitch](int x, int y) { return x > 20 && x < 700 && x % pitch < 5 && y >= 30 && y < 35 ? 0 : 255; });
    const Image stops = drawn(900, 60, [](int x, int y) { return y >= 30 && y < 35 && (x / 5 == 10 || x / 5 == 17 || x / 5 == 35 || x / 5 == 44 || x / 5 == 66) ? 0 : 255; });

    CHECK(find_leaders(ink(dots), 300).size() >= 20);
    CHECK(find_leaders(ink(stops), 300).empty());
}

TEST_CASE("under a round red seal the ink of the seal fades and the letters it lies on stay") {
    const int shade = GENERATE(0, 90);  // how dark the paper lies
    std::string bytes = "P6\n600 600\n255\n";
    const auto over = [](double alpha, int ink, int below) { return static_cast<char>(alpha * ink + (1 - alpha) * below); };
    for (int y = 0; y < 600; ++y)
        for (int x = 0; x < 600; ++x) {
            const double from_middle = std::hypot(x - 300, y - 300);
            const bool letter = y > 290 && y < 310 && x % 40 < 12, seal = from_middle > 180 && from_middle < 215;
            const int below = letter ? 20 : 245 - shade;
            const double alpha = seal ? 0.65 : 0;
            bytes += over(alpha, 200 - shade / 2, below);
            bytes += over(alpha, 30, below);
            bytes += over(alpha, 40, below);
        }

    const Image grey = grey_without_seals(decode_image(bytes, Limits{}).value(), 300);

    const auto at = [&](int x, int y) {
        unsigned value = 0;
        pixGetPixel(grey.pix(), x, y, &value);
        return static_cast<int>(value);
    };
    const int letter_in_seal = at(485, 300), seal_on_paper = at(500, 300), paper = at(580, 20), letter = at(245, 300);
    INFO(letter << " letter, " << letter_in_seal << " under the seal, " << seal_on_paper << " seal, " << paper << " paper");
    CHECK(std::abs(seal_on_paper - paper) < 20);
    CHECK(seal_on_paper - letter_in_seal > (paper - letter) * 4 / 10);
}
