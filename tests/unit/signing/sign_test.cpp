#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_fields.hpp"
#include "world.hpp"

using namespace signing_tests;

TEST_CASE("after the agency signed over the person's signature both verify", "[signing][R-SIG-17]") {
    const auto report = verified(signed_result());
    CAPTURE(why(report));
    REQUIRE(report.signatures.size() == 2);
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures[0].field == "CaNhan");
    CHECK(report.signatures[0].signer == "Trần Văn Minh");
    CHECK_FALSE(report.signatures[0].covers_whole_document);
    CHECK(report.signatures[1].signer == "UBND xã Mẫu");
    CHECK(report.signatures[1].covers_whole_document);
    CHECK(report.signatures[1].role == "official");
}

TEST_CASE("a signature covers the original bytes untouched", "[signing]") {
    const auto pdf = a_pdf();
    CHECK(signed_by(world().person, pdf).substr(0, pdf.size()) == pdf);
}

TEST_CASE("every configured algorithm gives a signature that verifies", "[signing]") {
    const auto kind = GENERATE(KeyKind::Rsa2048, KeyKind::P256, KeyKind::Rsa3072);
    const auto algorithm = GENERATE(Algorithm::RsaPss, Algorithm::RsaPkcs1);
    if (kind == KeyKind::P256 && algorithm == Algorithm::RsaPkcs1) return;
    static std::map<KeyKind, Identity> signers;
    if (!signers.contains(kind)) {
        static KeyKind wanted;
        wanted = kind;
        signers[kind] = a_signer([](CertificateSpec& spec) { spec.kind = wanted; });
    }
    const auto report = verified(signed_by(signers[kind], a_pdf(), a_request(), algorithm));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("files that cannot be signed are refused with their reason", "[signing]") {
    SECTION("no PDF at all") { CHECK_FALSE(ready_to_sign("xin chào").has_value()); }
    SECTION("XFA form") {
        auto objects = page_objects();
        objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA [] >> >>";
        const auto refused = ready_to_sign(pdf_of(objects));
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().detail.find("XFA") != std::string::npos);
    }
    SECTION("certified against any change") {
        auto objects = page_objects();
        objects[1] = "<< /Type /Catalog /Pages 2 0 R /Perms << /DocMDP 6 0 R >> >>";
        objects[6] = "<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>] >>";
        CHECK_FALSE(ready_to_sign(pdf_of(objects)).has_value());
    }
    SECTION("signed and damaged") {
        const auto damaged = signed_by(world().person, a_pdf()) + "rác";
        CHECK_FALSE(ready_to_sign("x" + damaged).has_value());
    }
}

TEST_CASE("an unsigned file with junk before its header is rewritten once and then signs well", "[signing]") {
    const auto report = verified(signed_by(world().person, "junk\n" + a_pdf()));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("an empty signature field is filled, not doubled", "[signing]") {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 1 >> >>";
    objects[3] = replaced(objects[3], "/Parent", "/Annots [6 0 R] /Parent");
    objects[6] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (KyTen) /F 4 /Rect [300 100 450 160] /P 3 0 R >>";
    const auto first = signed_by(world().person, pdf_of(objects), a_request("Khac"));
    const auto report = verified(signed_by(world().agency, first, a_request("KyTen")));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.size() == 2);
}

TEST_CASE("a place in millimetres of the displayed page comes back from user space", "[signing]") {
    const int rotate = GENERATE(0, 90, 180, 270);
    auto page = QPDFObjectHandle::parse("<< /MediaBox [-50 -20 545 822] /CropBox [0 0 500 800] /Rotate " + std::to_string(rotate) + " >>");
    const PageGeometry geometry(page);
    const dossier::signing_rules::PlaceMm place{20, 30, 36, 45};
    const auto back = geometry.to_displayed(geometry.to_user(place));
    CHECK(back.left == Approx(place.left));
    CHECK(back.top == Approx(place.top));
    CHECK(back.width == Approx(place.width));
    CHECK(back.height == Approx(place.height));
}

TEST_CASE("a signature that does not fit the certificate is never embedded", "[signing]") {
    const auto prepared = prepare(a_pdf(), world().person.certificate.get(), 8000, a_request());
    REQUIRE(prepared.has_value());
    CHECK_FALSE(complete(*prepared, chain_of(world().person), Algorithm::Ecdsa, std::string(70, 'x')).has_value());
}

TEST_CASE("a signature is appended to the file that was given, or to what had to be written in its place", "[signing]") {
    const auto folder = std::filesystem::temp_directory_path() / ("motcua-append-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto given = folder / "given.pdf", out = folder / "out.pdf";
    const bool sound = GENERATE(true, false), in_place = GENERATE(true, false);
    const auto pdf = sound ? a_pdf() : "x" + a_pdf();
    std::ofstream(given, std::ios::binary) << pdf;
    EVP_PKEY_up_ref(world().person.key.get());
    SoftKey key{PKeyPtr{world().person.key.get()}};
    const auto done = sign_and_stamp(pdf, chain_of(world().person), key, a_request(), Algorithm::RsaPss, {});
    REQUIRE(done.has_value());
    CHECK(done->rewritten.has_value() == !sound);
    REQUIRE(done->write(given, in_place ? given : out).has_value());
    const auto written = read_file(in_place ? given : out);
    CHECK(written == done->whole(pdf));
    CHECK(written.starts_with(pdf) == sound);
    CHECK(verify_file(in_place ? given : out, judge())->verdict == Verdict::Passed);
    CHECK_FALSE(done->write(given, folder / "nowhere" / "out.pdf").has_value());
    std::filesystem::remove_all(folder);
}
