#include "world.hpp"

#include <cstdio>
#include <stdexcept>

#include "integrations/signing/pdf_open.hpp"

namespace signing_tests {
namespace {

const char* const ca_usage = "critical,keyCertSign,cRLSign";

Identity must(dossier::Result<Identity> made) {
    if (!made) throw std::runtime_error(made.error().detail);
    return *std::move(made);
}

CertificateSpec spec(const std::string& name) {
    return {.common_name = name, .organisation = "UBND xã Mẫu", .title = {}, .from = now() - days{100}, .to = now() + days{700},
            .key_usage = "critical,digitalSignature,nonRepudiation", .kind = KeyKind::P256};
}

Identity an_authority(const std::string& name, const Identity* above) {
    auto wanted = spec(name);
    wanted.authority = true;
    wanted.key_usage = ca_usage;
    wanted.from = now() - days{1000};
    wanted.to = now() + days{3000};
    return must(issue(wanted, above));
}

}  // namespace

Instant now() { return *dossier::parse_iso8601("2026-06-15T09:00:00+07:00"); }

const World& world() {
    static const World made = [] {
        World w;
        w.root = an_authority("CA gốc", nullptr);
        w.authority = an_authority("CA công vụ", &w.root);
        auto person = spec("Trần Văn Minh");
        person.title = "Chủ tịch";
        w.person = must(issue(person, &w.authority));
        w.agency = must(issue(spec("UBND xã Mẫu"), &w.authority));
        auto stamper = spec("TSA");
        stamper.extended_usage = "critical,timeStamping";
        w.stamper = must(issue(stamper, &w.authority));
        auto responder = spec("OCSP");
        responder.extended_usage = "critical,OCSPSigning";
        w.responder = must(issue(responder, &w.authority));
        w.trust = std::make_shared<TrustStore>();
        w.trust->add(shared(w.root.certificate.get()), AnchorRole::Official);
        w.trust->add(*make_crl(w.root, {}, now() - days{1}, now() + days{30}));
        w.trust->add(*make_crl(w.authority, {}, now() - days{1}, now() + days{30}));
        return w;
    }();
    return made;
}

Identity a_signer(void (*change)(CertificateSpec&)) {
    auto wanted = spec("Người ký thử");
    if (change != nullptr) change(wanted);
    return must(issue(wanted, &world().authority));
}

std::shared_ptr<TrustStore> trust_with_lists(const std::vector<Revocation>& revoked, Instant from, Instant to) {
    auto trust = std::make_shared<TrustStore>();
    trust->add(shared(world().root.certificate.get()), AnchorRole::Official);
    trust->add(*make_crl(world().root, {}, now() - days{1}, now() + days{30}));
    trust->add(*make_crl(world().authority, revoked, from, to));
    return trust;
}

CertificateChain chain_of(const Identity& identity) {
    CertificateChain chain{shared(identity.certificate.get()), {}};
    chain.issuers.push_back(shared(world().authority.certificate.get()));
    return chain;
}

std::string pdf_of(const std::map<int, std::string>& objects) {
    std::string pdf = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    std::map<int, size_t> offsets;
    for (const auto& [number, body] : objects) {
        offsets[number] = pdf.size();
        pdf += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    const size_t at = pdf.size();
    const int size = objects.rbegin()->first + 1;
    pdf += "xref\n0 " + std::to_string(size) + "\n";
    for (int n = 0; n < size; ++n) {
        char row[32];
        if (offsets.contains(n)) std::snprintf(row, sizeof row, "%010zu 00000 n \n", offsets[n]);
        else std::snprintf(row, sizeof row, "0000000000 65535 f \n");
        pdf += row;
    }
    return pdf + "trailer\n<< /Size " + std::to_string(size) + " /Root 1 0 R >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string stream_body(const std::string& entries, const std::string& data) {
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::map<int, std::string> page_objects() {
    return {{1, "<< /Type /Catalog /Pages 2 0 R >>"},
            {2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"},
            {3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"},
            {4, stream_body("", "BT /F1 18 Tf 72 760 Td (Quyet dinh so 12: muc thu 100.000 dong) Tj ET")},
            {5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}};
}

std::string a_pdf() { return pdf_of(page_objects()); }

int highest_object(const std::string& pdf) {
    auto opened = open_strictly(pdf);
    if (!opened) throw std::runtime_error(opened.error().detail);
    int highest = 0;
    for (const auto& [id, entry] : opened->pdf->getXRefTable()) highest = std::max(highest, id.getObj());
    return highest;
}

std::string updated(const std::string& pdf, const std::map<int, std::string>& objects, const std::string& trailer_extra) {
    std::string out = pdf;
    std::map<int, std::string> rows;
    for (const auto& [number, body] : objects) {
        char row[32];
        std::snprintf(row, sizeof row, body == "free" ? "%010zu 00001 f \n" : "%010zu 00000 n \n", body == "free" ? 0 : out.size());
        rows[number] = row;
        if (body != "free") out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    const size_t at = out.size();
    out += "xref\n";
    for (const auto& [number, row] : rows) out += std::to_string(number) + " 1\n" + row;
    const int size = std::max(highest_object(pdf), objects.empty() ? 0 : objects.rbegin()->first) + 1;
    return out + "trailer\n<< /Size " + std::to_string(size) + " /Root 1 0 R /Prev " + std::to_string(last_startxref(pdf)) + " " +
           trailer_extra + " >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string body_in(const std::string& pdf, int number) {
    const auto head = "\n" + std::to_string(number) + " 0 obj\n";
    const auto at = pdf.rfind(head);
    if (at == std::string::npos) throw std::runtime_error("no object " + std::to_string(number));
    const auto begin = at + head.size();
    return pdf.substr(begin, pdf.find("\nendobj", begin) - begin);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not there: " + from);
    return text.replace(at, from.size(), to);
}

SigningRequest a_request(const std::string& field) {
    return {.field = field, .signer_name = "Trần Văn Minh", .reason = "Ký duyệt", .at = now() - days{1}};
}

std::string signed_by(const Identity& identity, const std::string& pdf, const SigningRequest& request, Algorithm for_rsa) {
    EVP_PKEY_up_ref(identity.key.get());
    SoftKey key{PKeyPtr{identity.key.get()}};
    auto done = sign_pdf(pdf, chain_of(identity), key, request, for_rsa);
    if (!done) throw std::runtime_error(done.error().detail);
    return *std::move(done);
}

std::string signed_by(const Identity& identity, const std::string& pdf) { return signed_by(identity, pdf, a_request()); }

std::string signed_result() {
    static const std::string result = [] {
        const auto hand = draw_stamp({.image_png = demo_signature_png("Minh"), .width_mm = 54, .height_mm = 24, .lines = {}});
        const auto seal = draw_stamp({.image_png = demo_seal_png("UBND XÃ MẪU"), .width_mm = 36, .height_mm = 45, .image_height_mm = 36,
                                      .lines = {"UBND xã Mẫu", dossier::iso8601(now())}});
        if (!hand || !seal) throw std::runtime_error("no stamp");
        auto person = a_request("CaNhan"), agency = a_request("CoQuan");
        person.appearance = Appearance{1, {130, 200, 54, 24}, *hand};
        agency.appearance = Appearance{1, {112, 194, 36, 45}, *seal};
        return signed_by(world().agency, signed_by(world().person, a_pdf(), person), agency);
    }();
    return result;
}

VerifyOptions judge() { return {.trust = world().trust, .policy = {}, .at = now()}; }
VerifyOptions integrity() { return {.trust = nullptr, .policy = {}, .at = now(), .claimed_issuer = {}, .integrity_only = true}; }
Report verified(const std::string& pdf) { return verify(pdf, judge()); }

std::string why(const Report& report) {
    std::string text = std::string(name_of(report.verdict)) + " " + name_of(report.reason) + ": " + report.summary;
    for (const auto& finding : report.findings) text += "\n  file: " + finding.sentence;
    for (const auto& one : report.signatures)
        for (const auto& finding : one.findings) text += "\n  " + one.field + ": " + name_of(finding.reason) + " " + finding.sentence;
    return text;
}

}  // namespace signing_tests
