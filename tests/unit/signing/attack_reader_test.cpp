// Updates that one reader understands in one way and another reader in another: the verifier must not take a side.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Attack {
    const char* name;
    std::function<std::string()> make;
};
struct Row {
    int number, kind;
    size_t second, third;
};

const std::string dear = "BT /F1 18 Tf 72 760 Td (900.000) Tj ET";

std::string signed_paper(const std::function<void(Objects&)>& change = {}) {
    auto objects = rich_objects();
    if (change) change(objects);
    return signed_by(world().person, pdf_of(objects), a_request("NguoiKy"));
}
const std::string& base() {
    static const std::string pdf = signed_paper();
    return pdf;
}
std::string table_row(size_t offset, const char* kind = "n") {
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 %s \n", offset, kind);
    return row;
}
size_t place_of(const std::string& pdf, int number) { return pdf.rfind("\n" + std::to_string(number) + " 0 obj\n") + 1; }

// An update that adds an unused object, with more rows before its own.
std::string with_rows(const std::string& pdf, const std::string& rows) {
    auto made = updated(pdf, {{30, "<< >>"}});
    return made.insert(made.rfind("xref\n", made.rfind("trailer")) + 5, rows);
}

// An update with a cross-reference stream (number 40) that says exactly these rows, besides those of `objects`.
std::string with_stream_rows(const std::string& pdf, const Objects& objects, std::vector<Row> rows, const std::string& widths = "1 4 2") {
    auto out = pdf;
    for (const auto& [number, body] : objects) {
        rows.push_back({number, 1, out.size(), 0});
        out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    const auto at = out.size();
    rows.push_back({40, 1, at, 0});
    std::string index, table;
    for (const auto& row : rows) {
        index += " " + std::to_string(row.number) + " 1";
        table += static_cast<char>(row.kind);
        for (int shift = 24; shift >= 0; shift -= 8) table += static_cast<char>((row.second >> shift) & 0xff);
        for (int shift = 8; shift >= 0; shift -= 8) table += static_cast<char>((row.third >> shift) & 0xff);
    }
    return out + "40 0 obj\n" + stream_body("/Type /XRef /W [" + widths + "] /Index [" + index + " ] /Size 41 /Root 1 0 R /Prev " + std::to_string(last_startxref(pdf)), table) +
           "\nendobj\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

// Object stream 30 that holds these, in this order; numbers may repeat.
std::string packing(const std::vector<std::pair<int, std::string>>& held) {
    std::string head, bodies;
    for (const auto& [number, body] : held) {
        head += std::to_string(number) + " " + std::to_string(bodies.size()) + " ";
        bodies += body + "\n";
    }
    return stream_body("/Type /ObjStm /N " + std::to_string(held.size()) + " /First " + std::to_string(head.size()), head + bodies);
}
std::string second_page(bool forged) { return forged ? replaced(body_in(base(), 6), "/Contents 4 0 R", "/Contents 7 0 R") : body_in(base(), 6); }

// "4 0 obj" a second time within the signed bytes, where no table names it.
const std::string& twins() {
    static const std::string pdf = signed_paper([](Objects& o) { o[9] += "\nendobj\n4 0 obj\n" + stream_body("", dear); });
    return pdf;
}
size_t first_twin() { return twins().find("\n4 0 obj\n") + 1; }
size_t second_twin() { return twins().rfind("\n4 0 obj\n") + 1; }

// Sound when it is signed, otherwise our signer would write it anew; of the same width afterwards.
std::string both_keys() {
    const auto pdf = signed_paper([](Objects& o) { o[6] = replaced(o[6], "/Contents 4 0 R", "/Zusatzzz 7 0 R /Contents 4 0 R"); });
    return forged(replaced(pdf, "/Zusatzzz", "/Contents"), world().person);
}
std::string short_size() { return forged(replaced(base(), "/Size 21", "/Size 20"), world().person); }
std::string sized(const std::string& size) {
    const auto made = updated(base(), {{5, body_in(base(), 5)}});
    const auto at = made.rfind("/Size ");
    return made.substr(0, at) + "/Size " + size + made.substr(made.find(' ', at + 6));
}
std::string hybrid(bool agreeing) {
    auto out = base();
    const auto object = out.size();
    out += "30 0 obj\n<< >>\nendobj\n";
    const auto stream = out.size();
    const auto body = [&](size_t offset) { return std::string("\1") + std::string{static_cast<char>(offset >> 24), static_cast<char>(offset >> 16), static_cast<char>(offset >> 8), static_cast<char>(offset), 0, 0}; };
    const auto hidden = agreeing ? std::string(" 30 1 40 1") : std::string(" 30 1 40 1 4 1");
    out += "40 0 obj\n" + stream_body("/Type /XRef /W [1 4 2] /Index [" + hidden + " ] /Size 41 /Root 1 0 R /Prev " + std::to_string(last_startxref(base())), body(object) + body(stream) + (agreeing ? "" : body(object))) + "\nendobj\n";
    const auto table = out.size();
    return out + "xref\n30 1\n" + table_row(object) + "40 1\n" + table_row(stream) + "trailer\n<< /Size 41 /Root 1 0 R /Prev " + std::to_string(last_startxref(base())) + " /XRefStm " + std::to_string(stream) +
           " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"object named twice, last row a sleeping twin", [] { return with_rows(twins(), "4 1\n" + table_row(first_twin()) + "4 1\n" + table_row(second_twin())); }},
        {"object named twice in one section", [] { return with_rows(twins(), "3 2\n" + table_row(place_of(twins(), 3)) + table_row(first_twin()) + "4 1\n" + table_row(second_twin())); }},
        {"object freed and used", [] { return with_rows(base(), "4 1\n" + table_row(0, "f") + "4 1\n" + table_row(place_of(base(), 4))); }},
        {"object used and freed", [] { return with_rows(base(), "4 1\n" + table_row(place_of(base(), 4)) + "4 1\n" + table_row(0, "f")); }},
        {"object named twice by a stream", [] { return with_stream_rows(twins(), {}, {{4, 1, first_twin(), 0}, {4, 1, second_twin(), 0}}); }},
        {"object freed and used by a stream", [] { return with_stream_rows(base(), {}, {{4, 0, 0, 0}, {4, 1, place_of(base(), 4), 0}}); }},
        {"object twice in one packing", [] { return with_stream_rows(base(), {{30, packing({{6, second_page(true)}, {6, second_page(false)}})}}, {{6, 2, 30, 0}}); }},
        {"object in a packing at another index", [] { return with_stream_rows(base(), {{30, packing({{31, second_page(true)}, {6, second_page(false)}})}}, {{31, 2, 30, 1}, {6, 2, 30, 0}}); }},
        {"object in a packing beyond its end", [] { return with_stream_rows(base(), {{30, packing({{6, second_page(false)}})}}, {{6, 2, 30, 7}}); }},
        {"packing that holds more than the table says", [] { return with_stream_rows(base(), {{30, packing({{6, second_page(false)}, {3, "<< >>"}})}}, {{6, 2, 30, 0}}); }},
        {"packing of another kind", [] { return with_stream_rows(base(), {{30, replaced(packing({{6, second_page(false)}}), "/ObjStm", "/XForm")}}, {{6, 2, 30, 0}}); }},
        {"key written twice before the signature, once after", [] { const auto p = both_keys(); return updated(p, {{6, second_page(false)}}); }},
        {"second table that disagrees with the first", [] { return hybrid(false); }},
    };
    return list;
}

}  // namespace

TEST_CASE("updates that readers understand differently are refused", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("the same ways of writing are accepted when every reader must agree", "[signing][genuine]") {
    const std::vector<std::string> files{
        twins(),
        short_size(),
        sized("6"),  // PDFBox counts the objects of the update alone
        with_rows(base(), "4 1\n" + table_row(place_of(base(), 4))),
        with_rows(base(), "0 1\n0000000000 65535 f \n"),
        with_stream_rows(base(), {}, {{4, 1, place_of(base(), 4), 0}}),
        with_stream_rows(base(), {{30, packing({{31, "<< >>"}, {6, second_page(false)}})}}, {{31, 2, 30, 0}, {6, 2, 30, 1}}),
        hybrid(true),
    };
    const auto report = verified(files.at(GENERATE(range(size_t{0}, size_t{8}))));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}
