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

}  // namespace

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
