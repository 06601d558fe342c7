// Annotations under a certification that allows them (/P 3): notes and marks pass, whatever could cover or forge does not.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Case {
    const char* name;
    std::function<std::string()> make;
};

// The page's annotations gain 31 and, when given, 32. Certified: widget 18; signed only: widget 17.
std::string annotated(const std::string& pdf, const std::string& annotation, Objects more = {}) {
    const std::string last = body_in(pdf, 3).find("18 0 R") != std::string::npos ? "18 0 R" : "17 0 R";
    more[3] = replaced(body_in(pdf, 3), last, last + (more.contains(32) ? " 31 0 R 32 0 R" : " 31 0 R"));
    more[31] = annotation;
    return updated(pdf, more);
}
std::string under_three(const std::string& annotation, Objects more = {}) { return annotated(certified(3, form_objects()), annotation, std::move(more)); }
std::string annotation(const std::string& kind, const std::string& more) { return "<< /Type /Annot /Subtype /" + kind + " /P 3 0 R /F 4 /T (Lan) " + more + " >>"; }

const std::string note = "/Rect [300 700 320 720] /Contents (da xem)";
const std::string line = "/Rect [72 700 300 715] /QuadPoints [72 715 300 715 72 700 300 700] /C [1 1 0]";
const std::string page = "/Rect [0 0 595 842] /QuadPoints [0 842 595 842 0 0 595 0] /C [1 1 0]";

// A highlighter's picture with the state G.
Objects ink(const std::string& drawing, const std::string& state = "/BM /Multiply", const std::string& group = "/Group << /S /Transparency >>") {
    return {{33, stream_body("/Type /XObject /Subtype /Form /BBox [72 700 300 715] " + group + " /Resources << /ExtGState << /G << " + state + " >> >> /XObject << /X 11 0 R >> >>", drawing)}};
}
const std::string yellow = "1 0.82 0 rg 0 i /G gs 72 700 m 300 700 l 300 715 l 72 715 l h f";
std::string highlighted(const Objects& picture) { return under_three(annotation("Highlight", line + " /AP << /N 33 0 R >>"), picture); }

const std::vector<Case>& attacks() {
    static const std::vector<Case> list{
        {"note after a signature without certification", [] { return annotated(signed_by(world().person, pdf_of(form_objects()), a_request("NguoiKy")), annotation("Text", note)); }},
        {"note under P 2", [] { return annotated(certified(2, form_objects()), annotation("Text", note)); }},
        {"note with its own picture", [] { return under_three(annotation("Text", note + " /AP << /N 11 0 R >>")); }},
        {"note as large as a paragraph", [] { return under_three(annotation("Text", "/Rect [72 600 500 760]")); }},
        {"note without a place", [] { return under_three(annotation("Text", "/Contents (x)")); }},
        {"note with an open window", [] { return under_three(annotation("Text", note + " /Open true")); }},
        {"window open over the page", [] { return under_three(annotation("Text", note + " /Popup 32 0 R"), {{32, annotation("Popup", "/Parent 31 0 R /Rect [0 0 595 842] /Open true")}}); }},
        {"window with a picture", [] { return under_three(annotation("Popup", "/Rect [0 0 595 842] /AP << /N 11 0 R >>")); }},
        {"note with an action", [] { return under_three(annotation("Text", note + " /A << /S /URI /URI (http://x) >>")); }},
        {"note in a layer", [] { return under_three(annotation("Text", note + " /OC 15 0 R")); }},
        {"note that comes and goes", [] { return under_three(replaced(annotation("Text", note), "/F 4", "/F 260")); }},
        {"highlight that does not multiply", [] { return highlighted(ink(yellow, "/ca 1")); }},
        {"highlight without a state", [] { return highlighted(ink("1 0.82 0 rg 72 700 228 15 re f")); }},
        {"highlight whose state is set too late", [] { return highlighted(ink("1 g 72 700 228 15 re f /G gs 72 700 1 1 re f")); }},
        {"highlight whose state ends before", [] { return highlighted(ink("q /G gs Q 1 g 72 700 228 15 re f")); }},
        {"highlight that blackens", [] { return highlighted(ink("/G gs 0 g 72 700 228 15 re f")); }},
        {"highlight drawn apart from the page", [] { return highlighted(ink(yellow, "/BM /Multiply", "/Group << /S /Transparency /I true >>")); }},
        {"highlight with a soft mask", [] { return highlighted(ink(yellow, "/BM /Multiply /SMask << >>")); }},
        {"highlight with letters", [] { return highlighted(ink(yellow + " BT (900) Tj ET")); }},
        {"highlight with a picture inside", [] { return highlighted(ink("/G gs /X Do")); }},
        {"highlight with a second picture", [] { return under_three(annotation("Highlight", line + " /AP << /N 33 0 R /R 11 0 R >>"), ink(yellow)); }},
        {"highlight of the whole page", [] { return under_three(annotation("Highlight", page)); }},
        {"highlight without lines", [] { return under_three(annotation("Highlight", "/Rect [72 700 300 715]")); }},
        {"line struck out by a bar as thick as the page", [] { return under_three(annotation("StrikeOut", page)); }},
        {"underline with its own picture", [] { return under_three(annotation("Underline", line + " /AP << /N 33 0 R >>"), ink(yellow)); }},
        {"drawing by hand", [] { return under_three(annotation("Ink", "/Rect [72 700 300 715] /InkList [[72 700 300 715]]")); }},
        {"white square", [] { return under_three(annotation("Square", "/Rect [72 700 300 715] /C [1 1 1]")); }},
        {"no kind", [] { return under_three("<< /Type /Annot /Rect [300 700 320 720] >>"); }},
        {"an old annotation changed beside the note", [] { const auto p = certified(3, form_objects()); return annotated(p, annotation("Text", note), {{10, replaced(body_in(p, 10), "300 100", "100 100")}}); }},
    };
    return list;
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"note", [] { return under_three(annotation("Text", note + " /Name /Comment /M (D:20260615) /NM (1) /Open false")); }},
        {"note with its window", [] { return under_three(annotation("Text", note + " /Popup 32 0 R"), {{32, annotation("Popup", "/Parent 31 0 R /Rect [600 700 700 800] /Open false")}}); }},
        {"highlight", [] { return under_three(annotation("Highlight", line)); }},
        {"highlight as Acrobat draws it", [] { return highlighted(ink(yellow, "/Type /ExtGState /AIS false /BM /Multiply")); }},
        {"underline", [] { return under_three(annotation("Underline", line)); }},
        {"wavy line", [] { return under_three(annotation("Squiggly", line)); }},
        {"struck out", [] { return under_three(annotation("StrikeOut", line)); }},
        {"note, then a second signature", [] { return signed_by(world().agency, under_three(annotation("Text", note)), a_request("KyTen")); }},
        {"note beside a filled field", [] { return annotated(filled(certified(3, form_objects())), annotation("Text", note)); }},
    };
    return list;
}

}  // namespace

TEST_CASE("annotations that could hide or forge what was certified are refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("notes and marks that a certification allows are accepted", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}
