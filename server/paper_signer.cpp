#include "server/copy_signer.hpp"

#include <memory>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/signature_place.hpp"
#include "integrations/signing/token_worker.hpp"

namespace server {

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;
using dossier::Result;

namespace {

// Between the two lines of the foot, on a page of A5: below everything a paper says.
constexpr rules::PlaceMm foot{49, 202, 50, 7};

Result<std::unique_ptr<signing::Key>> key_of(const Config& config, const std::string& job) {
    if (!config.agency_socket.empty()) return std::make_unique<signing::RemoteKey>(config.agency_socket, job);
    return std::make_unique<signing::SoftKey>(TRY(signing::SoftKey::load(config.demo_pki / "agency" / "key.pem")));
}

Result<signing::CertificateChain> chain_of(const Config& config) {
    if (!config.agency_socket.empty()) return signing::load_chain(config.agency_certificate, config.agency_chain);
    return signing::load_chain(config.demo_pki / "agency" / "cert.pem", config.demo_pki / "agency" / "chain.pem");
}

// What a signature of the agency shows, and why it was made.
struct Look {
    std::string field;
    std::string seal;                 // PNG, or empty
    std::vector<std::string> lines;   // below it
    std::string reason;
    double text_pt = 0;               // exactly, the place as high as the lines need; 0: as it fits the place
};

std::string name_in(const signing::CertificateChain& chain) { return signing::common_name(X509_get_subject_name(chain.signer.get())); }

signing::StampContent drawn(const Look& look, rules::PlaceMm& place) {
    signing::StampContent content{.image_png = look.seal, .width_mm = place.width, .lines = look.lines};
    if (look.text_pt > 0) {
        content.text_pt = look.text_pt;
        content.lines = signing::broken_to_fit(look.lines, place.width, look.text_pt);
        place.height = signing::height_of_lines_mm(content.lines.size(), look.text_pt) + 0.5;
    }
    if (!look.seal.empty()) content.image_height_mm = place.height - rules::caption_height_mm;
    content.height_mm = place.height;
    return content;
}

template <class Place>
Result<std::string> signed_at(const Config& config, const signing::CertificateChain& chain, const std::string& given, const Place& place, const Look& look,
                              const std::string& job, dossier::Instant now) {
    const auto key = TRY(key_of(config, job));
    const auto pdf = TRY(signing::ready_to_sign(given));
    auto opened = TRY(signing::open_strictly(pdf));
    signing::Placed where;
    try {
        where = place(*opened.pdf);
    } catch (const std::exception&) {
        return dossier::fail(dossier::ErrorCode::InvalidInput, "tệp hỏng, không ký được");
    }
    const auto content = drawn(look, where.place);
    signing::SigningRequest request{.field = look.field, .signer_name = name_in(chain), .reason = look.reason, .at = now};
    request.appearance = signing::Appearance{where.page, where.place, TRY(signing::draw_stamp(content))};
    const auto stamper = config.tsa_url.empty() ? signing::Stamper{} : signing::http_stamper(config.tsa_url);
    return TRY(signing::sign_and_stamp(pdf, chain, *key, request, signing::Algorithm::RsaPss, stamper)).whole(pdf);
}

signing::Placed first_page_corner(QPDF& paper, rules::CopyProfile profile, double diameter_mm) {
    return {1, rules::copy_place(signing::PageGeometry(paper.getAllPages().at(0)).displayed(), profile, diameter_mm)};
}

}  // namespace

bool signs_papers(const Config& config) {
    return (!config.agency_socket.empty() && !config.agency_certificate.empty()) || !config.demo_pki.empty();
}

Result<std::string> sign_paper(const Config& config, const std::string& pdf, const std::string& job, dossier::Instant now) {
    const auto chain = TRY(chain_of(config));
    const auto key = TRY(key_of(config, job));
    const auto name = signing::common_name(X509_get_subject_name(chain.signer.get()));
    signing::StampContent content{.image_png = {}, .width_mm = foot.width, .height_mm = foot.height, .lines = {name, dossier::iso8601(now)}};
    content.text_pt = 7;
    signing::SigningRequest request{.field = "ChuKyCoQuan", .signer_name = name, .reason = "Giấy tờ do hệ thống lập", .at = now};
    request.appearance = signing::Appearance{1, foot, TRY(signing::draw_stamp(content))};
    const auto stamper = config.tsa_url.empty() ? signing::Stamper{} : signing::http_stamper(config.tsa_url);
    return TRY(signing::sign_and_stamp(pdf, chain, *key, request, signing::Algorithm::RsaPss, stamper)).whole(pdf);
}

Result<std::string> agency_certificate_sha256(const Config& config) {
    const auto chain = TRY(chain_of(config));
    return signing::hex(signing::sha256(signing::der_of(chain.signer.get(), i2d_X509)));
}

Result<std::string> seal_paper(const Config& config, const std::string& pdf, const SealPicture& seal, const std::string& job,
                               dossier::Instant now) {
    const auto chain = TRY(chain_of(config));
    const auto place = [&](QPDF& paper) { return signing::seal_place(paper, seal.width_mm); };
    const Look look{.field = "ChuKyCoQuan", .seal = seal.png, .lines = {name_in(chain), dossier::iso8601(now)}, .reason = {}};
    return signed_at(config, chain, pdf, place, look, job, now);
}

Result<CopyMark> copy_mark(std::string_view profile, std::string_view copy_form) {
    CopyMark mark;
    std::vector<dossier::FieldError> faults;
    if (profile != "" && profile != "2019" && profile != "2020") faults.push_back({"profile", "enum", "2019 (con dấu đỏ) hoặc 2020 (chỉ có chữ)"});
    if (copy_form != "" && copy_form != "SAO Y" && copy_form != "SAO LỤC" && copy_form != "TRÍCH SAO")
        faults.push_back({"copy_form", "enum", "SAO Y, SAO LỤC hoặc TRÍCH SAO"});
    if (!faults.empty()) return dossier::fail(dossier::ErrorCode::InvalidInput, "chưa rõ hình thức bản sao", std::move(faults));
    if (profile == "2020") mark.profile = rules::CopyProfile::Decree2020;
    if (!copy_form.empty()) mark.copy_form = copy_form;
    return mark;
}

Result<std::string> seal_copy(const Config& config, const std::string& pdf, const CopyMark& mark, const std::string& job, dossier::Instant now) {
    const auto chain = TRY(chain_of(config));
    const bool pictured = mark.profile == rules::CopyProfile::Rules2019;
    const auto place = [&](QPDF& paper) { return first_page_corner(paper, mark.profile, mark.seal.width_mm); };
    Look look{.field = "ChuKySoHoa", .seal = pictured ? mark.seal.png : "", .lines = {name_in(chain), dossier::iso8601(now)},
              .reason = "Bản sao điện tử từ văn bản giấy"};
    if (!pictured) {
        look.lines.insert(look.lines.begin(), mark.copy_form);
        look.text_pt = rules::corner_text_pt;
    }
    return signed_at(config, chain, pdf, place, look, job, now);
}

Result<std::string> sign_appendix(const Config& config, const std::string& pdf, const std::string& notation, const std::string& job, dossier::Instant now) {
    const auto chain = TRY(chain_of(config));
    const auto place = [&](QPDF& paper) { return first_page_corner(paper, rules::CopyProfile::Decree2020, 0); };
    const Look look{.field = "ChuKyPhuLuc", .seal = {}, .lines = {notation, dossier::iso8601(now)}, .reason = "Phụ lục của văn bản " + notation,
                    .text_pt = rules::corner_text_pt};
    return signed_at(config, chain, pdf, place, look, job, now);
}

}  // namespace server
