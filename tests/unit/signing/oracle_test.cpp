// Other people's tools judge what we sign: pdfsig (NSS), openssl cms and qpdf, over differently produced PDFs.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "forge.hpp"
#include "integrations/signing/upgrade.hpp"
#include "producers.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() : path(fs::temp_directory_path() / ("motcua-oracle-" + std::to_string(::getpid()))) { fs::create_directories(path); }
    ~Folder() {
        std::error_code none;
        fs::remove_all(path, none);
    }
};

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

size_t count(const std::string& text, const std::string& part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// CMS, covered bytes and root as files of `folder`; answers whether openssl takes the last signature for a CAdES one.
bool openssl_accepts(const std::string& pdf, const fs::path& folder, std::string& opinion) {
    const auto range = range_of(pdf);
    write(folder / "content", pdf.substr(0, range[1]) + pdf.substr(range[2], range[3]));
    std::string cms;
    const auto digits = pdf.substr(range[1] + 1, range[2] - range[1] - 2);
    for (size_t i = 0; i < digits.size(); i += 2) cms += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    write(folder / "cms", cms);
    write(folder / "root.pem", pem_of(world().root.certificate.get()));
    int status = 0;
    opinion = output_of("cd " + folder.string() + " && openssl cms -verify -cades -purpose any -binary -inform DER -in cms -content content -CAfile root.pem -attime " +
                            std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count()) + " -out /dev/null", &status);
    return status == 0;
}

std::string twice_signed(const std::string& pdf) {
    auto person = a_request("CaNhan");
    static const auto hand = *draw_stamp({.image_png = demo_signature_png("Minh"), .width_mm = 54, .height_mm = 24, .lines = {"Trần Văn Minh"}});
    person.appearance = Appearance{1, {60, 60, 54, 24}, hand};
    return signed_by(world().agency, signed_by(world().person, pdf, person), a_request("CoQuan"));
}

}  // namespace

// Libraries of Debian's, and the one virtual machine that judges all files of a folder.
std::string second_opinion(const fs::path& folder) {
    std::string libraries;
    for (const char* name : {"pdfbox2", "fontbox2", "commons-logging", "bcprov", "bcpkix", "bcutil"}) {
        const auto library = std::string("/usr/share/java/") + name + ".jar";
        test_support::need({library});
        libraries += (libraries.empty() ? "" : ":") + library;
    }
    test_support::need({"javac"});
    return output_of("java -Xshare:auto -XX:TieredStopAtLevel=1 -cp " + libraries + " " + test_support::in_source("tests/unit/signing/Check.java") + " " + folder.string() + "/*.pdf");
}

TEST_CASE("PDFs of thirty makers signed twice are valid for us, pdfsig, openssl, qpdf, and PDFBox with BouncyCastle", "[signing][oracle]") {
    test_support::need({"pdfsig", "qpdf", "openssl"});
    const Folder folder;
    const auto list = produced(folder.path);
    fs::create_directory(folder.path / "signed");
    CHECK(list.size() >= 30);
    for (const auto& one : list) {
        CAPTURE(one.filename().string());
        const auto pdf = twice_signed(read_file(one));
        const auto report = verified(pdf);
        CAPTURE(why(report));
        CHECK(report.verdict == Verdict::Passed);
        write(folder.path / "signed.out", pdf);
        write(folder.path / "signed" / one.filename(), pdf);
        const auto opinion = output_of("pdfsig -nocert " + (folder.path / "signed.out").string());
        CAPTURE(opinion);
        CHECK(count(opinion, "Signature is Valid") == 2);
        int status = 0;
        const auto structure = output_of("qpdf --check " + (folder.path / "signed.out").string(), &status);
        CAPTURE(structure);
        CHECK(status == 0);
        std::string judgement;
        CHECK(openssl_accepts(pdf, folder.path, judgement));
        CAPTURE(judgement);
    }
    const auto opinion = second_opinion(folder.path / "signed");
    CAPTURE(opinion);
    CHECK(count(opinion, "valid 2 ") == list.size());
    CHECK(count(opinion, "invalid") == 0);
}

TEST_CASE("PDFBox with BouncyCastle accepts time stamps, archives and PSS, and notices a changed byte", "[signing][oracle]") {
    const Folder folder;
    const Stamper stamper = [](std::string_view digest) -> dossier::Result<std::string> {
        return token_of({.authority = &world().stamper, .imprint = std::string(digest), .time = now() - days{1}});
    };
    static const Identity rsa = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa2048; });
    write(folder.path / "archived.pdf", *upgrade(signed_result(), Level::Archived, *world().trust, stamper, now()));
    write(folder.path / "stamped.pdf", stamped(world().person, now() - days{1}));
    write(folder.path / "pss.pdf", signed_by(rsa, a_pdf(), a_request(), Algorithm::RsaPss));
    write(folder.path / "pkcs1.pdf", signed_by(rsa, a_pdf(), a_request(), Algorithm::RsaPkcs1));
    write(folder.path / "changed.pdf", replaced(signed_by(rsa, a_pdf()), "BT", "B "));
    const auto opinion = second_opinion(folder.path);
    CAPTURE(opinion);
    CHECK(count(opinion, "valid 4 archived.pdf") == 1);
    CHECK(count(opinion, "valid 1 stamped.pdf") == 1);
    CHECK(count(opinion, "valid 1 pss.pdf") == 1);
    CHECK(count(opinion, "valid 1 pkcs1.pdf") == 1);
    CHECK(count(opinion, "invalid changed.pdf") == 1);
}

TEST_CASE("openssl cms accepts our signatures of every algorithm as CAdES", "[signing][oracle]") {
    test_support::need({"openssl"});
    const Folder folder;
    static const Identity rsa = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa2048; });
    const bool elliptic = GENERATE(true, false);
    const auto algorithm = GENERATE(Algorithm::RsaPss, Algorithm::RsaPkcs1);
    std::string opinion;
    CHECK(openssl_accepts(signed_by(elliptic ? world().person : rsa, a_pdf(), a_request(), algorithm), folder.path, opinion));
    CAPTURE(opinion);
}

TEST_CASE("levels grow from B-B to B-LTA without harm to the signatures", "[signing]") {
    const Stamper stamper = [](std::string_view digest) -> dossier::Result<std::string> {
        return token_of({.authority = &world().stamper, .imprint = std::string(digest), .time = now() - days{1}});
    };
    const auto basic = signed_result();
    const auto level = [](const std::string& pdf) {
        const auto report = verified(pdf);
        CAPTURE(why(report));
        CHECK(report.verdict == Verdict::Passed);
        return report.signatures.at(0).level;
    };
    CHECK(level(basic) == "PAdES-B-B");
    const auto stamped_file = upgrade(basic, Level::Timestamped, *world().trust, stamper, now());
    REQUIRE(stamped_file.has_value());
    CHECK(level(*stamped_file) == "PAdES-B-T");
    const auto archived = upgrade(basic, Level::Archived, *world().trust, stamper, now());
    REQUIRE(archived.has_value());
    CHECK(level(*archived) == "PAdES-B-LTA");
    // Years later, without the network: the lists inside the file are the evidence.
    auto bare = std::make_shared<TrustStore>();
    bare->add(shared(world().root.certificate.get()), AnchorRole::Official);
    bare->add(*make_crl(world().root, {}, now() - days{1}, now() + days{30}));
    const auto later = verify(*archived, {.trust = bare, .policy = {}, .at = now() + days{5000}});
    CAPTURE(why(later));
    CHECK(later.verdict == Verdict::Passed);
}

TEST_CASE("when the authority does not answer the signature is made and waits for its stamp", "[signing]") {
    EVP_PKEY_up_ref(world().person.key.get());
    SoftKey key{PKeyPtr{world().person.key.get()}};
    const Stamper down = [](std::string_view) -> dossier::Result<std::string> {
        return dossier::fail(dossier::ErrorCode::WrongState, "không liên lạc được");
    };
    const auto done = sign_and_stamp(a_pdf(), chain_of(world().person), key, a_request(), Algorithm::RsaPss, down);
    REQUIRE(done.has_value());
    CHECK(done->awaiting_timestamp);
    CHECK(verified(done->whole(a_pdf())).signatures.at(0).level == "PAdES-B-B");
}

TEST_CASE("an answer to another question is not a time stamp", "[signing][attack]") {
    const auto asked = timestamp_query(sha256("a"));
    CHECK_FALSE(token_in_reply("", asked).has_value());
    CHECK_FALSE(token_in_reply(std::string("\x30\x03\x02\x01\x00", 5), asked).has_value());
}
