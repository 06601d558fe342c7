// What a device may sign: the attributes over the file its holder read, whatever the server says.
#include <catch2/catch.hpp>

#include "forge.hpp"
#include "integrations/signing/signers_check.hpp"

using namespace signing_tests;

namespace {

Prepared prepared_for(const Identity& signer, const std::string& pdf, const char* field = "ChuKy") {
    auto request = a_request(field);
    static const auto hand = *draw_stamp({.image_png = demo_signature_png("Minh"), .width_mm = 54, .height_mm = 24, .lines = {"Trần Văn Minh"}});
    request.appearance = Appearance{1, {60, 60, 54, 24}, hand};
    return *prepare(pdf, signer.certificate.get(), reserve_for(chain_of(signer), true), request);
}

std::string why_not(const dossier::Result<void>& outcome) { return outcome ? "" : outcome.error().detail; }

std::string what_attributes(const std::string& document) {
    const auto made = attributes_of(document, world().person.certificate.get());
    return made ? "" : made.error().detail;
}

}  // namespace

TEST_CASE("the signer's machine makes the attributes of a prepared file itself, whoever signed before", "[signing][client]") {
    for (const auto& read : {a_pdf(), signed_by(world().agency, a_pdf())}) {
        const auto prepared = prepared_for(world().person, read, "ChuKyCaNhan");
        const auto document = read + prepared.increment;
        const auto made = attributes_of(document, world().person.certificate.get());
        REQUIRE(made.has_value());
        CHECK(*made == prepared.attributes);
        CHECK(why_not(only_adds_signature(read, document)) == "");
        CHECK(attributes_of(document, world().agency.certificate.get()) != prepared.attributes);  // each certificate its own
    }
}

TEST_CASE("a file without one empty place that covers all of it is not signed", "[signing][client]") {
    const auto read = a_pdf();
    const auto document = read + prepared_for(world().person, read).increment;
    CHECK(what_attributes(document).empty());
    CHECK_FALSE(what_attributes(read).empty());
    CHECK_FALSE(what_attributes(signed_by(world().person, read)).empty());
    CHECK_FALSE(what_attributes(updated(document, page_objects())).empty());                          // the signature would not reach the end
    CHECK_FALSE(what_attributes(document + prepared_for(world().person, document, "Hai").increment).empty());  // two places
    CHECK_FALSE(what_attributes("\n" + document).empty());
    CHECK_FALSE(what_attributes(replaced(document, "%PDF", "%PDX")).empty());
    CHECK_FALSE(what_attributes(std::string(document).substr(0, document.size() / 2)).empty());
}

TEST_CASE("a prepared file that is more than what was read and a signature is not signed", "[signing][client]") {
    const auto read = a_pdf();
    const auto after = [&](const std::string& base) { return base + prepared_for(world().person, base).increment; };
    CHECK(why_not(only_adds_signature(read, after(read))) == "");
    CHECK(why_not(only_adds_signature(replaced(read, "BT", "B "), after(read))).find("đúng tệp đã đọc") != std::string::npos);
    auto drawn = page_objects();
    const auto other_page = updated(read, {{3, replaced(drawn.at(3), "842", "400")}});
    CHECK_FALSE(why_not(only_adds_signature(read, after(other_page))).empty());
    const auto other_words = updated(read, {{4, stream_body("", "BT /F1 20 Tf 72 700 Td (Khac) Tj ET")}});
    CHECK_FALSE(why_not(only_adds_signature(read, after(other_words))).empty());
    const auto with_script = updated(read, {{1, replaced(drawn.at(1), "/Pages", "/OpenAction << /S /JavaScript /JS (x) >> /Pages")}});
    CHECK_FALSE(why_not(only_adds_signature(read, after(with_script))).empty());
    CHECK_FALSE(why_not(only_adds_signature(read, after(read) + "% thêm\n")).empty());
    CHECK_FALSE(why_not(only_adds_signature(read.substr(0, read.size() / 2), after(read))).empty());
}
