// Shadow attacks, role-playing objects, and updates written in unusual ways: each well-formed, each refused.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Attack {
    const char* name;
    std::function<std::string()> make;
};

std::string signed_paper(const Objects& objects) { return signed_by(world().person, pdf_of(objects), a_request("NguoiKy")); }
const std::string& base() {
    static const std::string pdf = signed_paper(rich_objects());
    return pdf;
}
std::string changed(const std::string& pdf, int number, const std::string& from, const std::string& to, Objects more = {}) {
    more[number] = replaced(body_in(pdf, number), from, to);
    return updated(pdf, more);
}

// Rich document with one object replaced or added before it is signed.
std::string prepared(const std::function<void(Objects&)>& shadow) {
    auto objects = rich_objects();
    shadow(objects);
    return signed_paper(objects);
}

std::string overlay_layer() {
    return prepared([](Objects& o) { o[1] = replaced(o[1], "/Outlines", "/OCProperties << /OCGs [18 0 R] /D 17 0 R >> /Outlines"); o[17] = "<< /ON [18 0 R] /OFF [] >>"; o[18] = "<< /Type /OCG /Name (Lop) >>"; });
}
std::string shared_resources() {
    return prepared([](Objects& o) { o[3] = replaced(o[3], "<< /Font << /F1 5 0 R >> /XObject << /X1 7 0 R >> /ExtGState 99 0 R >>", "18 0 R"); o[18] = "<< /Font << /F1 5 0 R >> /XObject << /X1 7 0 R >> >>"; });
}
std::string encoded_font() {
    return prepared([](Objects& o) { o[5] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 18 0 R >>"; o[18] = "<< /Type /Encoding /Differences [49 /one] >>"; });
}
// The catalog, the empty signature field or the page serves as list of pictures too.
std::string pictures_are(int number) {
    return prepared([number](Objects& o) { o[3] = replaced(o[3], "/XObject << /X1 7 0 R >>", "/XObject " + std::to_string(number) + " 0 R"); });
}
const std::string picture = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Metadata (xmpmeta)", "<xmpmeta> BT (900) Tj ET");

// The first "4 0 obj" is listed; a second one waits in the signed bytes for an update to list it.
std::string sleeping_twin() {
    auto objects = rich_objects();
    objects[9] = replaced(objects[9], "/Type /Metadata", "/Type /Metadata") + "\nendobj\n4 0 obj\n" + stream_body("", "BT /F1 18 Tf 72 760 Td (900.000) Tj ET");
    const auto pdf = signed_paper(objects);
    const auto twin = pdf.rfind("4 0 obj\n<< ", pdf.find("(900.000)"));
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", twin);
    return pdf + "xref\n4 1\n" + row + "trailer\n<< /Size 21 /Root 1 0 R /Prev " + std::to_string(last_startxref(pdf)) +
           " >>\nstartxref\n" + std::to_string(pdf.size()) + "\n%%EOF\n";
}

const std::string widget = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Moi) /P 3 0 R ";
std::string with_field(const std::string& field, Objects more = {}) {
    more[21] = field;
    more[12] = "[10 0 R 11 0 R 14 0 R 20 0 R 21 0 R]";
    return changed(base(), 1, "20 0 R", "20 0 R 21 0 R", more);
}

// A genuine second signature shown in four boxes that cover the page between them.
std::string tiled_signature() {
    const char* const corners[]{"[0 0 297 421]", "[297 0 595 421]", "[0 421 297 842]", "[297 421 595 842]"};
    Objects kids;
    for (int i = 0; i < 4; ++i)
        kids[22 + i] = "<< /Type /Annot /Subtype /Widget /Parent 21 0 R /F 4 /P 3 0 R /Rect " + std::string(corners[i]) + " /AP << /N 7 0 R >> >>";
    auto empty = with_field("<< /FT /Sig /T (Moi) /Kids [22 0 R 23 0 R 24 0 R 25 0 R] >>", kids);
    empty = updated(empty, {{12, "[10 0 R 11 0 R 14 0 R 20 0 R 22 0 R 23 0 R 24 0 R 25 0 R]"}});
    return signed_by(world().agency, empty, a_request("Moi"));
}

std::string dropped_between() {
    const auto first = base();
    const auto both = signed_by(world().agency, first, a_request("CoQuan"));
    return updated(both, {{1, body_in(first, 1)}, {3, body_in(first, 3)}, {12, body_in(first, 12)}});
}

std::string hybrid_update() {
    const auto streamed = updated_by_stream(base(), {{4, stream_body("", "BT (900.000) Tj ET")}});
    auto hybrid = updated(base(), {{30, "<< >>"}}, "/XRefStm " + std::to_string(last_startxref(streamed)));
    return hybrid;
}

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"layer switched off", [] { return updated(overlay_layer(), {{17, "<< /ON [] /OFF [18 0 R] >>"}}); }},
        {"page's shared resources replaced", [] { return updated(shared_resources(), {{18, "<< /Font << /F1 5 0 R >> /XObject << >> >>"}}); }},
        {"letters of the font exchanged", [] { return updated(encoded_font(), {{18, "<< /Type /Encoding /Differences [49 /nine] >>"}}); }},
        {"annotation hidden by its flag", [] { return changed(base(), 14, "/C [1 0 0]", "/C [1 0 0] /F 2"); }},
        {"catalog whose metadata is a picture", [] { const auto p = pictures_are(1); return changed(p, 1, "/Outlines", "/Metadata 30 0 R /Outlines", {{30, picture}}); }},
        {"signature field whose looks are pictures", [] { const auto p = pictures_are(11); const auto s = signed_by(world().agency, p, a_request("KyTen")); return changed(s, 11, "/FT", "/MK 30 0 R /FT", {{30, picture}}); }},
        {"catalog is a picture list, form added", [] { const auto p = pictures_are(1); return signed_by(world().agency, p, a_request("CoQuan")); }},
        {"sleeping twin of an object woken", sleeping_twin},
        {"signature in boxes that cover the page together", tiled_signature},
        {"new field with a rectangle of five numbers", [] { return with_field(widget + "/Rect [0 0 595 842 0] /AP << /N 7 0 R >> >>"); }},
        {"unsigned field with a background", [] { return with_field(widget + "/Rect [0 0 200 100] /MK << /BG [1 1 1] >> >>"); }},
        {"signature between removed again", dropped_between},
        {"unused object overwritten", [] { return updated(base(), {{18, "(x)"}}); }},
        {"security store takes the number of an unused object", [] { return changed(base(), 1, "/Outlines", "/DSS 18 0 R /Outlines", {{18, "<< /Certs [] >>"}}); }},
        {"security store a text", [] { return changed(base(), 1, "/Outlines", "/DSS (x) /Outlines"); }},
        {"security store with a null list", [] { return changed(base(), 1, "/Outlines", "/DSS << /Certs null >> /Outlines"); }},
        {"security store with a wrong entry", [] { return changed(base(), 1, "/Outlines", "/DSS << /VRI << /Bleh << >> >> >> /Outlines"); }},
        {"security store with a page as list", [] { return changed(base(), 1, "/Outlines", "/DSS << /Certs [18 0 R] >> /Outlines"); }},
        {"metadata that is no XMP", [] { return changed(base(), 1, "/Outlines", "/Metadata 30 0 R /Outlines", {{30, stream_body("/Type /Metadata /Subtype /XML", "This is bogus data")}}); }},
        {"empty entry added to the catalog", [] { return changed(base(), 1, "/Outlines", "/Names null /Outlines"); }},
        {"content replaced by a writer of streams", [] { return updated_by_stream(base(), {{4, stream_body("", "BT (900) Tj ET")}}); }},
        {"page replaced inside an object stream", [] { return updated_by_stream(base(), {}, {{6, replaced(body_in(base(), 6), "/Contents 4 0 R", "/Contents 7 0 R")}}); }},
        {"table with a second, hidden stream", hybrid_update},
        {"table repeated in one update", [] { auto p = updated(base(), {{30, "<< >>"}}); const auto table = p.substr(p.rfind("xref\n30"), p.rfind("startxref") - p.rfind("xref\n30")); return p.insert(p.rfind("startxref"), table); }},
        {"update that skips the signed revision", [] { auto p = updated(base(), {{30, "<< >>"}}); const auto old = std::to_string(last_startxref(base())); return replaced(p, "/Prev " + old, "/Prev " + std::to_string(last_startxref(pdf_of(rich_objects()))) + std::string(old.size() - std::to_string(last_startxref(pdf_of(rich_objects()))).size(), ' ')); }},
        {"another document appended", [] { return base() + a_pdf(); }},
        {"end points back to the signed table", [] { return base() + "30 0 obj\n<< >>\nendobj\nstartxref\n" + std::to_string(last_startxref(base())) + "\n%%EOF\n"; }},
        {"signature value a text", [] { return changed(base(), 20, "/V 19 0 R", "/V (x)"); }},
        {"signature value in brackets", [] { return changed(base(), 20, "/V 19 0 R", "/V [19 0 R]"); }},
    };
    return list;
}

}  // namespace

TEST_CASE("shadows, twins and role-players are refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("the shadows' hiding places are sound before they are used", "[signing][genuine]") {
    const auto pdf = std::vector<std::string>{base(), overlay_layer(), shared_resources(), encoded_font(), pictures_are(1), pictures_are(11)}[GENERATE(range(0U, 6U))];
    const auto report = verified(pdf);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("a time stamp alone is nobody's signature", "[signing][attack]") {
    SigningRequest request{.field = "Dau", .signer_name = {}, .reason = {}, .at = now(), .document_timestamp = true};
    const auto prepared_stamp = prepare(a_pdf(), nullptr, 16'384, request);
    REQUIRE(prepared_stamp.has_value());
    const auto token = token_of({.authority = &world().stamper, .imprint = prepared_stamp->content_digest, .time = now() - days{1}});
    const auto report = verified(a_pdf() + *embed(*prepared_stamp, token));
    CAPTURE(why(report));
    CHECK(report.signatures.size() == 1);
    CHECK(report.verdict == Verdict::NoSignature);
}
