// Tagged documents: a later signature says where it stands in the structure; the structure itself stays what it was.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Case {
    const char* name;
    std::function<std::string()> make;
};

// 6 the structure, 7 its document element, 8 a paragraph, 9 the numbers, 10 those of the page's content.
const std::string& tagged() {
    static const std::string pdf = [] {
        auto objects = page_objects();
        objects[1] = "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 6 0 R /MarkInfo << /Marked true >> /Lang (vi) >>";
        objects[3] = replaced(objects[3], "/Parent", "/StructParents 0 /Parent");
        objects[4] = stream_body("", "/P << /MCID 0 >> BDC BT /F1 18 Tf 72 760 Td (Muc thu 100.000 dong) Tj ET EMC");
        objects[6] = "<< /Type /StructTreeRoot /K 7 0 R /ParentTree 9 0 R /ParentTreeNextKey 1 >>";
        objects[7] = "<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R] >>";
        objects[8] = "<< /Type /StructElem /S /P /P 7 0 R /Pg 3 0 R /K 0 >>";
        objects[9] = "<< /Nums [0 10 0 R] >>";
        objects[10] = "[8 0 R]";
        return signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
    }();
    return pdf;  // 11 the signature, 12 its widget
}
std::string with(const std::string& pdf, Objects changes, int number, const std::string& from, const std::string& to) {
    changes[number] = replaced(changes.contains(number) ? changes[number] : body_in(pdf, number), from, to);
    return updated(pdf, changes);
}
const std::string element = "<< /Type /StructElem /S /Form /P 7 0 R /Pg 3 0 R /K << /Type /OBJR /Obj 31 0 R /Pg 3 0 R >> >>";

// An empty field 31 for the agency, with its element 30 and the number that leads from one to the other.
Objects field(const std::string& its_element = element) {
    return {{1, replaced(body_in(tagged(), 1), "12 0 R", "12 0 R 31 0 R")},
            {3, replaced(body_in(tagged(), 3), "12 0 R", "12 0 R 31 0 R")},
            {6, replaced(body_in(tagged(), 6), "NextKey 1", "NextKey 2")},
            {7, replaced(body_in(tagged(), 7), "[8 0 R]", "[8 0 R 30 0 R]")},
            {9, "<< /Nums [0 10 0 R 1 30 0 R] >>"},
            {30, its_element},
            {31, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (CoQuan) /F 132 /P 3 0 R /Rect [300 100 450 160] /StructParent 1 >>"}};
}
std::string with_field(const std::string& its_element = element) { return updated(tagged(), field(its_element)); }
std::string in_field(int number, const std::string& from, const std::string& to) { return with(tagged(), field(), number, from, to); }

const std::vector<Case>& attacks() {
    static const std::vector<Case> list{
        {"paragraph read aloud as something else", [] { return with(tagged(), {}, 8, "/K 0", "/K 0 /ActualText (900.000)"); }},
        {"paragraph hidden from the structure", [] { return with(tagged(), {}, 7, "[8 0 R]", "[]"); }},
        {"paragraph becomes another kind", [] { return with(tagged(), {}, 8, "/S /P", "/S /Artifact"); }},
        {"paragraph shows other content", [] { return with(tagged(), {}, 8, "/K 0", "/K 1"); }},
        {"structure removed", [] { return with(tagged(), {}, 1, "/StructTreeRoot 6 0 R", ""); }},
        {"structure replaced", [] { return with(tagged(), {{30, body_in(tagged(), 6)}}, 1, "6 0 R", "30 0 R"); }},
        {"structure added to a document without", [] { const auto p = signed_by(world().person, a_pdf()); return updated(p, {{1, replaced(body_in(p, 1), "/Pages", "/StructTreeRoot 30 0 R /Pages")}, {30, "<< /Type /StructTreeRoot /K [] >>"}}); }},
        {"classes of elements added", [] { return with(tagged(), {}, 6, "/K", "/RoleMap << /P /Artifact >> /K"); }},
        {"language changed", [] { return with(tagged(), {}, 1, "(vi)", "(en)"); }},
        {"numbers lead elsewhere", [] { return updated(tagged(), {{9, "<< /Nums [0 30 0 R] >>"}, {30, "[7 0 R]"}}); }},
        {"a number twice", [] { return in_field(9, "0 10 0 R", "0 10 0 R 0 30 0 R"); }},
        {"a number lost", [] { return in_field(9, "0 10 0 R", ""); }},
        {"content of a page leads to another element", [] { return updated(tagged(), {{10, "[7 0 R]"}}); }},
        {"new element that is no field's", [] { return with_field(replaced(element, "/Form", "/P")); }},
        {"new element with content of the page", [] { return with_field(replaced(element, "/K << /Type /OBJR /Obj 31 0 R /Pg 3 0 R >>", "/K 0")); }},
        {"new element with content besides its field", [] { return with_field(replaced(replaced(element, "/K <<", "/K [0 <<"), ">> >>", ">> ] >>")); }},
        {"new element with text of its own", [] { return with_field(replaced(element, "/Pg", "/ActualText (900.000) /Pg")); }},
        {"new element for a widget that was there", [] { return with_field(replaced(element, "31 0 R", "12 0 R")); }},
        {"new element below another parent", [] { return with_field(replaced(element, "/P 7 0 R", "/P 8 0 R")); }},
        {"new number for an element that was there", [] { return in_field(9, "30 0 R", "8 0 R"); }},
        {"keyboard order changed beside a new field", [] { return updated(tagged(), {{3, replaced(body_in(tagged(), 3), "/Parent", "/Tabs << >> /Parent")}}); }},
    };
    return list;
}

const std::vector<Case>& genuine() {
    static const std::vector<Case> list{
        {"tagged and signed", [] { return tagged(); }},
        {"signature without an element", [] { return signed_by(world().agency, tagged(), a_request("CoQuan")); }},
        {"empty field with its element", [] { return with_field(); }},
        {"field with its element, then signed", [] { return signed_by(world().agency, with_field(), a_request("CoQuan")); }},
        {"element with a list of one", [] { return with_field(replaced(replaced(element, "/K <<", "/K [<<"), ">> >>", ">> ] >>")); }},
        {"element right below the structure", [] { auto f = field(replaced(element, "/P 7 0 R", "/P 6 0 R")); f.erase(7); f[6] = replaced(f[6], "/K 7 0 R", "/K [7 0 R 30 0 R]"); return updated(tagged(), f); }},
        {"numbers written anew as a tree", [] { auto f = field(); f[9] = "<< /Kids [32 0 R 33 0 R] >>"; f[32] = "<< /Limits [0 0] /Nums [0 10 0 R] >>"; f[33] = "<< /Limits [1 1] /Nums [1 30 0 R] >>"; return updated(tagged(), f); }},
        {"keyboard order named", [] { auto f = field(); f[3] = replaced(f[3], "/Parent", "/Tabs /S /Parent"); return updated(tagged(), f); }},
    };
    return list;
}

}  // namespace

TEST_CASE("the structure of a tagged document cannot be changed after a signature", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("a signature may take its place in the structure of a tagged document", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}
