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

// What a signature of the agency shows above its name and the time, and where.
struct Look {
    std::string field;
    std::string seal;                // PNG, or empty
    std::vector<std::string> above;  // lines
    std::string reason;
};

template <class Place>
Result<std::string> signed_at(const Config& config, const std::string& given, const Place& place, const Look& look, const std::string& job,
                              dossier::Instant now) {
    const auto chain = TRY(chain_of(config));
    const auto key = TRY(key_of(config, job));
    const auto name = signing::common_name(X509_get_subject_name(chain.signer.get()));
    const auto pdf = TRY(signing::ready_to_sign(given));
    auto opened = TRY(signing::open_strictly(pdf));
    signing::Placed where;
    try {
        where = place(*opened.pdf);
    } catch (const std::exception&) {
        return dossier::fail(dossier::ErrorCode::InvalidInput, "tệp hỏng, không ký được");
    }
    signing::StampContent content{.image_png = look.seal, .width_mm = where.place.width, .height_mm = where.place.height, .lines = look.above};
    content.lines.insert(content.lines.end(), {name, dossier::iso8601(now)});
    if (!look.seal.empty()) content.image_height_mm = where.place.height - rules::caption_height_mm;
    signing::SigningRequest request{.field = look.field, .signer_name = name, .reason = look.reason, .at = now};
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
    const auto place = [&](QPDF& paper) { return signing::seal_place(paper, seal.width_mm); };
    return signed_at(config, pdf, place, {.field = "ChuKyCoQuan", .seal = seal.png, .above = {}, .reason = {}}, job, now);
}

Result<std::string> seal_copy(const Config& config, const std::string& pdf, const CopyMark& mark, const std::string& job, dossier::Instant now) {
    const bool pictured = mark.profile == rules::CopyProfile::Rules2019;
    const auto place = [&](QPDF& paper) { return first_page_corner(paper, mark.profile, mark.seal.width_mm); };
    std::vector<std::string> above;
    if (!pictured) above.push_back(mark.copy_form);
    return signed_at(config, pdf, place, {.field = "ChuKySoHoa", .seal = pictured ? mark.seal.png : "", .above = std::move(above),
                                          .reason = "Bản sao điện tử từ văn bản giấy"}, job, now);
}

}  // namespace server
