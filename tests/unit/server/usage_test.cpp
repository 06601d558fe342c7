#include <array>
#include <string>

#include <catch2/catch.hpp>

#include "server/usage.hpp"
#include "tests/support/command.hpp"
#include "tests/support/places.hpp"

using server::in_vietnamese;

TEST_CASE("wrong words on the command line are told in Vietnamese", "[usage]") {
    CHECK(in_vietnamese("--out is required") == "thiếu --out");
    CHECK(in_vietnamese("The following arguments were not expected: --la x") == "không có tham số --la x");
    CHECK(in_vietnamese("--from: Directory does not exist: /khong") == "--from: không có thư mục /khong");
    CHECK(in_vietnamese("--seconds: Value 0 not in range 1 to 60") == "--seconds: 0 không nằm trong khoảng từ 1 đến 60");
    CHECK(in_vietnamese("Could not convert: --officers = nhiều") == "--officers: không hiểu giá trị nhiều");
    CHECK(in_vietnamese("DIR: đã có /tmp; hãy đặt tên mới") == "DIR: đã có /tmp; hãy đặt tên mới");
}

TEST_CASE("a verb that is called wrongly says so in a sentence and answers 2", "[usage]") {
    const std::array wrong{
        std::pair{"archive", "thiếu input"},
        std::pair{"archive /khong-co", "input: không có tệp /khong-co"},
        std::pair{"archive --la", "thiếu input"},
        std::pair{"check-receipt --keys /tmp", "thiếu TOKEN"},
        std::pair{"check-receipt MCT1 --keys /khong-co", "--keys: không có tệp /khong-co"},
        std::pair{"check-files --from /khong-co", "--from: không có thư mục /khong-co"},
        std::pair{"check-files thua", "không có tham số thua"},
        std::pair{"backup", "thiếu --out"},
        std::pair{"backup --out", "--out: thiếu giá trị"},
        std::pair{"backup --out /tmp/x --previous /khong-co", "--previous: không có thư mục /khong-co"},
        std::pair{"restore --data-dir /tmp/x", "thiếu --from"},
        std::pair{"backup-check", "thiếu --plan"},
        std::pair{"backup-copy --plan /khong-co", "--plan: không có tệp /khong-co"},
        std::pair{"backup-open --from /tmp --key /etc/hostname --out /tmp", "--out: đã có /tmp"},
        std::pair{"export", "thiếu DIR"},
        std::pair{"verify", "thiếu FILE"},
        std::pair{"verify /khong-co.pdf", "FILE: không có tệp /khong-co.pdf"},
        std::pair{"sign", "thiếu INPUT"},
        std::pair{"token", "Xem motcua token --help"},
        std::pair{"digitise", "thiếu --out"},
        std::pair{"export /tmp", "đã có /tmp"},
        std::pair{"export --check /khong-co", "không có thư mục /khong-co"},
        std::pair{"export /tmp/khong-co-x --config /khong-co", "--config: không có tệp /khong-co"},
    };
    for (const auto& [words, said] : wrong) {
        const auto outcome = test_support::run("'" + test_support::program() + "' " + words);
        INFO(words << ": " << outcome.text);
        CHECK(outcome.code == 2);
        CHECK(outcome.text.find(said) != std::string::npos);
        CHECK(outcome.text.find("required") == std::string::npos);
        CHECK(outcome.text.find("--help") != std::string::npos);
    }
}
