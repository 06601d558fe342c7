// What the law of PDF allows after a signature, and what other people's software writes, must pass.
#include <catch2/catch.hpp>

#include "papers.hpp"

using namespace signing_tests;

namespace {

struct Genuine {
    const char* name;
    std::function<std::string()> make;
};

std::string base() {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>";
    objects[6] = stream_body("/Type /Metadata /Subtype /XML", "<x:xmpmeta/>");
    return signed_by(world().person, pdf_of(objects));
}

// As Acrobat saves: a cross-reference stream, dictionaries in an object stream, metadata and information written anew.
std::string streamed(const std::string& pdf) {
    return updated_by_stream(pdf, {{6, stream_body("/Type /Metadata /Subtype /XML", "<?xpacket?><x:xmpmeta>moi</x:xmpmeta>")}},
                             {{10, "<< /ModDate (D:20260615) /Producer (X) >>"}, {5, body_in(pdf, 5)}}, "/Info 10 0 R");
}

std::string form_apart(const std::string& pdf) {
    const auto catalog = body_in(pdf, 1);
    const auto begin = catalog.find("/AcroForm ") + 10, end = catalog.find(">>", begin) + 2;
    return updated(pdf, {{1, catalog.substr(0, begin) + "10 0 R" + catalog.substr(end)}, {10, catalog.substr(begin, end - begin)}});
}

std::string with_catalog(const std::string& more, std::map<int, std::string> objects = {}) {
    const auto pdf = base();
    objects[1] = replaced(body_in(pdf, 1), "/Pages", more + " /Pages");
    return updated(pdf, objects);
}

std::string with_empty_field(const std::string& rectangle) {
    const auto pdf = base();
    return updated(pdf, {{1, replaced(body_in(pdf, 1), "8 0 R", "8 0 R 9 0 R")},
                         {3, replaced(body_in(pdf, 3), "8 0 R", "8 0 R 9 0 R")},
                         {9, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (CoQuan) /F 132 /P 3 0 R /Rect " + rectangle + " >>"}});
}

// The field of a foreign signer, apart from its widget, filled with layered appearances.
std::string filled_apart(bool merged) {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 1 >> >>";
    objects[3] = replaced(objects[3], "/Parent", merged ? "/Annots [6 0 R] /Parent" : "/Annots [7 0 R] /Parent");
    const std::string look = "/Type /Annot /Subtype /Widget /Rect [300 100 450 160] /P 3 0 R /F 4";
    objects[6] = merged ? "<< /FT /Sig /T (KyTen) " + look + " >>" : "<< /FT /Sig /T (KyTen) /Kids [7 0 R] >>";
    if (!merged) objects[7] = "<< /Parent 6 0 R " + look + " >>";
    const auto first = signed_by(world().person, pdf_of(objects), a_request("Truoc"));
    auto request = a_request("KyTen");
    request.appearance = Appearance{1, {}, *draw_stamp({.image_png = demo_seal_png("X"), .width_mm = 40, .height_mm = 20, .lines = {}})};
    return signed_by(world().agency, first, request);
}

std::string with_cms(const std::function<std::string(const std::string&)>& change) {
    return forged(base(), [&](const std::string& digest) {
        const auto& person = world().person;
        return change(cms_of({.signer = &person, .attributes = usual_attributes(digest, person.certificate.get())}));
    });
}

const std::vector<Genuine>& genuine() {
    static const std::vector<Genuine> list{
        {"security store added", [] { return with_catalog("/DSS << /Type /DSS /Certs [10 0 R] /CRLs [] >>", {{10, stream_body("", "x")}}); }},
        {"extensions added", [] { return with_catalog("/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 2 >> >>"); }},
        {"version raised", [] { return with_catalog("/Version /2.0"); }},
        {"metadata rewritten", [] { return updated(base(), {{6, stream_body("/Type /Metadata /Subtype /XML", "<x:xmpmeta>moi</x:xmpmeta>")}}); }},
        {"document information added", [] { return updated(base(), {{10, "<< /ModDate (D:20260615) /Producer (X) >>"}}, "/Info 10 0 R"); }},
        {"signature flags only", [] { return updated(base(), {{1, replaced(body_in(base(), 1), "/SigFlags 3", "/SigFlags 1")}}); }},
        {"empty signature field for the next signer", [] { return with_empty_field("[300 100 450 160]"); }},
        {"invisible empty signature field", [] { return with_empty_field("[0 0 0 0]"); }},
        {"second signature", [] { return signed_by(world().agency, base(), a_request("CoQuan")); }},
        {"empty field filled later", [] { return signed_by(world().agency, with_empty_field("[300 100 450 160]"), a_request("CoQuan")); }},
        {"merged field filled, picture and flags changed", [] { return filled_apart(true); }},
        {"field apart from its widget filled", [] { return filled_apart(false); }},
        {"fonts added to the form's resources", [] { return updated(base(), {{1, replaced(body_in(base(), 1), "/SigFlags", "/DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 0 Tf) /SigFlags")}}); }},
        {"an object rewritten unchanged", [] { return updated(base(), {{5, body_in(base(), 5)}}); }},
        {"BER instead of DER", [] { return with_cms(as_ber); }},
        {"no name of the signer, PKCS#7 of older software", [] { return forged(replaced(replaced(base(), "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"), "/Filter /Adobe.PPKLite", "/Filter /Adobe.PPKLite"), [](const std::string& digest) { return cms_of({.signer = &world().person, .attributes = {content_type(), message_digest(digest)}}); }); }},
        {"certificate named by SHA-1 only", [] { return forged(base(), [](const std::string& digest) { auto* c = world().person.certificate.get(); return cms_of({.signer = &world().person, .attributes = {content_type(), message_digest(digest), ess_v1(c)}}); }); }},
        {"size one off", [] { auto objects = page_objects(); return signed_by(world().person, replaced(pdf_of(objects), "/Size 6", "/Size 7")); }},
        {"line end after the last mark left out of the signature", [] { const auto [a, b, c, d] = range_of(base()); return forged(with_range(base(), "[0 " + std::to_string(b) + " " + std::to_string(c) + " " + std::to_string(d - 1) + "]"), world().person); }},
        {"second signer packs objects and rewrites metadata and information", [] { return signed_by(world().agency, streamed(base()), a_request("CoQuan")); }},
        {"second signer gives the annotations an object of their own", [] { const auto pdf = base(); return signed_by(world().agency, updated(pdf, {{3, replaced(body_in(pdf, 3), "[ 8 0 R ]", "10 0 R")}, {10, "[8 0 R]"}}), a_request("CoQuan")); }},
        {"second signer gives the form an object of its own", [] { const auto pdf = base(); return signed_by(world().agency, form_apart(pdf), a_request("CoQuan")); }},
        {"blank lines between the updates", [] { return signed_by(world().agency, base() + "\r\n", a_request("CoQuan")); }},
        {"second signer names the state of a picture", [] { const auto pdf = base(); const auto both = updated(pdf, {{1, replaced(body_in(pdf, 1), "8 0 R", "8 0 R 9 0 R")}, {3, replaced(body_in(pdf, 3), "8 0 R", "8 0 R 9 0 R")}, {9, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (CoQuan) /F 148 /P 3 0 R /Rect [0 0 0 0] /AS /N /AP << /N 10 0 R >> >>"}, {10, stream_body("/Type /XObject /Subtype /Form /BBox [0 0 0 0]", "")}}); return signed_by(world().agency, both, a_request("CoQuan")); }},
        {"second signer writes down what the page inherits", [] { auto o = page_objects(); o[2] = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>"; o[3] = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"; const auto p = signed_by(world().person, pdf_of(o)); return signed_by(world().agency, updated(p, {{3, replaced(body_in(p, 3), "/Parent", "/MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Parent")}}), a_request("CoQuan")); }},
        {"twelve signatures", [] { auto pdf = base(); for (int i = 0; i < 11; ++i) pdf = signed_by(world().agency, pdf, a_request("Ky")); return pdf; }},
    };
    return list;
}

}  // namespace

TEST_CASE("legal updates and foreign habits are accepted", "[signing][genuine]") {
    const auto& one = genuine()[GENERATE(range(size_t{0}, genuine().size()))];
    const auto report = verified(one.make());
    CAPTURE(one.name, why(report));
    CHECK(report.verdict == Verdict::Passed);
}
