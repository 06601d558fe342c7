// The person's signature as it is seen: the own hand, blue and transparent, between title and name.

#include <array>
#include <cmath>

#include "tests/jobs/appearance.hpp"
#include "tests/jobs/signers.hpp"

using namespace papers_tests;

namespace {

constexpr double mm_per_point = 25.4 / 72;

struct WordBox {
    double left = 0, top = 0, right = 0, bottom = 0;  // mm
};

// Where another program reads these words on the last page: of one line.
WordBox box_of(const Printing& office, const std::string& pdf, const std::vector<std::string>& words) {
    const auto base = (office.folder.path() / "words").string();
    std::ofstream{base + ".pdf", std::ios::binary} << pdf;
    REQUIRE(std::system(("pdftotext -bbox " + base + ".pdf " + base + ".html").c_str()) == 0);
    std::ifstream file{base + ".html"};
    const std::regex word{"<word xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\" yMax=\"([\\d.]+)\">(.*)</word>"};
    std::optional<WordBox> box;
    std::smatch found;
    for (std::string line; std::getline(file, line);) {
        if (!std::regex_search(line, found, word) || std::find(words.begin(), words.end(), found[5].str()) == words.end()) continue;
        const WordBox here{std::stod(found[1]) * mm_per_point, std::stod(found[2]) * mm_per_point, std::stod(found[3]) * mm_per_point, std::stod(found[4]) * mm_per_point};
        if (!box) box = here;
        box = WordBox{std::min(box->left, here.left), std::min(box->top, here.top), std::max(box->right, here.right), std::max(box->bottom, here.bottom)};
    }
    REQUIRE(box);
    return *box;
}

// The hue, in steps of 30 degrees, that most coloured points inside the place have.
double dominant_hue(const Printing& office, const std::string& pdf, const dossier::signing_rules::PlaceMm& place) {
    const auto base = (office.folder.path() / "hue").string();
    std::ofstream{base + ".pdf", std::ios::binary} << pdf;
    REQUIRE(std::system(("pdftoppm -r 127 -f 1 -l 1 -singlefile " + base + ".pdf " + base).c_str()) == 0);
    std::ifstream file{base + ".ppm", std::ios::binary};
    std::string magic;
    int width = 0, height = 0, most = 0;
    file >> magic >> width >> height >> most;
    file.get();
    std::array<int, 12> counts{};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double r = file.get(), g = file.get(), b = file.get();
            const double high = std::max({r, g, b}), low = std::min({r, g, b});
            const bool inside = x / 5.0 >= place.left && x / 5.0 <= place.left + place.width && y / 5.0 >= place.top && y / 5.0 <= place.top + place.height;
            if (!inside || high - low < 40) continue;
            const double hue = 60 * (high == r ? std::fmod((g - b) / (high - low) + 6, 6) : high == g ? 2 + (b - r) / (high - low) : 4 + (r - g) / (high - low));
            ++counts[static_cast<size_t>(hue / 30) % 12];
        }
    const auto top = std::max_element(counts.begin(), counts.end());
    REQUIRE(*top > 100);
    return static_cast<double>(top - counts.begin()) * 30 + 15;
}

}  // namespace

TEST_CASE("the person's hand stands between title and name, a blue picture that lets the page through", "[signing][hand][R-SIG-04]") {
    Leaders office;
    const auto paper = office.forms.pdf(
        "<meta charset=utf-8><style>@page{size:A4;margin:0}div{position:absolute;left:110mm;width:80mm;text-align:center;font-size:13pt}</style>"
        "<div style='top:200mm'>CHỦ-TỊCH</div><div style='top:232mm'>Trần-Văn-Minh</div>");
    const auto title = box_of(office, paper, {"CHỦ-TỊCH"}), name = box_of(office, paper, {"Trần-Văn-Minh"});
    const auto draft = office.upload(paper);
    const json block{{"page", 1}, {"left", 110}, {"width", 80}, {"title_bottom", title.bottom}, {"name_top", name.top}};
    const auto session = office_tests::told(office.begin(draft, office.minh, "person", {{"block", block}}));
    const auto pdf = office.pdf_of(office_tests::told(office.end(draft, office.minh, session, office.by_key("person", session))).at("id"));
    CHECK(office.judged(pdf).verdict == signing::Verdict::Passed);

    const auto shown = signatures_shown(pdf);
    REQUIRE(shown.size() == 1);
    const auto& place = shown[0].place;
    CHECK(shown[0].page == 1);
    CHECK(place.top >= title.bottom);
    CHECK(place.top + place.height <= name.top);
    CHECK(place.left >= 110);
    CHECK(place.left + place.width <= 190);
    CHECK(place.left + place.width / 2 == Approx((title.left + title.right) / 2).margin(0.5));  // centred below the title
    CHECK(place.height > 10);  // it can be read
    CHECK(shown[0].picture);
    CHECK(shown[0].alpha);
    const double hue = dominant_hue(office, pdf, place);
    CHECK(hue >= 190);
    CHECK(hue <= 270);

    auto cramped = block;
    cramped["name_top"] = title.bottom + 6;
    CHECK(status_of(office.begin(office.upload(paper), office.minh, "person", {{"block", cramped}})) == 422);
    auto off_page = block;
    off_page["left"] = 150;
    CHECK(status_of(office.begin(office.upload(paper), office.minh, "person", {{"block", off_page}})) == 422);
}
