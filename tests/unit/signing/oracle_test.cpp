// Other people's tools judge what we sign: pdfsig (NSS), openssl cms and qpdf, over differently produced PDFs.
#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "forge.hpp"
#include "integrations/signing/upgrade.hpp"

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

// Standard output and error together; the status goes to `status`.
std::string output_of(const std::string& command, int* status = nullptr) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::string text;
    char buffer[4096];
    while (const size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, size);
    const int ended = ::pclose(pipe);
    if (status != nullptr) *status = ended;
    return text;
}

bool has(const std::string& tool) { return std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0; }

size_t count(const std::string& text, const std::string& part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

// Documents of different makers, then each of them rewritten in different ways.
std::vector<fs::path> documents(const fs::path& folder) {
    std::vector<fs::path> made;
    const auto keep = [&](const std::string& name, const std::string& command) {
        const auto path = folder / (name + ".pdf");
        if (std::system((command + " >/dev/null 2>&1").c_str()) == 0 && fs::exists(path)) made.push_back(path);
    };
    auto objects = page_objects();
    write(folder / "plain.pdf", pdf_of(objects));
    made.push_back(folder / "plain.pdf");
    objects[3] = replaced(objects[3], "/Parent", "/Rotate 90 /CropBox [20 30 500 700] /Annots 6 0 R /Parent");
    objects[6] = "[7 0 R]";
    objects[7] = "<< /Type /Annot /Subtype /Square /Rect [100 100 150 150] >>";
    write(folder / "turned.pdf", pdf_of(objects));
    made.push_back(folder / "turned.pdf");
    objects[3] = replaced(objects[3], "[0 0 595 842]", "[-100 -50 495 792]");
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 8 0 R >>";
    objects[8] = "<< /Fields 9 0 R /DA (/F1 0 Tf) >>";
    objects[9] = "[]";
    write(folder / "form.pdf", pdf_of(objects));
    made.push_back(folder / "form.pdf");
    const auto at = folder.string();
    keep("gs17", "gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o " + at + "/gs17.pdf " + at + "/plain.pdf");
    keep("gs14", "gs -q -dNOPAUSE -dBATCH -dCompatibilityLevel=1.4 -sDEVICE=pdfwrite -o " + at + "/gs14.pdf " + at + "/turned.pdf");
    write(folder / "page.html", "<meta charset=utf-8><h1>Quyết định</h1><p>Nội dung</p>");
    keep("weasy", "weasyprint " + at + "/page.html " + at + "/weasy.pdf");
    const auto originals = made;
    for (const auto& one : originals)
        for (const std::string way : {"object-streams=generate", "linearize", "qdf", "newline-before-endstream", "compress-streams=n"}) {
            const auto name = one.stem().string() + "-" + way.substr(0, way.find('='));
            keep(name, "qpdf --" + way + " " + one.string() + " " + at + "/" + name + ".pdf");
        }
    return made;
}

std::string twice_signed(const std::string& pdf) {
    auto person = a_request("CaNhan");
    static const auto hand = *draw_stamp({.image_png = demo_signature_png("Minh"), .width_mm = 54, .height_mm = 24, .lines = {"Trần Văn Minh"}});
    person.appearance = Appearance{1, {60, 60, 54, 24}, hand};
    return signed_by(world().agency, signed_by(world().person, pdf, person), a_request("CoQuan"));
}

}  // namespace

TEST_CASE("differently produced PDFs signed twice are valid for pdfsig and sound for qpdf", "[signing][oracle]") {
    if (!has("pdfsig") || !has("qpdf")) {
        WARN("pdfsig or qpdf is not installed");
        return;
    }
    const Folder folder;
    const auto list = documents(folder.path);
    CHECK(list.size() >= 30);
    for (const auto& one : list) {
        CAPTURE(one.filename().string());
        const auto pdf = twice_signed(read_file(one));
        const auto report = verified(pdf);
        CAPTURE(why(report));
        CHECK(report.verdict == Verdict::Passed);
        write(folder.path / "signed.out", pdf);
        const auto opinion = output_of("pdfsig -nocert " + (folder.path / "signed.out").string());
        CAPTURE(opinion);
        CHECK(count(opinion, "Signature is Valid") == 2);
        int status = 0;
        const auto structure = output_of("qpdf --check " + (folder.path / "signed.out").string(), &status);
        CAPTURE(structure);
        CHECK(status == 0);
    }
}

TEST_CASE("openssl cms accepts our signatures of every algorithm as CAdES", "[signing][oracle]") {
    if (!has("openssl")) {
        WARN("openssl is not installed");
        return;
    }
    const Folder folder;
    static const Identity rsa = a_signer([](CertificateSpec& spec) { spec.kind = KeyKind::Rsa2048; });
    const bool elliptic = GENERATE(true, false);
    const auto algorithm = GENERATE(Algorithm::RsaPss, Algorithm::RsaPkcs1);
    const auto pdf = signed_by(elliptic ? world().person : rsa, a_pdf(), a_request(), algorithm);
    const auto range = range_of(pdf);
    write(folder.path / "content", pdf.substr(0, range[1]) + pdf.substr(range[2]));
    std::string cms;
    const auto digits = pdf.substr(range[1] + 1, range[2] - range[1] - 2);
    for (size_t i = 0; i < digits.size(); i += 2) cms += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    write(folder.path / "cms", cms);
    write(folder.path / "root.pem", pem_of(world().root.certificate.get()));
    int status = 0;
    const auto opinion = output_of("cd " + folder.path.string() + " && openssl cms -verify -cades -purpose any -binary -inform DER -in cms -content content -CAfile root.pem -attime " +
                                   std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count()) + " -out /dev/null", &status);
    CAPTURE(opinion);
    CHECK(status == 0);
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
