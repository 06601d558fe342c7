// The stamp of urgency: on the document before it is signed, never after.

#include "tests/jobs/appearance.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;

namespace {

// Extent of what is red on the first page, in millimetres at 100 %.
struct Red {
    double left = 1000, top = 1000, right = -1, bottom = -1;
};
Red red_on(const Printing& office, const std::string& pdf) {
    const auto base = (office.folder.path() / "red").string();
    std::ofstream{base + ".pdf", std::ios::binary} << pdf;
    REQUIRE(std::system(("pdftoppm -r 254 -f 1 -l 1 -singlefile " + base + ".pdf " + base).c_str()) == 0);
    std::ifstream file{base + ".ppm", std::ios::binary};
    std::string magic;
    int width = 0, height = 0, most = 0;
    file >> magic >> width >> height >> most;
    file.get();
    Red red;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int r = file.get(), g = file.get(), b = file.get();
            if (r - g < 60 || r - b < 60) continue;
            red.left = std::min(red.left, x / 10.0), red.right = std::max(red.right, (x + 1) / 10.0);
            red.top = std::min(red.top, y / 10.0), red.bottom = std::max(red.bottom, (y + 1) / 10.0);
        }
    return red;
}

dossier::Result<http::Response> stamp(Leaders& office, const std::string& upload, const json& level) {
    return http::stamp_uploaded_result(office.request(upload, dossier::Role::clerk, office.mai, {{"level", level}}), office.services);
}

}  // namespace

TEST_CASE("the stamp's text and level are on the document before it is signed; a signed document is not stamped", "[signing][urgency][R-SIG-19]") {
    Leaders office;
    struct Level {
        const char* name;
        const char* text;
        double width_mm;
    };
    std::string stamped;
    for (const auto& level : {Level{"express", "HỎA TỐC", 30}, Level{"very_urgent", "THƯỢNG KHẨN", 40}, Level{"urgent", "KHẨN", 20}}) {
        INFO(level.text);
        const auto draft = office.upload(office.paper());
        stamped = office_tests::told(stamp(office, draft, level.name)).at("id");
        const auto pdf = office.pdf_of(stamped);
        CHECK(signatures_shown(pdf).empty());  // nobody signed yet
        CHECK(office.now_upload(stamped).asked.at("urgency") == level.name);
        const auto lines = lines_of(office, pdf);
        const auto* line = line_with(lines, level.text);
        REQUIRE(line);
        CHECK(line->text == std::string{"<b>"} + level.text + "</b>");
        CHECK(line->page == 1);
        CHECK(line->size == Approx(13).margin(0.5));
        CHECK(line_with(lines, "Quyết định"));  // what stood there stays
        const auto red = red_on(office, pdf);
        CHECK(red.right - red.left == Approx(level.width_mm).margin(0.5));
        CHECK(red.bottom - red.top == Approx(8).margin(0.5));
        CHECK(red.left == Approx(30).margin(0.5));
    }
    CHECK(status_of(stamp(office, stamped, "express")) == 409);  // one level
    CHECK(status_of(stamp(office, office.upload(office.paper()), "slow")) == 422);

    const auto session = office_tests::told(office.begin(stamped, office.minh, "person"));
    const std::string signed_upload = office_tests::told(office.end(stamped, office.minh, session, office.by_key("person", session))).at("id");
    const auto sealed = office.sealed(signed_upload);
    CHECK(office.judged_upload(sealed).verdict == signing::Verdict::Passed);
    CHECK(line_with(lines_of(office, office.pdf_of(sealed)), "KHẨN"));
    const auto late = stamp(office, office.upload(office.signed_by_person()), "urgent");
    CHECK(status_of(late) == 409);
    CHECK(late.error().detail.find("phải ghi trước khi ký") != std::string::npos);
}

TEST_CASE("a mark stands upright at its place on a turned page", "[signing][urgency]") {
    Leaders office;
    const auto turned = [&] {
        const auto base = (office.folder.path() / "turned").string();
        std::ofstream{base + ".pdf", std::ios::binary} << office.paper();
        REQUIRE(std::system(("qpdf --rotate=+90 " + base + ".pdf " + base + "-90.pdf").c_str()) == 0);
        return signing::read_file(base + "-90.pdf");
    }();
    const std::string stamped = office_tests::told(stamp(office, office.upload(turned), "very_urgent")).at("id");
    const auto red = red_on(office, office.pdf_of(stamped));
    CHECK(red.right - red.left == Approx(40).margin(0.5));
    CHECK(red.left == Approx(30).margin(0.5));
    CHECK(red.top == Approx(46).margin(0.5));
}
