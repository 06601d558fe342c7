// Hostile files end quickly with a typed answer: loops, bombs, many signatures.
#include <catch2/catch.hpp>

#include <ctime>

#include <zlib.h>

#include "forge.hpp"

using namespace signing_tests;

namespace {

// Processor time: a busy machine must not make the test lie.
double seconds_for(const std::function<void()>& work) {
    const auto start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string page_tree_loop() {
    auto objects = page_objects();
    objects[2] = "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>";
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>";
    objects[6] = "<< /T (a) /FT /Sig /Kids [6 0 R 7 0 R] >>";
    objects[7] = "<< /T (b) /Parent 6 0 R /Kids [6 0 R] >>";
    return pdf_of(objects);
}

std::string table_loop() {
    const auto pdf = a_pdf();
    return replaced(pdf, "/Root", "/Prev " + std::to_string(last_startxref(pdf)) + " /Root");
}

std::string deep_nesting() {
    auto objects = page_objects();
    objects[6] = std::string(100'000, '[') + std::string(100'000, ']');
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /Deep 6 0 R /AcroForm << /Fields [6 0 R] >> >>";
    return pdf_of(objects);
}

std::string many_fields() {
    auto objects = page_objects();
    std::string fields = "[";
    for (int i = 0; i < 20'000; ++i) fields += " 6 0 R";
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields " + fields + "] >> >>";
    objects[6] = "<< /T (a) /FT /Sig /V << /Type /Sig >> >>";
    return pdf_of(objects);
}

std::string packed(const std::string& data) {
    uLongf size = compressBound(data.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(data.data()), data.size(), 6);
    out.resize(size);
    return out;
}

// An object stream of 160 MB in 160 KB; the name may be escaped.
std::string bomb(const std::string& type) {
    std::string data = "7 0 << >> ";
    data.resize(160UL << 20, ' ');
    auto objects = page_objects();
    objects[6] = stream_body("/Type " + type + " /N 1 /First 4 /Filter /FlateDecode", packed(data));
    return pdf_of(objects);
}

std::string double_bomb() {
    auto objects = page_objects();
    objects[6] = stream_body("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /Fl#61teDecode]", packed(packed(std::string(16UL << 20, ' '))));
    return pdf_of(objects);
}

// An object stream that the table names though its dictionary does not: its kind, its filter, or its width lie elsewhere.
std::string unnamed_bomb(const std::string& entries, const std::string& data) {
    auto objects = page_objects();
    objects.erase(1);
    objects[6] = stream_body("/N 1 /First 4 " + entries, data);
    objects[7] = "/FlateDecode";
    std::string pdf = "%PDF-1.7\n", rows, index;
    const auto row = [&](int number, int kind, size_t second) {
        index += " " + std::to_string(number) + " 1";
        rows += static_cast<char>(kind);
        for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>((second >> shift) & 0xff);
        rows += '\0';
    };
    row(1, 2, 6);
    for (const auto& [number, body] : objects) {
        row(number, 1, pdf.size());
        pdf += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    const auto at = std::to_string(pdf.size());
    return pdf + "8 0 obj\n" + stream_body("/Type /XRef /W [1 4 1] /Index [" + index + " ] /Size 9 /Root 1 0 R", rows) + "\nendobj\nstartxref\n" + at + "\n%%EOF\n";
}
std::string catalog_bomb() { return packed("1 0 << /Type /Catalog /Pages 2 0 R >>" + std::string(160UL << 20, ' ')); }
std::string many_values() {
    std::string values = "1 0 << /Type /Catalog /Pages 2 0 R /X [";
    for (int i = 0; i < 8'000'000; ++i) values += "0 ";
    return packed(values + "] >>");
}

// A section of ten million rows in ten kilobytes, or with rows of two gigabytes.
std::string section_bomb(const std::string& entries, const std::string& data) {
    auto pdf = a_pdf();
    const auto at = std::to_string(pdf.size());
    return pdf + "8 0 obj\n" + stream_body("/Type /XRef /Root 1 0 R /Filter /FlateDecode " + entries, data) + "\nendobj\nstartxref\n" + at + "\n%%EOF\n";
}

}  // namespace

TEST_CASE("what would be loaded as soon as a file is opened is counted before", "[signing][hostile]") {
    static const std::vector<std::string> files{
        unnamed_bomb("/Filter /FlateDecode", catalog_bomb()),
        unnamed_bomb("/Type 7 0 R /Filter /FlateDecode", catalog_bomb()),
        unnamed_bomb("/Type /ObjStm /Filter 7 0 R", catalog_bomb()),
        unnamed_bomb("/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1900000000 >>", packed("1 0 << >>")),
        unnamed_bomb("/Type /ObjStm /Filter /FlateDecode", many_values()),
        section_bomb("/W [1 0 0] /Size 10000000 /Index [0 10000000]", packed(std::string(10'000'000, '\1'))),
        section_bomb("/W [1 2 1] /Size 9 /DecodeParms << /Predictor 12 /Columns 1900000000 >>", packed(std::string(100, '\1'))),
    };
    const auto& pdf = files.at(GENERATE(range(size_t{0}, size_t{7})));
    Report report;
    CHECK(seconds_for([&] { report = verified(pdf); }) < 1.0);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Failed);
    CHECK((report.summary.find("quá lớn") != std::string::npos || report.summary.find("quá nhiều") != std::string::npos ||
           report.summary.find("không đọc được") != std::string::npos));
}

TEST_CASE("bombs in what a later revision may add are refused without unpacking them", "[signing][hostile]") {
    static const auto base = signed_by(world().person, a_pdf());
    static const auto zeros = packed(std::string(200UL << 20, ' ')), twice = packed(packed(std::string(200UL << 20, ' ')));
    const auto added = [](const std::string& entry, const std::string& stream) { return updated(base, {{1, replaced(body_in(base, 1), "/Pages", entry + " /Pages")}, {20, stream}}); };
    static const std::vector<std::string> files{
        added("/Metadata 20 0 R", stream_body("/Type /Metadata /Subtype /XML /Filter /FlateDecode", zeros)),
        added("/Metadata 20 0 R", stream_body("/Type /Metadata /Subtype /XML /Filter [/FlateDecode /FlateDecode]", twice)),
        added("/DSS << /Certs [20 0 R] /CRLs [20 0 R] >>", stream_body("/Filter /FlateDecode", zeros)),
    };
    const auto at = GENERATE(range(size_t{0}, size_t{3}));
    Report report;
    CHECK(seconds_for([&] { report = verified(files.at(at)); }) < 1.0);
    CAPTURE(why(report));
    CHECK((report.verdict == Verdict::Failed) == (at < 2));  // a store that says nothing says nothing
}

TEST_CASE("products of lists and endless names end", "[signing][hostile]") {
    static const auto base = signed_by(world().person, a_pdf());
    const auto list = [](int number, int times) { std::string text = "["; for (int i = 0; i < times; ++i) text += " " + std::to_string(number) + " 0 R"; return text + "]"; };
    const auto catalog = [](const std::string& entry) { return replaced(body_in(base, 1), "/Pages", entry + " /Pages"); };
    std::map<int, std::string> chained{{1, catalog("/Extensions 20 0 R")}, {25, "1"}};
    for (int i = 20; i < 25; ++i) chained[i] = list(i + 1, 1000);
    std::string validations = "<<";
    for (int i = 10'000; i < 20'000; ++i) validations += " /" + std::string(35, 'A') + std::to_string(i) + " 21 0 R";
    auto named = page_objects();
    named[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>";
    named[6] = "<< /FT /Sig /T (" + std::string(1UL << 20, 'x') + ") /Kids [";
    for (int i = 0; i < 5'000; ++i) {
        named[6] += " " + std::to_string(100 + i) + " 0 R";
        named[100 + i] = "<< /T (a) /Parent 6 0 R /V (x) >>";
    }
    named[6] += "] >>";
    const std::vector<std::string> files{updated(base, chained),
                                         updated(base, {{1, catalog("/DSS << /VRI 20 0 R >>")}, {20, validations + " >>"}, {21, "<< /Cert 22 0 R >>"}, {22, list(23, 10'000)}, {23, stream_body("", "x")}}),
                                         pdf_of(named)};
    const auto& pdf = files.at(GENERATE(range(size_t{0}, size_t{3})));
    Report report;
    CHECK(seconds_for([&] { report = verified(pdf); }) < 1.0);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Failed);
}

TEST_CASE("a file that keeps us longer than it may is refused", "[signing][hostile]") {
    auto pdf = a_pdf();
    for (int i = 0; i < 20; ++i) pdf = signed_by(world().agency, pdf, a_request("Ky"));
    auto options = judge();
    options.longest_ms = 5;
    const auto report = verify(pdf, options);
    CHECK(report.verdict == Verdict::Failed);
    CHECK(report.summary.find("quá nhiều") != std::string::npos);
}

TEST_CASE("a decompression bomb is refused before it is unpacked", "[signing][hostile]") {
    static const std::vector<std::string> files{bomb("/ObjStm"), bomb("/O#62jStm"), double_bomb()};
    const auto& pdf = files[GENERATE(0U, 1U, 2U)];
    Report report;
    CHECK(seconds_for([&] { report = verified(pdf); }) < 2.0);
    CHECK(report.verdict == Verdict::Failed);
    CHECK(report.summary.find("quá lớn") != std::string::npos);
    CHECK_FALSE(ready_to_sign(pdf).has_value());
}

TEST_CASE("loops, deep nesting and endless lists end within a second", "[signing][hostile]") {
    const std::vector<std::function<std::string()>> files{page_tree_loop, table_loop, deep_nesting, many_fields};
    const auto pdf = files[GENERATE(0U, 1U, 2U, 3U)]();
    Report report;
    CHECK(seconds_for([&] { report = verified(pdf); }) < 1.0);
    CHECK(report.verdict != Verdict::Passed);
}

TEST_CASE("fifty signatures are judged within two seconds", "[signing][hostile]") {
    auto pdf = a_pdf();
    for (int i = 0; i < 50; ++i) pdf = signed_by(world().agency, pdf, a_request("Ky"));
    Report report;
    CHECK(seconds_for([&] { report = verified(pdf); }) < 2.0);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.size() == 50);
}

TEST_CASE("any single byte changed in a signed file is noticed", "[signing][attack]") {
    const auto pdf = signed_by(world().person, a_pdf());
    const size_t step = 97;
    for (size_t at = 0; at < pdf.size(); at += step) {
        auto spoiled = pdf;
        spoiled[at] = static_cast<char>(spoiled[at] ^ 0x01);
        const auto report = verified(spoiled);
        CAPTURE(at, why(report));
        CHECK(report.verdict != Verdict::Passed);
    }
}
