// Ways to read faster must read the same: /Contents decoded ahead of the parser, and names sought many bytes at once.
#include <ctime>

#include <catch2/catch.hpp>

#include "integrations/signing/coverage.hpp"
#include "integrations/signing/expansion.hpp"
#include "integrations/signing/hexadecimal.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "papers.hpp"

using namespace signing_tests;

namespace {

// The signature dictionaries as the parser shows them.
std::string shown(const std::string& pdf, bool ahead) {
    auto opened = open_strictly(pdf);
    REQUIRE(opened.has_value());
    std::string all;
    for (auto& field : signature_fields(*opened->pdf, ahead ? std::string_view(pdf) : std::string_view{})) {
        all += field.name + " " + field.value.getObjGen().unparse(' ') + " " + field.value.unparseResolved() + "\n";
        if (field.value.isDictionary()) {
            auto contents = field.value.getKey("/Contents");
            all += contents.isString() ? contents.getStringValue() : contents.unparse();
        }
    }
    for (const auto& complaint : new_complaints(*opened)) all += complaint + "\n";
    return all;
}

// A file whose signature dictionary is that text; nothing of it need be a signature.
std::string with_dictionary(const std::string& dictionary) {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 3 >> >>";
    objects[6] = "<< /FT /Sig /T (ChuKy) /V 7 0 R >>";
    objects[7] = dictionary;
    return pdf_of(objects);
}

}  // namespace

TEST_CASE("a signature read ahead is what the parser would have read", "[signing]") {
    const std::string digits(4000, '7'), value = "/Contents <" + digits + ">", odd = "/Contents <" + digits + "7>";
    const std::vector<std::string> dictionaries{
        "<< /Type /Sig /ByteRange [0 1 2 3] " + value + " >>",
        "<< " + value + " /M (D:2026) /Reference [<< /Data 1 0 R >>] >>",
        "<< /Conten#74s <" + digits + "> /Reason (\\(ngo\\)\\\\) >>",
        "<< /Reason (" + value + ") >>",
        "<< /Reason (" + value + " /Contents () >>",
        "<< /Reason (a\\) " + value + " /B (" + value + ")) >>",
        "<< % " + value + "\n/M (x) " + value + " >>",
        "<< /M (x) % >>\n" + value + " % ( <\n >>",
        "<< /Inner << " + value + " >> /M (x) >>",
        "<< /Inner << " + value + " >> /Contents () >>",
        "<< " + value + " " + value + " >>",
        "<< " + value + " /Contents () >>",
        "<< /Contents () " + value + " >>",
        "<< /Contents [<" + digits + ">] >>",
        "<< /Contents <" + digits + " " + digits + "\n> >>",
        "<< " + odd + " >>",
        "<< /Contents <" + digits + "zz> >>",
        "<< " + value + " /A 1 0 R /B null /C true /D [1 2.5 -3 /N (s) <41>] >>",
        "[<< " + value + " >>]",
        "<< " + value + " >> << >>",
        "<< " + value + " /Length 3 >>\nstream\nabc\nendstream",
        "<< " + value + " /Bad >>",
        "<< " + value + " ) >>",
    };
    for (const auto& dictionary : dictionaries) {
        CAPTURE(dictionary.substr(0, 60), dictionary.size());
        const auto pdf = with_dictionary(dictionary);
        CHECK(shown(pdf, true) == shown(pdf, false));
    }
    const auto twice = signed_result();
    CHECK(shown(twice, true) == shown(twice, false));
    CHECK(shown(twice, true).find("\x30\x82") != std::string::npos);
}

TEST_CASE("a signature that thousands of fields share is read ahead once", "[signing][attack]") {
    constexpr int fields = 8000;
    auto objects = page_objects();
    std::string names;
    for (int i = 0; i < fields; ++i) {
        objects[8 + i] = "<< /FT /Sig /T (ChuKy" + std::to_string(i) + ") /V 7 0 R >>";
        names += std::to_string(8 + i) + " 0 R ";
    }
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + names + "] /SigFlags 3 >> >>";
    objects[7] = "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <" + std::string(200'000, '7') + "> >>";
    const auto pdf = pdf_of(objects);
    auto opened = open_strictly(pdf);
    REQUIRE(opened.has_value());
    const auto begin = std::clock();
    CHECK(signature_fields(*opened->pdf, pdf).size() == fields);
    CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 1);  // each for itself: ten seconds
}

TEST_CASE("a bomb's name is found wherever in a block or pass it begins", "[signing][attack]") {
    const std::string bomb = "1 0 obj << /Type /ObjStm /Filter [/FlateDecode /FlateDecode] >> stream";
    REQUIRE(expands_too_far(bomb));
    for (size_t before = 0; before < 400; ++before) {
        CAPTURE(before);
        CHECK(expands_too_far(std::string(before, 'x') + bomb));
        CHECK(expands_too_far(std::string(before, '/') + bomb + std::string(before, 'O')));
        CHECK(expands_too_far(std::string(before, '/') + "/Of/Xs/#41" + bomb));
    }
    for (size_t before = pass_bytes - 140; before < pass_bytes + 20; before += 1) {
        CAPTURE(before);
        CHECK(expands_too_far(std::string(before, 'O') + bomb));
    }
    CHECK_FALSE(expands_too_far(std::string(pass_bytes + 100, '/')));
}

TEST_CASE("digits are read sixteen at a time as they are one by one, and whatever is none is noticed at every place", "[signing][attack]") {
    const std::string_view alphabet = "0123456789abcdefABCDEF";
    for (size_t pairs = 0; pairs < 40; ++pairs) {
        CAPTURE(pairs);
        std::string digits, bytes;
        for (size_t i = 0; i < pairs; ++i) {
            digits += {alphabet[(i * 7 + pairs) % alphabet.size()], alphabet[(i * 5 + 3) % alphabet.size()]};
            bytes += static_cast<char>(std::stoi(digits.substr(2 * i), nullptr, 16));
        }
        CHECK(unhex_any_case(digits) == bytes);
        CHECK(digits_in_front(digits) == digits.size() / 16 * 16);
        for (size_t at = 0; at < digits.size(); ++at)
            for (int other = 0; other < 256; ++other) {
                if (alphabet.find(static_cast<char>(other)) != std::string_view::npos) continue;
                auto wrong = digits;
                wrong[at] = static_cast<char>(other);
                if (unhex_any_case(wrong) || digits_in_front(wrong) > at) FAIL("byte " << other << " at " << at);
            }
        if (pairs > 0) CHECK_FALSE(unhex_any_case(std::string_view(digits).substr(1)));
    }
}
