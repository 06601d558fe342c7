#include <catch2/catch.hpp>

#include <cmath>

#include "ocr/geometry.hpp"
#include "ocr/image.hpp"
#include "ocr/input/source.hpp"
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
