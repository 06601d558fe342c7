// The demonstration PKI end to end: what a reader of the signed result sees, where and how.
#include <catch2/catch.hpp>

#include <filesystem>
#include <csignal>
#include <regex>

#include <unistd.h>

#include "integrations/signing/demo_signer.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_fields.hpp"
#include "world.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;
namespace rules = dossier::signing_rules;

namespace {

struct DemoPki {
    fs::path folder = fs::temp_directory_path() / ("motcua-pki-" + std::to_string(::getpid()));
    DemoPki() { (void)make_demo_pki(folder, {}, now(), KeyKind::P256); }
    ~DemoPki() {
        std::error_code none;
        fs::remove_all(folder, none);
    }
};

const fs::path& pki() {
    static const DemoPki made;
    return made.folder;
}

std::string as(DemoRole role, const std::string& pdf) {
    DemoWish wish;
    wish.role = role;
    wish.at = now();
    auto done = sign_as(pki(), pdf, wish);
    if (!done) throw std::runtime_error(done.error().detail);
    return *std::move(done);
}

struct Shown {
    rules::PlaceMm place;
    int page;
};

Shown shown(const std::string& pdf, const std::string& field_name) {
    auto opened = open_strictly(pdf);
    const auto pages = opened->pdf->getAllPages();
    for (auto& field : signature_fields(*opened->pdf)) {
        if (field.name != field_name) continue;
        auto widget = field.widgets.front();
        const auto box = widget.getKey("/Rect").getArrayAsRectangle();
        for (size_t i = 0; i < pages.size(); ++i)
            if (pages[i].getObjGen() == widget.getKey("/P").getObjGen())
                return {PageGeometry(pages[i]).to_displayed({box.llx, box.lly, box.urx, box.ury}), static_cast<int>(i + 1)};
    }
    throw std::runtime_error("no field " + field_name);
}

std::string two_pages() {
    auto objects = page_objects();
    objects[2] = "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>";
    objects[6] = objects[3];
    return pdf_of(objects);
}

}  // namespace

TEST_CASE("the demo PKI signs as person, then agency, and its own trust folder, lists included, believes it", "[signing][demo]") {
    const auto result = as(DemoRole::Agency, as(DemoRole::Person, a_pdf()));
    auto trust = std::make_shared<TrustStore>(*TrustStore::load(pki()));
    const auto report = verify(result, {.trust = trust, .policy = {}, .at = now()});
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(make_demo_pki(pki(), {}, now()).error().code == dossier::ErrorCode::DuplicateRequest);
}

TEST_CASE("the red transparent seal covers 30 to 37 percent of the person's signature from the left", "[signing][demo][R-SIG-05]") {
    const auto result = as(DemoRole::Agency, as(DemoRole::Person, two_pages()));
    const auto hand = shown(result, "ChuKyCaNhan"), seal = shown(result, "ChuKyCoQuan");
    CHECK(hand.page == seal.page);
    const double share = rules::overlap_from_left(hand.place, seal.place);
    CHECK(share >= 0.30);
    CHECK(share <= 0.37);
    const auto image = look_at_png(read_file(pki() / "agency" / "seal.png"));
    REQUIRE(image.has_value());
    CHECK(image->transparent);
    CHECK((image->hue < 20 || image->hue > 340));  // red
    CHECK(seal.place.width == Approx(rules::seal_diameter_mm).margin(0.01));
}

TEST_CASE("the person's signature image is a blue PNG with alpha and is refused without", "[signing][demo]") {
    const auto image = look_at_png(read_file(pki() / "person" / "signature.png"));
    REQUIRE(image.has_value());
    CHECK(image->transparent);
    CHECK(image->hue > 200);
    CHECK(image->hue < 260);
    CHECK_FALSE(look_at_png("không phải PNG").has_value());
}

TEST_CASE("a digitised paper is signed at the top right of page 1 and nowhere else", "[signing][demo][R-SIG-07]") {
    const auto place = shown(as(DemoRole::Digitised, two_pages()), "ChuKySoHoa");
    CHECK(place.page == 1);
    CHECK(place.place.left > 105);
    CHECK(place.place.left + place.place.width > 190);
    CHECK(place.place.top < 20);
}

TEST_CASE("the signing time beside the seal is ISO 8601 with seconds and the Vietnamese zone", "[signing][demo][R-SIG-06]") {
    const std::regex form(R"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00)");
    const auto result = as(DemoRole::Agency, as(DemoRole::Person, a_pdf()));
    const auto path = pki() / "agency.pdf";
    {
        std::FILE* out = std::fopen(path.c_str(), "wb");
        std::fwrite(result.data(), 1, result.size(), out);
        std::fclose(out);
    }
    // The appearance alone, as a page of its own, read back by another program.
    auto opened = open_strictly(result);
    auto fields = signature_fields(*opened->pdf);
    auto look = fields.back().widgets.front().getKey("/AP").getKey("/N");
    const auto flat = pki() / "flat.pdf";
    std::FILE* pipe = ::popen(("qpdf --flatten-annotations=all " + path.string() + " " + flat.string() + " && pdftotext " + flat.string() + " -").c_str(), "r");
    std::string text(20'000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), pipe));
    ::pclose(pipe);
    CAPTURE(text);
    CHECK(look.isStream());
    CHECK(std::regex_search(text, form));
    CHECK(text.find("Ủy ban nhân dân xã Mẫu") != std::string::npos);
}

TEST_CASE("a time stamping authority over HTTP lifts the signature to B-T", "[signing][demo]") {
    test_support::need({"python3"});
    const std::string script = test_support::in_source("integrations/doubles/tsa_double.py");
    FILE* pipe = ::popen(("echo $$; exec python3 " + script + " " + pki().string() + " 0 2>/dev/null").c_str(), "r");
    int pid = 0, port = 0;
    const bool started = std::fscanf(pipe, "%d %d", &pid, &port) == 2;
    DemoWish wish;
    wish.at = now();
    wish.stamper = http_stamper("http://127.0.0.1:" + std::to_string(port) + "/");
    const auto done = started ? sign_and_stamp_as(pki(), a_pdf(), wish) : dossier::Result<Signed>{Signed{}};
    if (pid > 0) ::kill(pid, SIGTERM);
    ::pclose(pipe);
    REQUIRE(started);
    REQUIRE(done.has_value());
    CHECK_FALSE(done->awaiting_timestamp);
    const auto report = verify(done->whole(a_pdf()), integrity());
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.at(0).level == "PAdES-B-T");
    // Nobody listens any more: signed all the same, waiting for its stamp.
    const auto later = sign_and_stamp_as(pki(), a_pdf(), wish);
    REQUIRE(later.has_value());
    CHECK(later->awaiting_timestamp);
}
