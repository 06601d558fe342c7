// Printed codes as they come back: laid on the glass askew, by a worn printer, photographed in bad light.

#include <algorithm>
#include <cmath>
#include <random>

#include <catch2/catch.hpp>

#include "ocr/codes.hpp"
#include "ocr/stack/sheets.hpp"
#include "templates/form_engine.hpp"
#include "templates/print_job.hpp"
#include "tests/support/grey_page.hpp"

using test_support::GreyPage;

namespace {

constexpr int dpi = 200;

struct Wear {
    double degrees = 0;   // turned, clockwise
    double noise = 0;     // standard deviation of each pixel, of 255
    int blur = 0;         // radius in pixels
    int darkest = 0, lightest = 255;  // what black and white became
    double spots = 0;     // part of the surface under toner specks and holes of 0.4 mm
};

std::uint8_t at(const GreyPage& page, int x, int y) {
    if (x < 0 || y < 0 || x >= page.width || y >= page.height) return 255;
    return page.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) + static_cast<std::size_t>(x)];
}

// Into a page a third larger, so that no corner is lost.
GreyPage turned(const GreyPage& page, double degrees) {
    GreyPage after{page.width * 4 / 3, page.height * 4 / 3, {}};
    const double angle = degrees * 3.14159265358979 / 180, cosine = std::cos(angle), sine = std::sin(angle);
    for (int y = 0; y < after.height; ++y)
        for (int x = 0; x < after.width; ++x) {
            const double dx = x - after.width / 2.0, dy = y - after.height / 2.0;
            const double from_x = cosine * dx + sine * dy + page.width / 2.0, from_y = cosine * dy - sine * dx + page.height / 2.0;
            const int left = static_cast<int>(std::floor(from_x)), top = static_cast<int>(std::floor(from_y));
            const double right = from_x - left, below = from_y - top;
            after.pixels.push_back(static_cast<std::uint8_t>((1 - right) * (1 - below) * at(page, left, top) + right * (1 - below) * at(page, left + 1, top) +
                                                             (1 - right) * below * at(page, left, top + 1) + right * below * at(page, left + 1, top + 1)));
        }
    return after;
}

GreyPage blurred(const GreyPage& page, int radius) {
    auto after = page;
    for (int y = 0; y < page.height; ++y)
        for (int x = 0; x < page.width; ++x) {
            int sum = 0;
            for (int dy = -radius; dy <= radius; ++dy)
                for (int dx = -radius; dx <= radius; ++dx) sum += at(page, x + dx, y + dy);
            after.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) + static_cast<std::size_t>(x)] =
                static_cast<std::uint8_t>(sum / ((2 * radius + 1) * (2 * radius + 1)));
        }
    return after;
}

void spot(GreyPage& page, double part, std::mt19937& dice) {
    const int side = dpi * 4 / 254 + 1;
    const auto spots = static_cast<int>(part * page.width * page.height / (side * side));
    for (int n = 0; n < spots; ++n) {
        const int left = static_cast<int>(dice() % static_cast<unsigned>(page.width)), top = static_cast<int>(dice() % static_cast<unsigned>(page.height));
        const std::uint8_t colour = n % 2 ? 255 : 0;
        for (int y = top; y < std::min(top + side, page.height); ++y)
            for (int x = left; x < std::min(left + side, page.width); ++x)
                page.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) + static_cast<std::size_t>(x)] = colour;
    }
}

GreyPage worn(GreyPage page, const Wear& wear) {
    std::mt19937 dice{7};
    if (wear.spots > 0) spot(page, wear.spots, dice);
    if (wear.degrees != 0) page = turned(page, wear.degrees);
    if (wear.blur > 0) page = blurred(page, wear.blur);
    std::normal_distribution<double> noise{0, std::max(wear.noise, 1e-9)};
    for (auto& pixel : page.pixels)
        pixel = static_cast<std::uint8_t>(std::clamp(wear.darkest + pixel * (wear.lightest - wear.darkest) / 255.0 + noise(dice), 0.0, 255.0));
    return page;
}

// By our own reader, the way a scanned page reaches it.
std::vector<std::string> read_by_us(const GreyPage& page) {
    const auto bytes = "P5\n" + std::to_string(page.width) + " " + std::to_string(page.height) + "\n255\n" + std::string(page.pixels.begin(), page.pixels.end());
    std::vector<std::string> texts;
    for (const auto& code : ocr::read_codes(ocr::decode_image(bytes, ocr::Limits{}).value(), dpi)) texts.push_back(code.text);
    std::sort(texts.begin(), texts.end());
    return texts;
}

const std::vector<std::pair<const char*, Wear>> wears{
    {"as printed", {}},
    {"3° askew", {.degrees = 3}},
    {"12° askew", {.degrees = 12}},
    {"upside down and askew", {.degrees = 184}},
    {"grainy", {.noise = 40}},
    {"blurred", {.blur = 1}},
    {"pale", {.darkest = 120, .lightest = 215}},
    {"specks and holes", {.spots = 0.01}},
    {"all of it", {.degrees = 5, .noise = 20, .blur = 1, .darkest = 50, .lightest = 225, .spots = 0.01}},
};

std::string printed(templates::FormEngine& engine, const templates::PrintJob& job) {
    return engine.pdf(templates::render_print_job(job), templates::PdfProfile::Plain);
}

}  // namespace

TEST_CASE("the code of a label of every stock is read from a worn, grainy, blurred, pale or crooked scan", "[papers][print-job][codes]") {
    const std::string code = "H99.14-261123-0042";
    templates::FormEngine engine;
    for (const auto& stock : templates::label_stock()) {
        templates::PrintJob job;
        job.stock = &stock;
        job.labels.push_back({code, "1.001612", code, "", {"Đăng ký thành lập hộ kinh doanh", "Hẹn trả: 17:00 26/11/2026"}, {}});
        const test_support::PaperFile paper{printed(engine, job)};
        const auto page = test_support::grey_page(paper, 1, dpi);
        for (const auto& [name, wear] : wears) {
            CAPTURE(stock.code, name);
            CHECK(read_by_us(worn(page, wear)) == std::vector{code});
        }
    }
}

TEST_CASE("sheets for the scanner keep their meaning through the same wear", "[papers][print-job][codes]") {
    const auto payload = ocr::component_payload("1.001612", "000.00.00.G05-KQ900301");
    templates::FormEngine engine;
    templates::PrintJob job;
    job.sheets.push_back({"TỜ THÀNH PHẦN", "Giấy đề nghị đăng ký hộ kinh doanh", payload});
    const test_support::PaperFile paper{printed(engine, job)};
    const auto page = test_support::grey_page(paper, 1, dpi);
    for (const auto& [name, wear] : wears) {
        CAPTURE(name);
        CHECK(read_by_us(worn(page, wear)) == std::vector{payload});
    }
}

TEST_CASE("a sheet whose code lost a letter is stray, never obeyed", "[papers][codes]") {
    auto payload = ocr::component_payload("1.001612", "000.00.00.G05-KQ900301");
    payload[5] = payload[5] == '1' ? '2' : '1';
    CHECK_FALSE(ocr::sheet_of(payload));
}
