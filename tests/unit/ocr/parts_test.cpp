#include <catch2/catch.hpp>

#include <cmath>
#include <cstdio>

#include "ocr/geometry.hpp"
#include "ocr/image.hpp"
#include "ocr/input/source.hpp"
#include "ocr/pdf/parts.hpp"
#include "ocr/vietnamese.hpp"

using namespace ocr;
using namespace std::string_literals;

TEST_CASE("a map and its inverse bring a point back") {
    const Transform there = Transform::rotation(7.5).then(Transform::scale(2, 2)).then(Transform::shift(10, -4));

    const Point back = there.then(there.inverse()).apply(Point{123, 456});

    CHECK(back.x == Approx(123));
    CHECK(back.y == Approx(456));
}

TEST_CASE("four corners go where they are sent") {
    const std::array<Point, 4> sheet{Point{12, 8}, Point{990, 30}, Point{960, 1400}, Point{5, 1380}};
    const std::array<Point, 4> page{Point{0, 0}, Point{1000, 0}, Point{1000, 1414}, Point{0, 1414}};

    const Transform flat = quad_to_quad(sheet, page);

    for (size_t i = 0; i < 4; ++i) {
        CHECK(flat.apply(sheet[i]).x == Approx(page[i].x).margin(1e-6));
        CHECK(flat.apply(sheet[i]).y == Approx(page[i].y).margin(1e-6));
    }
}

TEST_CASE("folding takes away tone marks, case and punctuation") {
    CHECK(folded("TỜ KHAI — Đăng ký, khai-sinh!") == "to khai dang ky khai sinh");
    CHECK(without_marks("Đỗ Thị Ngọc Diễm") == "Do Thi Ngoc Diem");
}

TEST_CASE("decomposed letters come out composed") { CHECK(nfc("Nguye\xcc\x82\xcc\x83n") == "Nguyễn"); }

TEST_CASE("content decides the type, and a wrong extension is named") {
    const std::string jpeg = "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1"s;

    CHECK(type_of(jpeg, "scan.JPG").value() == FileType::Jpeg);
    CHECK(type_of(jpeg, "scan").value() == FileType::Jpeg);
    CHECK(type_of(jpeg, "scan.pdf").error().problem == Problem::WrongType);
    CHECK(type_of("MZ\x90 this is a program", "scan.pdf").error().problem == Problem::WrongType);
    CHECK(type_of("", "scan.pdf").error().problem == Problem::Empty);
    CHECK(type_of("x", "scan.pdf").error().problem == Problem::WrongType);
}

TEST_CASE("an image larger than the limits is refused by its header") {
    // A PNG header that claims 250,000 × 200,000 pixels.
    const std::string bomb = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\3\xd0\x90\0\3\r\x40\x08\2\0\0\0\0\0\0\0"s + std::string(64, '\0');

    const auto outcome = decode_image(bomb, Limits{});

    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().problem == Problem::TooLarge);
}

TEST_CASE("columns beside each other are runs of their own, at their places and at one height") {
    // A letterhead on a scan that leans: 1000 by 1000 pixels shown at 500 by 500 points.
    TextPage page;
    page.width = page.height = 1000;
    Line line;
    line.corners = {Point{100, 80}, Point{900, 60}, Point{900, 90}, Point{100, 110}};
    const auto word = [](const char* text, int left, int right) {
        Word made;
        made.text = text;
        made.box = {left, 80, right, 105};
        return made;
    };
    line.words = {word("XÃ", 100, 150), word("MẪU", 160, 220), word("Độc", 700, 800), word("lập", 810, 900)};
    page.lines = {line};

    const std::string layer = text_layer(page, {0, 0, 500, 500, 0});

    std::vector<std::array<double, 2>> starts;
    for (size_t at = layer.find(" Tz "); at != std::string::npos; at = layer.find(" Tz ", at + 1)) {
        double x = 0, y = 0;
        REQUIRE(std::sscanf(layer.c_str() + at, " Tz %*f %*f %*f %*f %lf %lf", &x, &y) == 2);
        starts.push_back({x, y});
    }
    REQUIRE(starts.size() == 2);
    CHECK(starts[0][0] == Approx(50).margin(1));
    CHECK(starts[1][0] == Approx(350).margin(1));
    CHECK(starts[0][1] == Approx(starts[1][1]));
}
