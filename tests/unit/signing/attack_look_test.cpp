// What is shown changes though no value does: fields that the reader draws, fields as large as a page, lines over letters.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Case {
    const char* name;
    std::function<std::string()> make;
};

std::string signed_form(const std::function<void(Objects&)>& change = {}) {
    auto objects = form_objects();
    if (change) change(objects);
    return signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
}
std::string with(const std::string& pdf, int number, const std::string& from, const std::string& to, Objects more = {}) {
    more[number] = replaced(body_in(pdf, number), from, to);
    return updated(pdf, more);
}
const std::string own_font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << >> /FirstChar 0 /LastChar 0 /Widths [0] >>";

// The reader draws "SoTien": it asks for it, or there is no picture.
std::string asks_reader() { return signed_form([](Objects& o) { o[1] = replaced(o[1], "/DA", "/NeedAppearances true /DA"); }); }
std::string without_picture(const std::string& look) {
    return signed_form([&](Objects& o) { o[1] = replaced(o[1], " /DA (/F1 0 Tf)", ""); o[6] = replaced(o[6], "/AP << /N 11 0 R >>", look); });
}
std::string certified_page_field(int level) {
    auto objects = form_objects();
    objects[6] = replaced(replaced(objects[6], "/V (100) ", ""), "[50 50 150 70]", "[0 0 595 842]");
    return certified(level, objects);
}
std::string picture(const std::string& drawing) { return stream_body("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>", drawing); }
// Lines 31… over the text of a certified page that allows annotations.
std::string lined(int count, const std::string& colour) {
    const auto pdf = certified(3, form_objects());
    Objects more;
    std::string names = "18 0 R";
    for (int i = 0; i < count; ++i) {
        const auto low = std::to_string(758 + i), high = std::to_string(773 + i);
        more[31 + i] = "<< /Type /Annot /Subtype /StrikeOut /P 3 0 R /F 4 /T (Lan) /C " + colour + " /Rect [72 " + low + " 400 " + high + "] /QuadPoints [72 " + high + " 400 " + high + " 72 " + low + " 400 " + low + "] >>";
        names += " " + std::to_string(31 + i) + " 0 R";
    }
    return with(pdf, 3, "18 0 R", names, more);
}

std::string page_field_filled(const std::string& drawing) {
    const auto pdf = certified_page_field(2);
    return updated(pdf, {{6, replaced(replaced(body_in(pdf, 6), "/T (SoTien)", "/T (SoTien) /V (900)"), "11 0 R", "30 0 R")}, {30, picture(drawing)}});
}

const std::vector<Case>& attacks() {
    static const std::vector<Case> list{
        {"reader no longer asked to draw the fields", [] { return with(asks_reader(), 1, "/NeedAppearances true", ""); }},
        {"reader told not to draw the fields", [] { return with(asks_reader(), 1, "/NeedAppearances true", "/NeedAppearances false"); }},
        {"font defined that a filled field names", [] { return with(without_picture("/DA (/Helv 12 Tf)"), 1, "/Fields", "/DR << /Font << /Helv 30 0 R >> >> /Fields", {{30, own_font}}); }},
        {"font defined that a field drawn anew names", [] { const auto p = signed_form([](Objects& o) { o[1] = replaced(o[1], "/DA", "/NeedAppearances true /DA"); o[6] = replaced(o[6], "/V (100)", "/DA (0 g /Helv 12 Tf) /V (100)"); }); return with(p, 1, "/DA", "/DR << /Font << /Helv 30 0 R >> >> /DA", {{30, own_font}}); }},
        {"look given to filled fields that had none", [] { return with(without_picture(""), 1, "/Fields", "/DA (/F1 200 Tf 1 g) /Fields"); }},
        {"field as large as the page filled with a picture", [] { return page_field_filled("1 g 0 0 595 842 re f 0 g BT /F1 18 Tf 72 760 Td (900.000) Tj ET"); }},
        {"field as large as the page filled with white letters", [] { return page_field_filled("1 g BT /F1 400 Tf (HHH) Tj ET"); }},
        {"white line through the text", [] { return lined(1, "[1 1 1]"); }},
        {"nearly white line through the text", [] { return lined(1, "[0.97]"); }},
        {"lines upon lines", [] { return lined(12, "[1 0 0]"); }},
    };
    return list;
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"reader asked to draw, before and after", [] { return signed_by(world().agency, asks_reader(), a_request("CoQuan")); }},
        {"fonts nobody names", [] { return with(without_picture("/DA (/Helv 12 Tf)"), 1, "/Fields", "/DR << /Font << /ZaDb 5 0 R >> >> /Fields"); }},
        {"fonts where every field has its picture", [] { return with(signed_form(), 1, "/DA", "/DR << /Font << /Helv 5 0 R >> >> /DA"); }},
        {"field as large as the page filled with letters", [] { return page_field_filled("BT 0 g /F1 12 Tf 72 100 Td (Ghi chu) Tj ET"); }},
        {"yellow underline and a line through it", [] { return lined(2, "[1 1 0]"); }},
    };
    return list;
}

}  // namespace

TEST_CASE("looks that change without a value are refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("forms and lines that hide nothing are accepted", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}
