// What certifications and field locks allow is accepted; whatever goes one step further is refused.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Case {
    const char* name;
    std::function<std::string()> make;
};

// Certified form: permissions 16, signature dictionary 17, its widget 18.
std::string form(int level) { return certified(level, form_objects()); }
std::string locked(const std::string& action, const std::string& names = {}) {
    return signed_with(pdf_of(form_objects()), field_lock(action, names), a_request("NguoiKy"));
}
std::string with(const std::string& pdf, int number, const std::string& from, const std::string& to, Objects more = {}) {
    more[number] = replaced(body_in(pdf, number), from, to);
    return updated(pdf, more);
}
std::string annotated(int level, const std::string& annotation) {
    const auto pdf = form(level);
    return with(pdf, 3, "18 0 R", "18 0 R 31 0 R", {{31, annotation}});
}
std::string signed_in_new_box(const std::string& pdf) {
    auto request = a_request("Moi");
    request.appearance = Appearance{1, {20, 20, 40, 20}, *draw_stamp({.image_png = demo_seal_png("X"), .width_mm = 40, .height_mm = 20, .lines = {}})};
    return signed_by(world().agency, pdf, request);
}
std::string name_filled(const std::string& pdf) { return with(pdf, 8, "/T (Ten)", "/T (Ten) /V (Lan) /AP << /N 12 0 R >>"); }
std::string box_ticked(const std::string& pdf) { return with(pdf, 9, "/V /Off /AS /Off", "/V /Co /AS /Co"); }

// The rule of the certification lies in an object of its own.
std::string rule_apart(int level) {
    auto objects = form_objects();
    objects[1] = replaced(objects[1], "/Pages", "/Perms 14 0 R /Pages");
    objects[14] = "<< /DocMDP 16 0 R >>";
    objects[15] = "<< /P " + std::to_string(level) + " /V /1.2 >>";
    return signed_with(pdf_of(objects), "/Reference [<< /TransformMethod /DocMDP /TransformParams 15 0 R >>]", a_request("NguoiKy"));
}

const std::vector<Case>& attacks() {
    static const std::string look = "/AP << /N 11 0 R >>";
    static const std::vector<Case> list{
        {"P 3, stamp over the text", [] { return annotated(3, "<< /Type /Annot /Subtype /Stamp /Rect [50 700 500 800] " + look + " >>"); }},
        {"P 3, free text", [] { return annotated(3, "<< /Type /Annot /Subtype /FreeText /Rect [50 700 500 800] /Contents (900) /DA (/F1 9 Tf) >>"); }},
        {"P 3, redaction", [] { return annotated(3, "<< /Type /Annot /Subtype /Redact /Rect [50 700 500 800] >>"); }},
        {"P 3, link over the page", [] { return annotated(3, "<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://x) >> >>"); }},
        {"P 3, file attached", [] { return annotated(3, "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] >>"); }},
        {"P 2, square", [] { return annotated(2, "<< /Type /Annot /Subtype /Square /Rect [50 700 500 800] /IC [1 1 1] >>"); }},
        {"P 3, annotation removed", [] { const auto p = form(3); return with(p, 3, "6 0 R 8 0 R", "8 0 R"); }},
        {"P 1, field filled", [] { return filled(form(1)); }},
        {"P 1, check box ticked", [] { return box_ticked(form(1)); }},
        {"P 2, new visible box signed", [] { return signed_in_new_box(form(2)); }},
        {"P 3, new visible box signed", [] { return signed_in_new_box(form(3)); }},
        {"P 2, text field added", [] { const auto p = form(2); return with(p, 1, "10 0 R", "10 0 R 31 0 R", {{31, "<< /FT /Tx /T (Them) /V (x) >>"}}); }},
        {"P 2, field moved while it is filled", [] { const auto p = form(2); return with(p, 6, "(100) /Rect [50 50", "(250) /Rect [50 700"); }},
        {"P 2, look changed without a value", [] { const auto p = form(2); return with(p, 6, "11 0 R", "12 0 R"); }},
        {"P 2, look overwritten in place", [] { return updated(form(2), {{11, stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", "BT (900) Tj ET")}}); }},
        {"P 2, action added while it is filled", [] { const auto p = form(2); return with(p, 6, "(100)", "(250) /AA << /F << /S /JavaScript /JS (1) >> >>"); }},
        {"P 2, value of a strange kind", [] { const auto p = form(2); return with(p, 6, "(100)", "<< /S /JavaScript >>"); }},
        {"P 2, look that is no picture", [] { const auto p = form(2); return with(p, 6, "(100) /Rect", "(250) /Rect", {{11, "<< /N (x) >>"}}); }},
        {"P 2, field hidden while it is filled", [] { const auto p = form(2); return with(p, 6, "/F 4", "/F 2", {}); }},
        {"P 2, field renamed", [] { const auto p = form(2); return with(p, 6, "(SoTien)", "(SoKhac)"); }},
        {"P 2, field becomes another kind", [] { const auto p = form(2); return with(p, 6, "/FT /Tx", "/FT /Ch"); }},
        {"P 2, field becomes a signature", [] { const auto p = form(2); return with(p, 6, "/FT /Tx", "/FT /Sig"); }},
        {"P 2, required field made optional", [] { const auto p = form(2); return with(p, 6, "/F 4", "/F 4 /Ff 4096"); }},
        {"P 2, group without kids", [] { const auto p = form(2); return with(p, 7, "/Kids [8 0 R 9 0 R]", "/Kids []"); }},
        {"P 2, group with an empty kid", [] { const auto p = form(2); return with(p, 7, "/Kids [8 0 R 9 0 R]", "/Kids [8 0 R 9 0 R null]"); }},
        {"P 2, field with empty kids", [] { const auto p = form(2); return with(p, 6, "/T (SoTien)", "/T (SoTien) /Kids null"); }},
        {"certification taken away", [] { const auto p = form(1); return filled(with(p, 1, "/Perms 16 0 R", "")); }},
        {"rule of the certification raised", [] { auto p = rule_apart(1); return filled(updated(p, {{15, "<< /P 3 /V /1.2 >>"}})); }},
        {"all fields locked, one filled", [] { return filled(locked("/All")); }},
        {"included field filled", [] { return filled(locked("/Include", "(SoTien)")); }},
        {"field of an included group filled", [] { return name_filled(locked("/Include", "(Nhom)")); }},
        {"field that is not excluded filled", [] { return filled(locked("/Exclude", "(Nhom.Ten)")); }},
        {"lock with an unknown action", [] { return filled(locked("/Nichts")); }},
        {"lock that allows no change", [] { return filled(signed_with(pdf_of(form_objects()), "/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [(X)] /P 1 >> >>]", a_request("NguoiKy"))); }},
        {"nobody certified or locked, field filled", [] { return filled(signed_by(world().person, pdf_of(form_objects()), a_request("NguoiKy"))); }},
    };
    return list;
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"certified, untouched", [] { return form(1); }},
        {"P 2, field filled", [] { return filled(form(2)); }},
        {"P 3, field filled", [] { return filled(form(3)); }},
        {"P 2, filled twice", [] { const auto p = filled(form(2)); return with(p, 6, "(250)", "(300)"); }},
        {"P 2, filled, then the empty signature field signed", [] { return signed_by(world().agency, filled(form(2)), a_request("KyTen")); }},
        {"P 2, signed, then filled", [] { return filled(signed_by(world().agency, form(2), a_request("KyTen"))); }},
        {"P 2, invisible signature", [] { return signed_by(world().agency, form(2), a_request("Moi")); }},
        {"P 2, field of a group filled", [] { return name_filled(form(2)); }},
        {"P 2, box ticked", [] { return box_ticked(form(2)); }},
        {"P 2, filled by a writer of object streams", [] { const auto p = form(2); return updated_by_stream(p, {{30, stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", "BT (250) Tj ET")}}, {{6, replaced(replaced(body_in(p, 6), "(100)", "(250)"), "11 0 R", "30 0 R")}}); }},
        {"P 1, security store", [] { const auto p = form(1); return with(p, 1, "/Pages", "/DSS << /Certs [31 0 R] >> /Pages", {{31, stream_body("", "x")}}); }},
        {"field outside the lock filled", [] { return filled(locked("/Include", "(Nhom)")); }},
        {"excluded field filled", [] { return filled(locked("/Exclude", "(SoTien)")); }},
        {"field of an excluded group filled", [] { return name_filled(locked("/Exclude", "(Nhom)")); }},
        {"second signer locks a field", [] { const auto p = form(2); return with(p, 6, "/F 4", "/F 4 /Ff 1"); }},
        {"rule of the certification apart", [] { return filled(rule_apart(2)); }},
    };
    return list;
}

}  // namespace

TEST_CASE("what goes beyond a certification or a lock is refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("what a certification or a lock allows is accepted", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}
