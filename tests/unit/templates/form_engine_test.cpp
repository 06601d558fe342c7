// Real papers through the real engine, read back by other programs: poppler for boxes and text, zxing for codes.

#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "templates/form_engine.hpp"
#include "templates/forms.hpp"
#include "templates/qr.hpp"
#include "tests/support/printed_paper.hpp"
#include "tests/unit/templates/sample_views.hpp"

using namespace templates;
using test_support::codes_on;
using test_support::output_of;
using test_support::PaperFile;

namespace {

FormEngine& engine() {
    static FormEngine warm;
    return warm;
}

}  // namespace

TEST_CASE("forms have exactly the page the rules name", "[templates][forms][R-NUM-11]") {
    for (const auto& kind : form_kinds()) {
        const PaperFile paper{engine().pdf(render_form(kind.rule_set, kind.form, sample::form(kind.rule_set, kind.form)))};
        const auto facts = output_of("pdfinfo -box " + paper.path);
        INFO(kind.template_name << "\n" << facts);
        double width = 0, height = 0;
        REQUIRE(std::sscanf(facts.c_str() + facts.find("Page size:"), "Page size: %lf x %lf", &width, &height) == 2);
        CHECK(width * 25.4 / 72 == Approx(kind.width_mm).margin(0.05));
        CHECK(height * 25.4 / 72 == Approx(kind.height_mm).margin(0.05));
        const bool is_register = kind.form == "register";
        CHECK(kind.width_mm == (is_register ? 210 : 148));
        CHECK(kind.height_mm == (is_register ? 297 : 210));
        if (!is_register) CHECK(facts.find("Pages:           1") != std::string::npos);
    }
}

TEST_CASE("a receipt's Vietnamese text can be read back from the PDF", "[templates][forms]") {
    const PaperFile paper{engine().pdf(render_form("2025", "receipt", sample::form("2025", "receipt")))};
    const auto text = output_of("pdftotext -layout " + paper.path + " -");
    INFO(text);
    for (const auto* words : {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Đặng Thị Đào",
                              "001190012345", "H99.14-261121-0001", "Tờ khai đăng ký khai sinh", "17 giờ 00 phút, ngày 26/11/2026"})
        CHECK(text.find(words) != std::string::npos);
    const auto fonts = output_of("pdffonts " + paper.path);
    CHECK(fonts.find("Liberation-Serif") != std::string::npos);
}

TEST_CASE("the QR of a form decodes to the dossier code", "[templates][forms][R-NUM-15]") {
    const PaperFile paper{engine().pdf(render_form("2025", "receipt", sample::form("2025", "receipt")))};
    const auto codes = codes_on(paper);
    CHECK(std::find(codes.begin(), codes.end(), "H99.14-261121-0001") != codes.end());
    const auto rule = std::find_if(codes.begin(), codes.end(), [](const std::string& text) { return text.find('|') != std::string::npos; });
    REQUIRE(rule != codes.end());
    CHECK(*rule == "H99.14-261121-0001|1.001193|001190012345|Giấy tiếp nhận hồ sơ và hẹn trả kết quả|Hệ thống một cửa UBND "
                   "phường Bình Minh|2026-11-21T09:30:00+07:00|2026-11-26T17:00:00+07:00");
}

TEST_CASE("a label names its bundle, and its code decodes to the bundle's id", "[templates][forms][R-TAG-04]") {
    const std::string id = "019ac6f2-7c1e-7a55-9d7b-4a1f5f2f9b01";
    const View line{{"title", "Bản đồ hiện trạng"}, {"quantity", 3}, {"reason", "bản đồ"}};
    const PaperFile paper{engine().pdf(render_label({{"id", id}, {"qr", qr_data_uri(id)}, {"procedure", "1.001193"},
                                                     {"procedure_name", "Đăng ký khai sinh"}, {"code", "H56.14-261121-0001"},
                                                     {"place", "Kho 2"}, {"date", "21/11/2026"}, {"components", View::array({line})}}))};
    CHECK(codes_on(paper) == std::vector<std::string>{id});
    const auto text = output_of("pdftotext -layout " + paper.path + " -");
    INFO(text);
    for (const auto* words : {"1.001193", "H56.14-261121-0001", "Bản đồ hiện trạng", "3", "Kho 2", "21/11/2026"})
        CHECK(text.find(words) != std::string::npos);
}

TEST_CASE("a killed engine comes back for the next paper", "[templates][forms]") {
    FormEngine own;
    REQUIRE(own.pdf("<p>một</p>").starts_with("%PDF"));
    const auto first = own.child();
    ::kill(first, SIGKILL);
    CHECK(own.pdf("<p>hai</p>").starts_with("%PDF"));
    CHECK(own.child() != first);
}

TEST_CASE("two papers are made at the same time by two children, one alone by one", "[templates][forms]") {
    FormEngine own;
    CHECK(own.pdf("<p>một</p>").starts_with("%PDF"));
    const auto children = [] { return output_of("pgrep -P " + std::to_string(::getpid()) + " python3 | wc -l"); };
    const auto alone = std::stoi(children());
    std::string long_one = "<table>";
    for (int row = 0; row < 400; ++row) long_one += "<tr><td>a</td><td>b</td></tr>";
    std::vector<std::string> papers(4);
    std::vector<std::thread> threads;
    for (auto& paper : papers) threads.emplace_back([&] { paper = own.pdf(long_one); });
    for (auto& thread : threads) thread.join();
    CHECK(std::stoi(children()) == alone + 1);
    for (const auto& paper : papers) CHECK(paper.starts_with("%PDF"));
}

TEST_CASE("a paper that takes too long ends in a fault, and the next one is made", "[templates][forms]") {
    FormEngine own{{.timeout = std::chrono::seconds{4}}};
    std::string endless = "<table>";
    for (int row = 0; row < 60'000; ++row) endless += "<tr><td>a</td><td>b</td></tr>";
    CHECK_THROWS_AS(own.pdf(endless), FormFault);
    CHECK(own.pdf("<p>ba</p>").starts_with("%PDF"));
}

TEST_CASE("a paper cannot fetch a file or an address", "[templates][forms]") {
    FormEngine own;
    const PaperFile paper{own.pdf("<link rel=attachment href='file:///etc/passwd'><img src='file:///etc/passwd'><p>bốn</p>")};
    CHECK(output_of("pdfdetach -list " + paper.path).find("0 embedded files") != std::string::npos);
}

TEST_CASE("a missing engine is a fault that says so", "[templates][forms]") {
    FormEngine own{{.python = "/nonexistent/python3"}};
    CHECK_THROWS_AS(own.pdf("<p>x</p>"), FormFault);
}
