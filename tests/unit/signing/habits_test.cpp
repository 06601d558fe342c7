// What other programs do to a signed document when they write a part of it anew without changing what it says.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Case {
    const char* name;
    std::function<std::string()> make;
};

// Lists that hold dictionaries, real numbers with zeros at their end, an empty list to choose from.
Objects paper() {
    auto objects = rich_objects();
    objects[1] = replaced(objects[1], "/Outlines", "/OutputIntents [<< /Info (sRGB) /S /GTS_PDFA1 >>] /Outlines");
    objects[6] = replaced(objects[6], "/Parent", "/MediaBox [0 0 595.000 842.50] /Parent");
    objects[10] = replaced(objects[10], "/FT /Tx /T (SoTien) /V (100)", "/FT /Ch /T (Chon) /V <FEFF>");
    objects[13] = "[<< /Type /Annot /Subtype /Link /Rect [72 700 100 710] /F 4 >> 14 0 R]";
    objects[6] = replaced(objects[6], "[13 0 R]", "13 0 R");
    return objects;
}
const std::string link = "<< /F 4 /Rect [ 72 700 100 710 ] /Subtype /Link /Type /Annot >>";
std::string signed_paper(const std::function<void(Objects&)>& change = {}) {
    auto objects = paper();
    if (change) change(objects);
    return signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
}
std::string with(const std::string& pdf, int number, const std::string& from, const std::string& to, Objects more = {}) {
    more[number] = replaced(body_in(pdf, number), from, to);
    return updated(pdf, more);
}
const std::string intent = "<< /Info (sRGB) /S /GTS_PDFA1 >>";
std::string intent_apart(const std::string& object, int number = 30) {
    return with(signed_paper(), 1, "[ " + intent + " ]", "[" + std::to_string(number) + " 0 R]", {{number, object}});
}
std::string link_apart(const std::string& object, int number = 30) {
    return updated(signed_paper(), {{13, "[" + std::to_string(number) + " 0 R 14 0 R]"}, {number, object}});
}
std::string box(const std::string& now, const std::string& before = "595.000") {
    return with(signed_paper([&](Objects& o) { o[6] = replaced(o[6], "595.000", before); }), 6, before, now);
}
std::string chosen(const std::string& pdf, const std::string& more) { return with(pdf, 10, "/V <FEFF>", "/V (A) " + more); }

std::string look(const std::string& drawing, const std::string& more) {
    return stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20] " + more, drawing);
}
// The form's default resources hold the picture of a signature, as PDFBox leaves it there.
Objects with_picture() {
    auto objects = form_objects();
    objects[1] = replaced(objects[1], "/DA", "/DR << /ProcSet [/PDF /Text] /Font << /F1 5 0 R >> /XObject << /FRM 11 0 R >> >> /DA");
    for (int picture : {11, 12}) objects[picture] = replaced(objects[picture], "/BBox", "/Resources << >> /BBox");
    return objects;
}
std::string signed_form(const std::function<void(Objects&)>& change = {}) {
    auto objects = with_picture();
    if (change) change(objects);
    return signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
}
std::string other_picture(const std::string& pdf) { return with(pdf, 1, "/FRM 11 0 R", "/FRM 30 0 R", {{30, look("1 0 0 rg 0 0 100 20 re f", "/Resources << >>")}}); }

// "KyTen" is there to be signed, without a page; then it is, and more becomes of it.
std::string signed_field(const std::string& before, const std::function<std::string(std::string)>& change) {
    auto objects = form_objects();
    objects[10] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (KyTen) /Rect [300 100 450 160] /F 4 " + before + " >>";
    const auto first = signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
    return signed_by(world().agency, updated(first, {{10, change(body_in(first, 10))}}), a_request("KyTen"));
}
std::string signed_without_page(const std::string& page) {
    return signed_field({}, [&](const std::string& field) { return replaced(field, "/T (KyTen)", "/T (KyTen) /P " + page); });
}
std::string signed_unseen(const std::string& before, const std::string& rectangle = "[0 0 0 0]") {
    return signed_field(before, [&](const std::string& field) { return replaced(field, "[300 100 450 160]", rectangle); });
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"first table that names the begin of the file as the one before it", [] { return signed_by(world().person, replaced(pdf_of(paper()), "/Root", "/Prev 0 /Root"), a_request("NguoiKy")); }},
        {"dictionary in a list given an object of its own", [] { return intent_apart(intent); }},
        {"annotation in a list given an object of its own", [] { return link_apart(link); }},
        {"annotation given an object of its own, and a signature after it", [] { return signed_by(world().agency, link_apart(link), a_request("KyTen")); }},
        {"zeros at the end of a number dropped", [] { return box("595.0"); }},
        {"zero before a number added", [] { return box("0.50", ".5"); }},
        {"zero before a negative number dropped", [] { return box("-.5", "-0.500"); }},
        {"zeros at the end of a number added", [] { return box("595.5000", "595.5"); }},
        {"choice made where an empty text in UTF-16 stood, and the list moved to it", [] { return chosen(signed_paper(), "/TI 2"); }},
        {"choice made as a certification allows", [] { return chosen(certified(2, paper()), "/TI 2"); }},
        {"picture of the form's resources replaced", [] { return other_picture(signed_form()); }},
        {"picture and procedure sets of the form's resources dropped", [] { const auto p = signed_form(); return with(with(p, 1, "/XObject << /FRM 11 0 R >>", ""), 1, "/ProcSet [ /PDF /Text ]", ""); }},
        {"signer names the page of the field", [] { return signed_without_page("3 0 R"); }},
        {"field of a visible signature signed invisibly", [] { return signed_unseen("/MK << /BC [1 0 0] >>"); }},
    };
    return list;
}

const std::vector<Case>& attacks() {
    static const std::vector<Case> list{
        {"update that names the begin of the file as what was before it", [] { const auto p = signed_paper(); const auto u = updated(p, {{15, body_in(p, 15)}}); const auto at = u.rfind("/Prev ") + 6; return u.substr(0, at) + "0" + u.substr(u.find_first_not_of("0123456789", at)); }},
        {"dictionary in a list replaced by an object", [] { return intent_apart("<< /S /GTS_PDFA1 /Info (CMYK) >>"); }},
        {"dictionary in a list replaced by an object that says more", [] { return intent_apart("<< /S /GTS_PDFA1 /Info (sRGB) /DestOutputProfile 4 0 R >>"); }},
        {"dictionary in a list replaced by a stream", [] { return intent_apart(stream_body("/S /GTS_PDFA1 /Info (sRGB)", "x")); }},
        {"dictionary in a list given the number of a dangling reference", [] { return intent_apart(intent, 99); }},
        {"dictionary in a list given the number of an object that was there", [] { return intent_apart(intent, 17); }},
        {"annotation replaced by an object of the same keys", [] { return link_apart(replaced(link, "700", "600")); }},
        {"annotation replaced by an object that does more", [] { return link_apart(replaced(link, "/F 4", "/A << /S /URI /URI (http://x) >> /F 4")); }},
        {"annotation given the number of one that was there", [] { return link_apart(link, 14); }},
        {"annotation given an object of its own, twice", [] { const auto p = signed_paper(); return updated(p, {{13, "[30 0 R 30 0 R 14 0 R]"}, {30, link}}); }},
        {"annotation given an object of its own, after the next one", [] { const auto p = signed_paper(); return updated(p, {{13, "[14 0 R 30 0 R]"}, {30, link}}); }},
        {"list given an object of its own", [] { return with(signed_paper(), 1, "[ " + intent + " ]", "30 0 R", {{30, "[" + intent + "]"}}); }},
        {"text given an object of its own", [] { return with(signed_paper(), 10, "(Chon)", "30 0 R", {{30, "(Chon)"}}); }},
        {"resources of a page replaced by an object that names more", [] { const auto p = signed_paper(); return with(p, 6, "<< /Font << /F1 5 0 R >> >>", "30 0 R", {{30, "<< /Font << /F1 5 0 R >> /XObject << /X1 7 0 R >> >>"}}); }},
        {"page a little larger", [] { return box("595.001"); }},
        {"number below zero", [] { return box("-0.5", "0.50"); }},
        {"number with a sign that was not there", [] { return box("+5.0", "5.00"); }},
        {"page ten times as large", [] { return box("5950.00"); }},
        {"whole number written as a real one", [] { return box("595.0", "595"); }},
        {"number too long for every reader", [] { return box("595.00000000000000000", "595.0"); }},
        {"value where another stood in UTF-16", [] { return with(signed_paper([](Objects& o) { o[10] = replaced(o[10], "<FEFF>", "<FEFF0042>"); }), 10, "<FEFF0042>", "(A)"); }},
        {"value of half a letter in UTF-16", [] { return with(signed_paper([](Objects& o) { o[10] = replaced(o[10], "<FEFF>", "<FEFF42>"); }), 10, "<FEFF42>", "(A)"); }},
        {"place in a list of a strange kind", [] { return chosen(signed_paper(), "/TI << /S /JavaScript >>"); }},
        {"place in a list of a strange kind, certified", [] { return chosen(certified(2, paper()), "/TI [0]"); }},
        {"picture replaced that a field without resources draws", [] { return other_picture(signed_form([](Objects& o) { o[12] = replaced(o[12], "/Resources << >>", ""); })); }},
        {"picture replaced that the look of a field draws", [] { return other_picture(signed_form([](Objects& o) { o[6] = replaced(o[6], "/V (100)", "/V (100) /DA (/FRM Do /F1 0 Tf)"); })); }},
        {"picture replaced that the look of all fields draws", [] { return other_picture(signed_form([](Objects& o) { o[1] = replaced(o[1], "(/F1 0 Tf)", "(/FRM Do /F1 0 Tf)"); })); }},
        {"picture replaced that the page draws by the same resources", [] { const auto p = signed_form([](Objects& o) { o[13] = "<< /Font << /F1 5 0 R >> /XObject << /FRM 11 0 R >> >>"; o[1] = replaced(o[1], "/DR << /ProcSet [/PDF /Text] /Font << /F1 5 0 R >> /XObject << /FRM 11 0 R >> >>", "/DR 13 0 R"); o[3] = replaced(o[3], "/Resources << /Font << /F1 5 0 R >> >>", "/Resources 13 0 R"); }); return with(p, 13, "/FRM 11 0 R", "/FRM 30 0 R", {{30, look("0 g", "/Resources << >>")}}); }},
        {"font of the form's resources replaced", [] { const auto p = signed_form(); return with(p, 1, "/F1 5 0 R", "/F1 30 0 R", {{30, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}}); }},
        {"signed field names what is no page", [] { return signed_without_page("4 0 R"); }},
        {"signed field names a catalog", [] { return signed_without_page("1 0 R"); }},
        {"signed field moved", [] { return signed_unseen({}, "[0 0 150 60]"); }},
        {"signed field gone that had a picture", [] { return signed_unseen("/AP << /N 12 0 R >>"); }},
        {"signed field gone that had a background", [] { return signed_unseen("/MK << /BG [1 1 1] >>"); }},
        {"empty field gone without a signature", [] { const auto p = signed_paper(); return with(p, 11, "[300 100 450 160]", "[0 0 0 0]"); }},
    };
    return list;
}

}  // namespace

TEST_CASE("what is only written anew in the words of another program is accepted", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("what says something else in the words of another program is refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
    CHECK((why(report).find("FORBIDDEN_CHANGE") != std::string::npos || why(report).find("FORMAT_FAILURE") != std::string::npos));
}

TEST_CASE("the papers that are written anew are sound before", "[signing][genuine]") {
    const auto pdf = std::vector<std::string>{signed_paper(), signed_form(), certified(2, paper())}[GENERATE(range(0U, 3U))];
    const auto report = verified(pdf);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}
