// Filling in a form after a signer who said nothing about it: what was left empty may be filled, what was seen stays.
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
std::string look(const std::string& drawing, const std::string& more = {}, const std::string& fonts = "/F1 5 0 R") {
    return stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << " + fonts + " >> " +
                           "/XObject << /X 11 0 R >> /ExtGState << /G << /ca 1 >> >> >> " + more, drawing);
}
const std::string letters = "/Tx BMC q 1 1 98 18 re W n BT /F1 12 Tf 0 g 2 5 Td (Lan) Tj ET Q EMC";
const std::string background = "q 0.9 g 0 0 100 20 re f Q ";
const std::string framed = "0.9 0.9 0.9 rg 0 0 100 20 re f 0 0 0 RG 1 w 0.5 0.5 99 19 re s ";  // as other programs word it

std::string boxed(const std::string& box, const std::string& drawing, const std::string& more = {}) { return replaced(look(drawing, more), "[0 0 100 20]", box); }
std::string shown_boxed(const std::string& box, const std::string& drawing, const std::string& more = {}) {
    return signed_form([&](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/T (Ten) /AP << /N 13 0 R >>"); o[13] = boxed(box, drawing, more); });
}

std::string bar(const std::string& opacity, const std::string& then = {}) {
    return stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 5 0 R >> /ExtGState << /W << /BM /Multiply /ca " + opacity + " >> >> >>",
                       "/W gs 0 g 0 0 100 20 re f " + then);
}

// What the author put there before anybody signed: readers look for a name first in the form, then in the page.
std::string with_resources(const std::string& more) {
    return signed_form([&](Objects& o) { o[3] = replaced(o[3], "/Resources <<", "/Resources << " + more); });
}
const std::string painting_font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 72 /LastChar 72 /Widths [1] "
                                  "/Encoding << /Differences [72 /H] >> /CharProcs << /H 33 0 R >> >>";
std::string with_painting_font() {
    return signed_form([](Objects& o) {
        o[3] = replaced(o[3], "/F1 5 0 R", "/F1 5 0 R /F9 32 0 R");
        o[32] = painting_font;
        o[33] = stream_body("", "1 0 d0 1 g 0 0 1 1 re f");
    });
}
std::string with_white_numbers() {
    return with_resources("/ColorSpace << /DefaultGray [/Separation /Den /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >> ");
}
std::string bare(const std::string& drawing) { return stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", drawing); }

// A form whose author asks readers to draw the fields; then "Nhom.Ten" is given a value.
std::string asked(const std::string& look, const std::string& resources, const std::string& of_form = "/F1 0 Tf", const std::string& fonts = {}, const std::string& more = {}) {
    return with(signed_form([&](Objects& o) {
        o[1] = replaced(o[1], "/DA (/F1 0 Tf)", "/NeedAppearances true /DA (" + of_form + ") /DR << " + resources + " >>");
        o[8] = replaced(o[8], "/T (Ten)", (look.empty() ? "" : "/DA (" + look + ") ") + more + " /T (Ten)");
        if (!fonts.empty()) o[3] = replaced(o[3], "/F1 5 0 R", fonts);
        o[32] = painting_font;
        o[33] = stream_body("", "1 0 d0 1 g 0 0 1 1 re f");
    }), 8, "/T (Ten)", "/T (Ten) /V (HHH)");
}

// "Nhom.Ten", empty, is given a value and a look.
std::string named(const std::string& pdf, const std::string& picture = look(letters), const std::string& more = {}) {
    return with(pdf, 8, "/T (Ten)", "/T (Ten) /V (Lan) /AP << /N 31 0 R >> " + more, {{31, picture}});
}
std::string renamed(const std::string& pdf, const std::string& picture) {
    return with(pdf, 8, "/T (Ten) /AP << /N 13 0 R >>", "/T (Ten) /V (Lan) /AP << /N 31 0 R >>", {{31, picture}});
}
std::string shown_before(const std::string& drawing) {
    return signed_form([&](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/T (Ten) /AP << /N 13 0 R >>"); o[13] = look(drawing); });
}
std::string over_the_page() {
    return signed_form([](Objects& o) { o[8] = replaced(o[8], "[50 80 150 100]", "[0 0 595 842]"); });
}
std::string with_states(const std::string& on, const std::string& off) {
    return signed_form([&](Objects& o) { o[11] = look(on); o[12] = look(off); });
}
std::string ticked(const std::string& pdf, Objects more = {}) { return with(pdf, 9, "/V /Off /AS /Off", "/V /Co /AS /Co", std::move(more)); }

const std::vector<Case>& attacks() {
    static const std::vector<Case> list{
        {"value that was seen", [] { return filled(signed_form()); }},
        {"value of the group that was seen", [] { return with(signed_form([](Objects& o) { o[7] = replaced(o[7], "/T", "/V (An) /T"); }), 8, "/T (Ten)", "/T (Ten) /V (Lan)"); }},
        {"white letters", [] { return named(signed_form(), look("BT /F1 12 Tf 1 g (HHH) Tj ET")); }},
        {"white letters, dark colour set aside", [] { return named(signed_form(), look("1 g q 0 g Q BT /F1 12 Tf (HHH) Tj ET")); }},
        {"white letters in a named colour space", [] { return named(signed_form(), look("/DeviceGray cs 1 sc BT /F1 12 Tf (HHH) Tj ET")); }},
        {"white box", [] { return named(signed_form(), look("1 g 0 0 100 20 re f " + letters)); }},
        {"black box", [] { return named(signed_form(), look("0 g 0 0 100 20 re f")); }},
        {"white lines", [] { return named(signed_form(), look("20 w 1 G 0 10 m 100 10 l S")); }},
        {"picture within the picture", [] { return named(signed_form(), look("/X Do")); }},
        {"image in the picture", [] { return named(signed_form(), look("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI")); }},
        {"shading", [] { return named(signed_form(), look("/Sh sh")); }},
        {"state of the graphics changed", [] { return named(signed_form(), look("/G gs " + letters)); }},
        {"outlined letters", [] { return named(signed_form(), look("BT 2 Tr 40 w 1 G (H) Tj ET")); }},
        {"letters that are drawings", [] { return named(signed_form(), look(letters, {}, "/F1 << /Type /Font /Subtype /Type3 >>")); }},
        {"picture in a layer", [] { return named(signed_form(), look(letters, "/OC 15 0 R")); }},
        {"picture for the pressed state", [] { return with(signed_form(), 8, "/T (Ten)", "/T (Ten) /V (Lan) /AP << /N 31 0 R /D 31 0 R >>", {{31, look(letters)}}); }},
        {"look without a value", [] { return with(signed_form(), 8, "/T (Ten)", "/T (Ten) /AP << /N 31 0 R >>", {{31, look(letters)}}); }},
        {"field over the whole page", [] { return named(over_the_page()); }},
        {"background dropped", [] { return renamed(shown_before(background), look(letters)); }},
        {"background lightened", [] { return renamed(shown_before(background), look("q 1.0 g 0 0 100 20 re f Q " + letters)); }},
        {"background written anew, lighter", [] { return renamed(shown_before(framed), look("q 0.95 0.95 0.95 rg 0 0 100 20 re f 0 0 0 RG 1 w 0.5 0.5 99 19 re S Q " + letters)); }},
        {"background written anew, white", [] { return renamed(shown_before(background), look("q 1 1 1 rg 0 0 100 20 re f Q " + letters)); }},
        {"background written anew, larger", [] { return renamed(shown_before("q 0.9 g 0 0 50 20 re f Q "), look("0.9 g 0 0 100 20 re f " + letters)); }},
        {"background written anew, a little larger", [] { return renamed(shown_before(background), look("0.9 g -1 0 101 20 re f " + letters)); }},
        {"background written anew, elsewhere", [] { return renamed(shown_before("q 0.9 g 0 0 50 20 re f Q "), look("0.9 g 50 0 50 20 re f " + letters)); }},
        {"background written anew, twice as large by a transformation", [] { return renamed(shown_before("q 0.9 g 0 0 50 20 re f Q "), look("q 2 0 0 1 0 0 cm 0.9 g 0 0 50 20 re f Q " + letters)); }},
        {"background written anew, no longer clipped", [] { return renamed(shown_before("q 0 0 10 20 re W n 0.9 g 0 0 100 20 re f Q "), look("0.9 g 0 0 100 20 re f " + letters)); }},
        {"background written anew, with another rectangle", [] { return renamed(shown_before(background), look(background + "1 g 2 2 96 16 re f " + letters)); }},
        {"frame as thick as the field", [] { return renamed(shown_before(framed), look("0.9 0.9 0.9 rg 0 0 100 20 re f 0 0 0 RG 40 w 0.5 0.5 99 19 re S " + letters)); }},
        {"frame below the background", [] { return renamed(shown_before(framed), look("q 0 0 0 RG 1 w 0.5 0.5 99 19 re S 0.9 0.9 0.9 rg 0 0 100 20 re f Q " + letters)); }},
        {"background over the letters", [] { return renamed(shown_before(background), look(letters + "0.9 0.9 0.9 rg 0 0 100 20 re f")); }},
        {"background written anew where none was drawn but one is named", [] { return renamed(signed_form([](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/MK << /BG [0.9] >> /T (Ten) /AP << /N 13 0 R >>"); o[13] = look(""); }), look(background + letters)); }},
        {"background of the same words in a smaller box, spread over the field", [] { return renamed(shown_before("q 0.9 g 0 0 10 20 re f Q "), replaced(look("q 0.9 g 0 0 10 20 re f Q " + letters), "[0 0 100 20]", "[0 0 10 20]")); }},
        {"background written anew in a smaller box", [] { return renamed(shown_before("q 0.9 g 0 0 10 20 re f Q "), replaced(look("0.9 g 0 0 10 20 re f " + letters), "[0 0 100 20]", "[0 0 10 20]")); }},
        {"background turned by its matrix", [] { return renamed(shown_before("q 0.9 g 0 0 10 20 re f Q "), look("q 0.9 g 0 0 10 20 re f Q " + letters, "/Matrix [0 1 -1 0 0 0]")); }},
        {"background written anew in a box of hundredths, twice as large", [] { return renamed(shown_boxed("[0 0 0.04 0.04]", "0.9 g 0 0 0.01 0.04 re f "), boxed("[0 0 0.04 0.04]", "q 0.9 g 0 0 0.02 0.04 re f Q " + letters)); }},
        {"box of hundredths halved", [] { return renamed(shown_boxed("[0 0 0.02 0.02]", "0.9 g 0 0 0.01 0.02 re f "), boxed("[0 0 0.01 0.02]", "0.9 g 0 0 0.01 0.02 re f " + letters)); }},
        {"small matrix turned", [] { return renamed(shown_boxed("[0 0 100 20]", "0.9 g 0 0 10 20 re f ", "/Matrix [0.0000001 0 0 0.0000001 0 0]"), look("0.9 g 0 0 10 20 re f " + letters, "/Matrix [0 0.0000001 -0.0000001 0 0 0]")); }},
        {"rectangle as wide as no reader can count, written anew as what it would be", [] { return renamed(shown_before("1 g -1000000000000 0 1000000000050 20 re f "), look("q 1 g 50 0 -1000000000050 20 re f Q " + letters)); }},
        {"white written anew as a number no reader can count", [] { return renamed(shown_before("1 g 0 0 100 20 re f "), look("q 99999999999 g 0 0 100 20 re f Q " + letters)); }},
        {"frame of a width no reader can count", [] { return renamed(shown_before("99999999999.0 w 0.9 G 0 0 100 20 re S "), look("q 99999999999 w 0.9 G 0 0 100 20 re S Q " + letters)); }},
        {"rectangle with a name among its numbers", [] { return renamed(shown_before("0.9 g 0 0 50 20 re f "), look("0.9 g 0 0 50 20 /x re f " + letters)); }},
        {"box with a name among its numbers", [] { return renamed(shown_before(background), boxed("[0 0 100 20 /x]", background + letters)); }},
        {"coloured background in a grey group", [] { return renamed(shown_before("1 0 0 rg 0 0 100 20 re f "), look("1 0 0 rg 0 0 100 20 re f " + letters, "/Group << /S /Transparency /CS /DeviceGray >>")); }},
        {"background written anew, the field moved", [] { return with(renamed(shown_before(framed), look("q " + framed + "Q " + letters)), 8, "[50 80", "[50 700"); }},
        {"background in a state that was weaker", [] { return renamed(signed_form([](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/T (Ten) /AP << /N 13 0 R >>"); o[13] = bar("0.01"); }), bar("1", letters)); }},
        {"dark numbers in a colour space where they are white", [] { return named(signed_form(), replaced(look("BT /F1 12 Tf 0 g (HHH) Tj ET"), "/XObject <<", "/ColorSpace << /DefaultGray [/CalGray << /WhitePoint [1 1 1] >>] >> /XObject <<")); }},
        {"look of an empty field that showed letters", [] { return renamed(shown_before("BT (100) Tj ET"), look(letters)); }},
        {"look of an empty field that showed a picture", [] { return renamed(shown_before("/X Do"), look(letters)); }},
        {"field moved", [] { return with(named(signed_form()), 8, "[50 80", "[50 700"); }},
        {"field hidden", [] { return with(named(signed_form()), 8, "/F 4", "/F 2"); }},
        {"field whose picture does not grow with the page", [] { return named(signed_form([](Objects& o) { o[8] = replaced(o[8], "/F 4", "/F 12"); })); }},
        {"default look changed", [] { return named(signed_form(), look(letters), "/DA (/F1 400 Tf 1 g)"); }},
        {"border and background named", [] { return named(signed_form(), look(letters), "/MK << /BG [1 1 1] >>"); }},
        {"action", [] { return named(signed_form(), look(letters), "/AA << /F << /S /JavaScript /JS (1) >> >>"); }},
        {"value of a strange kind", [] { return with(signed_form(), 8, "/T (Ten)", "/T (Ten) /V << /S /JavaScript >>"); }},
        {"flags of a strange kind", [] { return named(signed_form(), look(letters), "/Ff (x)"); }},
        {"box of the page's size ticked", [] { return ticked(signed_form([](Objects& o) { o[9] = replaced(o[9], "[50 110 60 120]", "[0 0 595 842]"); })); }},
        {"box ticked, its picture replaced", [] { return ticked(signed_form(), {{11, look("1 g 0 0 100 20 re f")}}); }},
        {"box ticked with another picture", [] { const auto p = ticked(signed_form()); return with(p, 9, "/Co 11 0 R", "/Co 31 0 R", {{31, look("1 g 0 0 100 20 re f")}}); }},
        {"box whose ticked state was made to cover what stands there", [] { return ticked(with_states("1 g 0 0 100 20 re f BT /F1 12 Tf 0 g (900) Tj ET", "q Q")); }},
        {"box whose ticked state is an image", [] { return ticked(with_states("/X Do", "q Q")); }},
        {"box whose ticked state has white letters", [] { return ticked(with_states("BT /F1 12 Tf 1 g (HHH) Tj ET", "q Q")); }},
        {"box whose ticked state has a larger background", [] { return ticked(with_states("1 g 0 0 100 20 re f 0 G 1 w 2 2 m 8 8 l S", "1 g 0 0 10 10 re f")); }},
        {"push button with a value", [] { return with(signed_form([](Objects& o) { o[8] = replaced(o[8], "/FT /Tx", "/FT /Btn /Ff 65536"); }), 8, "/T (Ten)", "/T (Ten) /V /Co"); }},
        {"field without a kind", [] { return named(signed_form([](Objects& o) { o[8] = replaced(o[8], "/FT /Tx ", ""); })); }},
        {"text field added", [] { const auto p = signed_form(); return with(p, 1, "10 0 R", "10 0 R 31 0 R", {{31, "<< /FT /Tx /T (Them) /V (x) >>"}}); }},
        {"viewer asked to draw the fields", [] { const auto p = named(signed_form()); return with(p, 1, "/DA", "/NeedAppearances true /DA"); }},
        {"letters of a font that only the page has, drawn as it likes", [] { return named(with_painting_font(), look("BT /F9 12 Tf 0 g (HHH) Tj ET")); }},
        {"letters of such a font in a look without resources", [] { return named(with_painting_font(), bare("BT /F9 12 Tf 0 g (HHH) Tj ET")); }},
        {"letters of no font", [] { return named(with_painting_font(), look("BT 0 g (HHH) Tj ET")); }},
        {"dark numbers that are white in the colour space of the page", [] { return named(with_white_numbers(), look("BT /F1 12 Tf 0 g (HHH) Tj ET")); }},
        {"such numbers in a look without resources", [] { return named(with_white_numbers(), bare(background + letters)); }},
        {"white letters that readers write by themselves", [] { return asked("/F1 40 Tf 1 g", "/Font << /F1 5 0 R >>"); }},
        {"white letters after the form's own words", [] { return asked("", "/Font << /F1 5 0 R >>", "/F1 40 Tf 1 1 1 rg"); }},
        {"letters that readers write with a font that draws what it likes", [] { return asked("/F9 40 Tf 0 g", "/Font << /F1 5 0 R /F9 32 0 R >>"); }},
        {"letters that readers write with such a font of the page", [] { return asked("/F9 40 Tf 0 g", {}, {}, "/F1 5 0 R /F9 32 0 R"); }},
        {"dark numbers that readers write where they are white", [] { return asked("/F1 40 Tf 0 g", "/Font << /F1 5 0 R >> /ColorSpace << /DefaultGray /DeviceCMYK >>"); }},
        {"rich text that readers draw", [] { return asked("/F1 40 Tf 0 g", "/Font << /F1 5 0 R >>", {}, {}, "/Ff 33554432"); }},
        {"look dropped, so that readers draw the white background that is named", [] { return with(signed_form([](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/MK << /BG [1 1 1] >> /T (Ten) /AP << /N 13 0 R >>"); o[13] = look(""); }), 8, "/T (Ten) /AP << /N 13 0 R >>", "/T (Ten) /V (Lan)"); }},
        {"look that is also page content", [] { return named(signed_form([](Objects& o) { o[31] = look("q Q"); o[3] = replaced(o[3], "/Contents 4 0 R", "/Contents 31 0 R"); })); }},
    };
    return list;
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"empty field filled", [] { return named(signed_form()); }},
        {"without a look", [] { return with(signed_form(), 8, "/T (Ten)", "/T (Ten) /V (Lan)"); }},
        {"written by readers in dark letters, as the form asked from the beginning", [] { return asked("/F1 12 Tf 0.2 g", "/Font << /F1 5 0 R >>"); }},
        {"written by readers in a font of no form", [] { return asked("/F1 12 Tf 0 0 0.5 rg", {}); }},
        {"look with a font of the page", [] { return named(signed_form(), bare("BT /F1 12 Tf 0 g (Lan) Tj ET")); }},
        {"empty text as value", [] { return with(signed_form([](Objects& o) { o[8] = replaced(o[8], "/T (Ten)", "/T (Ten) /V ()"); }), 8, "/V ()", "/V (Lan) /AP << /N 31 0 R >>", {{31, look(letters)}}); }},
        {"blue letters", [] { return named(signed_form(), look("q 0 0 1 rg BT /F1 12 Tf (Lan) Tj ET Q")); }},
        {"background kept", [] { return renamed(shown_before(background), look(background + letters)); }},
        {"background and frame written anew in other words", [] { return renamed(shown_before(framed), look("q 0.90196 0.90196 0.90196 rg 0 0 100 20 re f 0 0 0 RG 1 w 0.5 0.5 99 19 re S Q " + letters)); }},
        {"background written anew as grey", [] { return renamed(shown_before("0.9 0.9 0.9 rg 0 0 100 20 re f "), look(background + letters)); }},
        {"background of a program that names device colour spaces", [] { return renamed(shown_before("/DeviceRGB cs 0.9 0.9 0.9 sc 0 0 100 20 re f /Tx BMC q BT /F1 12 Tf /DeviceGray cs 0 sc () Tj ET Q EMC"), look("q 0.9 g 0 0 100 20 re f Q /Tx BMC q BT /F1 12 Tf /DeviceGray cs 0 sc 2 5 Td (Lan) Tj ET Q EMC")); }},
        {"empty text shown before", [] { return renamed(shown_before(background + "/Tx BMC BT /F1 12 Tf 0 g () Tj ET EMC"), look(background + letters)); }},
        {"empty look replaced", [] { return renamed(shown_before("/Tx BMC q 1 1 98 18 re W n BT ET Q EMC"), look(letters)); }},
        {"box ticked", [] { return ticked(signed_form()); }},
        {"box ticked that has a white background", [] { return ticked(with_states("1 g 0 0 100 20 re f BT /F1 12 Tf 0 g (4) Tj ET", "1 g 0 0 100 20 re f")); }},
        {"box crossed by lines", [] { return ticked(with_states("q 0 G 1 w 0 0 m 10 10 l 0 10 m 10 0 l S Q", "q Q")); }},
        {"box crossed by lines that has a white background and a frame", [] { return ticked(with_states("1 g 0 0 100 20 re f 0 G 1 w 0.5 0.5 99 19 re S 0 0 m 10 10 l S", "1 g 0 0 100 20 re f 0 G 1 w 0.5 0.5 99 19 re S")); }},
        {"filled, ticked, then the empty signature field signed", [] { return signed_by(world().agency, ticked(named(signed_form())), a_request("KyTen")); }},
        {"filled by a writer of object streams", [] { const auto p = signed_form(); return updated_by_stream(p, {{31, look(letters)}}, {{8, replaced(body_in(p, 8), "/T (Ten)", "/T (Ten) /V (Lan) /AP << /N 31 0 R >>")}}); }},
        {"second signer locks the field", [] { return named(signed_form(), look(letters), "/Ff 1"); }},
    };
    return list;
}

}  // namespace

TEST_CASE("filling in after a signature changes nothing that was seen, or is refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("what was left empty may be filled in after a signature, and the report says so", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
    REQUIRE_FALSE(report.signatures.empty());
    const auto& changes = report.signatures.front().changes_since;
    CHECK(std::find(changes.begin(), changes.end(), "điền ô biểu mẫu còn trống khi ký") != changes.end());
}

TEST_CASE("the forms that are filled in are sound before", "[signing][genuine]") {
    const auto pdf = std::vector<std::string>{signed_form(), shown_before(background), shown_before("/X Do"), over_the_page()}[GENERATE(range(0U, 4U))];
    const auto report = verified(pdf);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}
