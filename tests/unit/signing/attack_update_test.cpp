// Well-formed updates that change what was signed: incremental saving, shadow attacks, evil annotations, sneaky sharing.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

const std::string& base() {
    static const std::string pdf = signed_by(world().person, pdf_of(rich_objects()), a_request("NguoiKy"));
    return pdf;
}
std::string body(int number) { return body_in(base(), number); }
std::string changed(int number, const std::string& from, const std::string& to) {
    return updated(base(), {{number, replaced(body(number), from, to)}});
}

// Dictionary 19, widget 20 were added by the signature; new objects start at 21.
const std::string fields = "[ 10 0 R 11 0 R 20 0 R ]";
std::string with_field(const std::string& widget, Objects more = {}, const std::string& list = "[ 10 0 R 11 0 R 20 0 R 21 0 R ]") {
    more[21] = widget;
    more[1] = replaced(body(1), fields, list);
    more[12] = "[10 0 R 11 0 R 14 0 R 20 0 R 21 0 R]";
    return updated(base(), more);
}
const std::string widget = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Moi) /F 132 /P 3 0 R ";

std::string second_signature(const dossier::signing_rules::PlaceMm& place) {
    auto request = a_request("Moi");
    request.appearance = Appearance{1, place, *draw_stamp({.image_png = demo_seal_png("X"), .width_mm = place.width, .height_mm = place.height, .lines = {}})};
    return signed_by(world().agency, base(), request);
}

// A second, sound signature whose update also carries `objects`: the newest signature covers them, the first must object.
std::string signed_over(const std::string& pdf) { return signed_by(world().agency, pdf, a_request("Sau")); }

std::string hidden_in_update() {
    const auto pdf = base();
    const std::string hidden = "4 0 obj\n" + stream_body("", "BT (an) Tj ET") + "\nendobj\n";
    auto next = updated(pdf + hidden, {{22, "<< >>"}});
    return next;
}

std::string switched_by_table() {
    // The table of an update points number 4 at bytes that lie inside a signed stream.
    auto objects = rich_objects();
    objects[7] = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "\n4 0 obj\n<< /Length 2 >>\nstream\nq Q\nendstream\nendobj\n");
    const auto pdf = signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.find("\n4 0 obj\n<< /Length 2 >>") + 1);
    return pdf + "xref\n4 1\n" + row + "trailer\n<< /Size 21 /Root 1 0 R /Prev " + std::to_string(last_startxref(pdf)) +
           " >>\nstartxref\n" + std::to_string(pdf.size()) + "\n%%EOF\n";
}

struct Attack {
    const char* name;
    std::function<std::string()> make;
};

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"content replaced", [] { return changed(4, "100.000", "900.000"); }},
        {"content replaced and signed over by a second signer", [] { return signed_over(changed(4, "100.000", "900.000")); }},
        {"content added to a page", [] { return changed(3, "[4 0 R 16 0 R]", "[4 0 R 16 0 R 7 0 R]"); }},
        {"font replaced", [] { return changed(5, "Helvetica", "Symbol"); }},
        {"overlay hidden", [] { return updated(base(), {{7, stream_body("/Type /XObject /Subtype /Form /BBox [0 0 0 0]", "")}}); }},
        {"stream length given by reference shortened", [] { return updated(base(), {{8, "5"}}); }},
        {"resources gain an entry", [] { return changed(3, "/X1", "/X2 7 0 R /X1"); }},
        {"page size changed", [] { return changed(3, "/Parent", "/MediaBox [0 0 100 100] /Parent"); }},
        {"page no longer inherits its size", [] { return changed(3, "/Parent", "/MediaBox [0 0 595 400] /Parent"); }},
        {"page no longer inherits its size, but a reference to it", [] { return updated(base(), {{3, replaced(body(3), "/Parent", "/MediaBox 30 0 R /Parent")}, {30, "[0 0 595 842]"}}); }},
        {"inherited page size changed", [] { return changed(2, "595 842", "595 400"); }},
        {"page rotated", [] { return changed(3, "/Parent", "/Rotate 180 /Parent"); }},
        {"page hangs from another parent", [] { return changed(3, "/Parent 2 0 R", "/Parent 17 0 R"); }},
        {"page added", [] { return changed(2, "[3 0 R 6 0 R]", "[3 0 R 6 0 R 18 0 R]"); }},
        {"page removed", [] { return changed(2, "[3 0 R 6 0 R]", "[3 0 R]"); }},
        {"pages reordered", [] { return changed(2, "[3 0 R 6 0 R]", "[6 0 R 3 0 R]"); }},
        {"page replaced", [] { return changed(2, "[3 0 R 6 0 R]", "[18 0 R 6 0 R]"); }},
        {"dormant page tree switched on", [] { return changed(1, "/Pages 2 0 R", "/Pages 17 0 R"); }},
        {"root switched", [] { return replaced(updated(base(), {{30, replaced(body(1), "/Pages 2 0 R", "/Pages 17 0 R")}}, "/Root 30 0 R"), "/Root 1 0 R /Prev", "/Prev"); }},
        {"annotation added", [] { return updated(base(), {{12, "[10 0 R 11 0 R 14 0 R 20 0 R 21 0 R]"}, {21, "<< /Type /Annot /Subtype /FreeText /Rect [50 700 500 800] /Contents (900.000) /DA (/F1 18 Tf) >>"}}); }},
        {"annotation removed", [] { return updated(base(), {{12, "[10 0 R 11 0 R 20 0 R]"}}); }},
        {"annotation moved to another page", [] { return changed(6, "[13 0 R]", "[13 0 R 14 0 R]"); }},
        {"annotation changed", [] { return changed(14, "[200 200 250 250]", "[0 0 595 842]"); }},
        {"annotations reordered", [] { return updated(base(), {{12, "[14 0 R 11 0 R 10 0 R 20 0 R]"}}); }},
        {"form value changed", [] { return changed(10, "(100)", "(900)"); }},
        {"form field gains a look", [] { return changed(10, "/V (100)", "/V (100) /AP << /N 7 0 R >>"); }},
        {"text field added", [] { return with_field("<< /Type /Annot /Subtype /Widget /FT /Tx /T (Them) /V (x) /Rect [0 0 90 90] /P 3 0 R >>"); }},
        {"fields regenerated by the viewer", [] { return changed(1, "/SigFlags 3", "/SigFlags 3 /NeedAppearances true"); }},
        {"calculation order added", [] { return changed(1, "/SigFlags 3", "/SigFlags 3 /CO [10 0 R]"); }},
        {"XFA added", [] { return changed(1, "/SigFlags 3", "/SigFlags 3 /XFA 9 0 R"); }},
        {"open action", [] { return changed(1, "/Outlines", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Outlines"); }},
        {"additional actions", [] { return changed(1, "/Outlines", "/AA << /WC << /S /JavaScript /JS (1) >> >> /Outlines"); }},
        {"names with JavaScript", [] { return changed(1, "/Outlines", "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> /Outlines"); }},
        {"optional content", [] { return changed(1, "/Outlines", "/OCProperties << /OCGs [] /D << >> >> /Outlines"); }},
        {"viewer preferences", [] { return changed(1, "/Outlines", "/ViewerPreferences << /HideToolbar true >> /Outlines"); }},
        {"object freed", [] { return updated(base(), {{5, "free"}}); }},
        {"unused object freed", [] { return updated(base(), {{9, "free"}}); }},
        {"dangling reference defined", [] { return updated(base(), {{99, "<< /GS0 << /ca 0 >> >>"}}); }},
        {"new generation of an object", [] { auto p = updated(base(), {{4, stream_body("", "BT (900) Tj ET")}}); p = replaced(p, p.substr(p.rfind("4 1\n"), 24), "4 1\n" + p.substr(p.rfind("4 1\n") + 4, 11) + "00001 n \n"); const auto at = p.rfind("\n4 0 obj"); return p.replace(at, 8, "\n4 1 obj"); }},
        {"encryption added", [] { return updated(base(), {}, "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (00000000000000000000000000000000) /U (00000000000000000000000000000000) >> /ID [<00> <00>]"); }},
        {"security store with foreign entries", [] { return changed(1, "/Outlines", "/DSS << /Certs [] /Pages 17 0 R >> /Outlines"); }},
        {"object hidden between updates", hidden_in_update},
        {"table points into a signed stream", switched_by_table},
        {"unsigned new field with a look over the page", [] { return with_field(widget + "/Rect [0 0 595 842] /AP << /N 7 0 R >> >>"); }},
        {"unsigned new field with a small look", [] { return with_field(widget + "/Rect [0 0 100 50] /AP << /N 7 0 R >> >>"); }},
        {"new signature covering a third of the page", [] { return second_signature({5, 5, 200, 110}); }},
        {"new field with an action", [] { return with_field(widget + "/Rect [0 0 0 0] /A << /S /JavaScript /JS (1) >> >>"); }},
        {"new field with additional actions", [] { return with_field(widget + "/Rect [0 0 0 0] /AA << /E << /S /JavaScript /JS (1) >> >> >>"); }},
        {"new field in optional content", [] { return with_field(widget + "/Rect [0 0 0 0] /OC 15 0 R >>"); }},
        {"new field whose value is no signature", [] { return with_field(widget + "/Rect [0 0 0 0] /V (x) >>"); }},
        {"new signature field that smuggles a text field", [] { auto field = std::string("<< /FT /Sig /T (Moi) /V << /Type /Sig /ByteRange [0 0 0 0] /Contents <00> >> /Kids [22 0 R] >>"); auto text = "<< /Type /Annot /Subtype /Widget /Parent 21 0 R /FT /Tx /T (x) /V (900) /Rect [72 740 300 780] /P 3 0 R /AP << /N 7 0 R >> >>"; auto p = with_field(field, {{22, text}}); return replaced(p, "20 0 R 21 0 R]\nendobj", "20 0 R 22 0 R]\nendobj"); }},
        {"new signature field with a hollow signature", [] { return with_field(widget + "/Rect [72 740 300 780] /AP << /N 7 0 R >> /V << /Type /Sig /ByteRange [0 0 0 0] /Contents <00> >> >>"); }},
        {"widget that no field owns", [] { return with_field(widget + "/Rect [0 0 9 9] >>", {}, fields); }},
        {"empty signature field moved", [] { return changed(11, "300 100 450 160", "0 0 595 842"); }},
        {"empty signature field gains a look without a signature", [] { return changed(11, "/FT", "/AP << /N 7 0 R >> /FT"); }},
        {"empty signature field removed", [] { return updated(base(), {{1, replaced(body(1), fields, "[10 0 R 20 0 R]")}}); }},
        {"signed field's look replaced", [] { return changed(20, "/FT", "/AP << /N 7 0 R >> /FT"); }},
        {"filled field changes its place", [] { auto p = signed_by(world().agency, base(), a_request("KyTen")); return updated(p, {{11, replaced(body_in(p, 11), "300 100 450 160", "0 0 595 842")}}); }},
        {"filled field whose look is also page content", [] { auto p = signed_by(world().agency, base(), a_request("KyTen")); return updated(p, {{7, stream_body("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "q Q")}, {11, replaced(body_in(p, 11), "/FT", "/AP << /N 7 0 R >> /FT")}}); }},
        {"metadata stream that is also a page's content", [] { return updated(base(), {{16, stream_body("/Type /Metadata /Subtype /XML", "BT (900) Tj ET")}, {1, replaced(body(1), "/Outlines", "/Metadata 16 0 R /Outlines")}}); }},
        {"security store stream that is also the font", [] { return updated(base(), {{5, stream_body("", "x")}, {1, replaced(body(1), "/Outlines", "/DSS << /Certs [5 0 R] >> /Outlines")}}); }},
    };
    return list;
}

}  // namespace

TEST_CASE("the document the updates start from is itself accepted", "[signing][attack]") {
    const auto report = verified(base());
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("an update that changes what was signed is refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}
