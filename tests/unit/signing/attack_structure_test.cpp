// Spoofed signature dictionaries, wrapped ranges, and bytes added after the end.
#include <catch2/catch.hpp>

#include "forge.hpp"

using namespace signing_tests;

namespace {

struct Attack {
    const char* name;
    std::function<std::string()> make;
    Reason reason;
};

std::string base() {
    static const std::string pdf = signed_by(world().person, a_pdf());
    return pdf;
}

std::string range_text(size_t a, size_t b, size_t c, size_t d) {
    return "[" + std::to_string(a) + " " + std::to_string(b) + " " + std::to_string(c) + " " + std::to_string(d) + "]";
}

std::string same_width(const std::string& from, const std::string& to) {
    return replaced(base(), from, to + std::string(from.size() - to.size(), ' '));
}

// Signs whatever the range says: only the range itself is wrong.
std::string with_forged_range(const std::string& array) { return forged(with_range(base(), array), world().person); }

std::string moved_second_range() {
    const auto [a, b, c, d] = range_of(base());
    const auto pdf = base();
    const std::string injected = " /Zusatz (1 0 obj << /Type /Catalog >> endobj) ";
    const auto wider = pdf.substr(0, c) + injected + pdf.substr(c);
    return forged(with_range(wider, range_text(a, b, c + injected.size(), d)), world().person);
}

std::string fake_table_in_gap() {
    const auto [a, b, c, d] = range_of(base());
    const auto pdf = base();
    const std::string injected = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\n";
    return forged(with_range(pdf.substr(0, c) + injected + pdf.substr(c), range_text(a, b, c + injected.size(), d)), world().person);
}

std::string contents_text(const std::string& value) {
    const auto pdf = base();
    const auto open = pdf.find("/Contents <"), close = pdf.find('>', open);
    return pdf.substr(0, open) + value + std::string(close + 1 - open - value.size(), ' ') + pdf.substr(close + 1);
}

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"ByteRange missing", [] { return same_width("/ByteRange", "/BytesRang"); }, Reason::FormatFailure},
        {"ByteRange null", [] { return with_range(base(), "null"); }, Reason::FormatFailure},
        {"ByteRange empty", [] { return with_range(base(), "[]"); }, Reason::FormatFailure},
        {"ByteRange all zero", [] { return with_range(base(), "[0 0 0 0]"); }, Reason::FormatFailure},
        {"ByteRange negative", [] { return with_range(base(), "[0 -1 -1 0]"); }, Reason::FormatFailure},
        {"ByteRange a name", [] { return with_range(base(), "/Alle"); }, Reason::FormatFailure},
        {"ByteRange of reals", [] { return with_range(base(), "[0.0 10.5 20.1 30]"); }, Reason::FormatFailure},
        {"ByteRange beyond the file", [] { return with_range(base(), "[0 100 200 99999999]"); }, Reason::FormatFailure},
        {"ByteRange overflowing", [] { return with_range(base(), "[0 100 200 18446744073709551615]"); }, Reason::FormatFailure},
        {"ByteRange with six numbers", [] { auto [a, b, c, d] = range_of(base()); auto t = range_text(a, b, c, d); t.back() = ' '; return with_range(base(), t + "0 0]"); }, Reason::FormatFailure},
        {"ByteRange not from zero", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(8, b - 8, c, d)); }, Reason::FormatFailure},
        {"ByteRange overlapping", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(0, c, b, d + c - b)); }, Reason::FormatFailure},
        {"ByteRange ending before the file's end", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(0, b, c, d - 40)); }, Reason::FormatFailure},
        {"ByteRange covering only the first part", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(0, b, c, 1)); }, Reason::FormatFailure},
        {"ByteRange covering Contents too", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(0, b + 1, c - 1, d + 1)); }, Reason::FormatFailure},
        {"gap larger than Contents", [] { auto [a, b, c, d] = range_of(base()); return with_forged_range(range_text(0, b - 10, c + 5, d - 5)); }, Reason::FormatFailure},
        {"second range moved behind injected bytes", moved_second_range, Reason::FormatFailure},
        {"fake cross-reference inside the gap", fake_table_in_gap, Reason::FormatFailure},
        {"Contents missing", [] { return contents_text("/Contentz (x)"); }, Reason::FormatFailure},
        {"Contents null", [] { return contents_text("/Contents null"); }, Reason::FormatFailure},
        {"Contents empty", [] { return contents_text("/Contents <>"); }, Reason::FormatFailure},
        {"Contents an integer", [] { return contents_text("/Contents 0"); }, Reason::FormatFailure},
        {"Contents all zero", [] { return forged(base(), [](const std::string&) { return std::string(); }); }, Reason::FormatFailure},
        {"Contents twice", [] { return replaced(base(), " /Name <", " /Contents <00> /Name <"); }, Reason::FormatFailure},
        {"ByteRange twice", [] { return replaced(base(), "/M (", "/ByteRange [0 1 2 3] /M ("); }, Reason::FormatFailure},
        {"ByteRange twice, one name escaped", [] { return replaced(base(), "/M (", "/Byte#52ange [0 1 2 3] /M ("); }, Reason::FormatFailure},
        {"comment appended", [] { return base() + "% thêm\n"; }, Reason::FormatFailure},
        {"second %%EOF", [] { return base() + "%%EOF\n"; }, Reason::FormatFailure},
        {"object appended without cross-reference", [] { return base() + "4 0 obj\n" + stream_body("", "BT ET") + "\nendobj\n%%EOF\n"; }, Reason::FormatFailure},
        {"cross-reference without trailer", [] { auto p = updated(base(), {{4, stream_body("", "BT ET")}}); return p.erase(p.rfind("trailer"), p.rfind("startxref") - p.rfind("trailer")); }, Reason::FormatFailure},
        {"update without %%EOF", [] { auto p = updated(base(), {{4, stream_body("", "BT ET")}}); return p.substr(0, p.rfind("%%EOF")); }, Reason::FormatFailure},
        {"zip archive appended", [] { return base() + std::string("PK\3\4zip", 7); }, Reason::FormatFailure},
        {"junk before the header", [] { return "MZ" + base(); }, Reason::FormatFailure},
        {"truncated", [] { return base().substr(0, base().size() - 30); }, Reason::FormatFailure},
        {"byte of the content changed", [] { return replaced(base(), "100.000", "900.000"); }, Reason::HashFailure},
        {"claimed time changed", [] { return replaced(base(), "/M (D:2026", "/M (D:2025"); }, Reason::HashFailure},
        {"padding not zero", [] { auto p = base(); p[range_of(p)[2] - 2] = '1'; return p; }, Reason::FormatFailure},
        {"signature copied into an update", [] { return updated(base(), {{6, body_in(base(), 6)}}); }, Reason::FormatFailure},
        {"signature removed by an update", [] { return updated(base(), {{1, "<< /Type /Catalog /Pages 2 0 R >>"}}); }, Reason::FormatFailure},
        {"two fields, one signature", [] { auto p = base(); return updated(p, {{1, replaced(body_in(p, 1), "7 0 R", "7 0 R 8 0 R")}, {8, replaced(body_in(p, 7), "/T <", "/T <FEFF0042> /TU <")}}); }, Reason::FormatFailure},
    };
    return list;
}

}  // namespace

TEST_CASE("spoofed, wrapped and extended files are refused for the right reason", "[signing][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const auto report = verify(attack.make(), integrity());
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict == Verdict::Failed);
    CHECK(std::string(name_of(report.reason)) == name_of(attack.reason));
}
