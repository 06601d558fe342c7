// Where `motcua sign-client` puts what it signs: the block of a result on a server, the agency's seal on a file here.

#include <qpdf/QPDF.hh>

#include "integrations/signing/signature_place.hpp"
#include "tests/story/sign_client.hpp"

using namespace sign_client;
namespace fs = std::filesystem;

namespace {

// The visible signature of a file made here.
integrations::signing::Placed place_in(const std::string& path) {
    QPDF pdf;
    pdf.processFile(path.c_str());
    return integrations::signing::last_visible_signature(pdf).value();
}

}  // namespace

TEST_CASE("the signing block stands where the officer says, and nowhere outside the page", "[signing][client][place]") {
    const auto result = draft();
    const auto shown = [](int number) { return at("cho-ky-" + std::to_string(number) + ".pdf").string(); };
    const std::pair<const char*, const char*> outside[]{{"--block 190,60,200,230", "chỗ ký nằm ngoài trang"}, {"--block 20,60,280,310", "chỗ ký nằm ngoài trang"},
                                                        {"--page 9 --block 20,60,200,230", "tệp không có trang này"}, {"--page 9", "tệp không có trang này"},
                                                        {"--block 20,60,200,205", "không đủ chỗ cho hình chữ ký"}};
    for (const auto& [words, why] : outside) {
        const auto said = run(command(result, {.pin = "wrong-pin", .more = "--save " + shown(0) + " " + words}));
        CAPTURE(words, said.text);
        CHECK(said.code == 4);
        CHECK(said.text.find(why) != std::string::npos);
        CHECK_FALSE(fs::exists(shown(0)));
    }
    CHECK(run(command(result, {.more = as_read() + " --block 20,60,200"})).code == 2);
    CHECK(run("echo thôi | " + command(result, {.more = "--save " + shown(1) + " --page 2 --block 20,60,200,230"})).code == 3);
    const auto asked = place_in(shown(1));
    CHECK(asked.page == 2);
    CHECK(asked.place.left >= 20);
    CHECK(asked.place.left + asked.place.width <= 80.01);
    CHECK(asked.place.top >= 200);
    CHECK(asked.place.top + asked.place.height <= 230.01);
    CHECK(run("echo thôi | " + command(result, {.more = "--save " + shown(2) + " --page 1"})).code == 3);
    CHECK(run("echo thôi | " + command(result, {.more = "--save " + shown(3)})).code == 3);
    CHECK(place_in(shown(2)).page == 1);
    CHECK(place_in(shown(3)).page == 3);  // the last
    CHECK(place_in(shown(2)).place.top == Approx(place_in(shown(3)).place.top));  // the usual place
    CHECK(run(command(result, {.more = as_read() + " --block 20,60,200,230"})).code == 0);
}

TEST_CASE("the agency's device seals a file over a third of the person's signature, or where the clerk says", "[signing][client][place]") {
    namespace rules = dossier::signing_rules;
    (void)signers();
    const auto given = at("nguoi-ky.pdf").string();
    office().run({"sign", in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"), "--out", given, "--pki", at("pki").string(), "--as", "person"});
    const auto seal = [&](const std::string& to, const std::string& more, const char* pin = "pin") {
        return run("'" + program() + "' sign-client " + given + " --out " + to + " --cert " + pem("agency", "cert.pem") + " --chain " + pem("agency", "chain.pem") + " --module " +
                   SoftToken::module + " --token " + SoftToken::label + " --key 03 --pin-file " + at(pin).string() + " --seal " + pem("agency", "seal.png") + " " + more);
    };
    const auto usual = at("dong-dau.pdf").string(), elsewhere = at("dong-dau-khac.pdf").string(), none = at("khong-co.pdf").string();
    const auto done = seal(usual, "");
    INFO(done.text);
    REQUIRE(done.code == 0);
    const auto person = place_in(given), there = place_in(usual);
    CHECK(there.page == person.page);
    const double share = rules::overlap_from_left(person.place, there.place);
    CHECK(share >= 0.30);
    CHECK(share <= 0.37);
    CHECK(there.place.top + 18 == Approx(person.place.top + person.place.height / 2).margin(0.1));
    const auto verified = run("'" + program() + "' verify " + usual + " --trust " + at("pki").string());
    INFO(verified.text);
    CHECK(verified.code == 0);

    REQUIRE(seal(elsewhere, "--page 1 --seal-at 12,15 --seal-width 30").code == 0);
    CHECK(place_in(elsewhere).place.left == Approx(12).margin(0.1));
    CHECK(place_in(elsewhere).place.top == Approx(15).margin(0.1));
    CHECK(place_in(elsewhere).place.width == Approx(30).margin(0.1));

    const std::pair<const char*, const char*> outside[]{{"--seal-at 190,15", "con dấu nằm ngoài trang 3"}, {"--page 1 --seal-at 12,270", "con dấu nằm ngoài trang 1"},
                                                        {"--seal-at=-1,15", "con dấu nằm ngoài trang 3"}, {"--page 9", "tệp không có trang 9"}};
    for (const auto& [words, why] : outside) {
        const auto said = seal(none, words, "wrong-pin");  // the device is not asked
        CAPTURE(words, said.text);
        CHECK(said.code == 3);
        CHECK(said.text.find(why) != std::string::npos);
        CHECK_FALSE(fs::exists(none));
    }
}
