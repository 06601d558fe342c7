#include "server/tools/seal_words.hpp"

#include <iostream>

#include "dossier/signing_rules/release.hpp"
#include "integrations/signing/chain.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/revocation_client.hpp"
#include "integrations/signing/signature_place.hpp"
#include "integrations/signing/verify.hpp"

namespace server {

namespace signing = integrations::signing;
namespace rules = dossier::signing_rules;
using dossier::Result;

namespace {

constexpr double smallest_mm = 10, largest_mm = 100;

Result<signing::VerifyOptions> options_of(const SealWords& words, dossier::Instant now) {
    signing::VerifyOptions options;
    options.at = now;
    options.integrity_only = words.trust.empty();
    if (!words.trust.empty()) options.trust = std::make_shared<const signing::TrustStore>(TRY(signing::TrustStore::load(words.trust)));
    if (words.fetch) options.source = signing::source_of(std::make_shared<signing::RevocationClient>(), now);
    return options;
}

// Here no register says which people sign for the agency: whoever is not the agency itself counts as a person.
std::vector<rules::FoundSignature> found_in(const signing::Report& report, X509* own) {
    const auto name = signing::common_name(X509_get_subject_name(own)), sha256 = signing::hex(signing::sha256(signing::der_of(own, i2d_X509)));
    std::vector<rules::FoundSignature> found;
    for (const auto& each : report.signatures) {
        if (each.timestamp) continue;
        const bool agency = each.certificate_sha256 == sha256 || (!name.empty() && each.signer == name);
        found.push_back({agency ? rules::SignerKind::Agency : rules::SignerKind::Person, each.verdict == signing::Verdict::Passed && report.findings.empty()});
    }
    return found;
}

Result<signing::Placed> placed(std::string_view pdf, const SealWords& words) {
    const auto rewritten = TRY(signing::rewritten_for_signing(pdf));
    auto opened = TRY(signing::open_strictly(rewritten ? std::string_view{*rewritten} : pdf));
    std::optional<signing::CornerMm> corner;
    if (words.at.size() == 2) corner = signing::CornerMm{words.at[0], words.at[1]};
    try {
        return signing::seal_place(*opened.pdf, words.width_mm, words.page, corner);
    } catch (const std::exception&) {
        return dossier::fail(dossier::ErrorCode::InvalidInput, "tệp hỏng, không ký được");
    }
}

}  // namespace

void SealWords::add_to(CLI::App& app) {
    auto* seal = app.add_option("--seal", picture, "hình con dấu của cơ quan (PNG nền trong suốt), vẽ lên tệp PDF; không chỉ chỗ thì phủ khoảng một phần ba bên trái chữ ký của người ký")
                     ->check(CLI::ExistingFile);
    app.add_option("--seal-width", width_mm, "đường kính con dấu, mm")->needs(seal)->check(CLI::Range(smallest_mm, largest_mm));
    app.add_option("--seal-at", at, "mép trái, mép trên của con dấu trên trang hiển thị, tính bằng mm")->needs(seal)->delimiter(',')->expected(2);
    app.add_flag("--alone", alone, "chỉ cơ quan ký: bản quét, bản sao của cơ quan; không có thì phải có chữ ký số của người có thẩm quyền trước")->needs(seal);
    auto* folder = app.add_option("--trust", trust, "thư mục tin cậy (như của verify): chữ ký có trước phải hợp lệ theo đó; không có thì chỉ xét còn nguyên vẹn")
                       ->needs(seal)->check(CLI::ExistingDirectory);
    app.add_flag("--fetch", fetch, "hỏi tình trạng thu hồi (OCSP, CRL) theo địa chỉ ghi trong chứng thư số")->needs(folder);
}

Result<void> SealWords::in_turn(const std::filesystem::path& pdf, X509* own, dossier::Instant now) const {
    const auto options = TRY(options_of(*this, now));
    const auto report = TRY(signing::verify_file(pdf, options));
    if (options.trust)
        for (const auto& file : options.trust->left_aside()) std::cerr << signing::sentence_of(file) << "\n";
    const auto found = found_in(report, own);
    const auto allowed = rules::agency_may_sign(alone ? rules::ResultKind::OwnCopy : rules::ResultKind::Electronic, found);
    if (allowed) return {};
    auto why = allowed.error().detail;
    if (report.verdict == signing::Verdict::Failed || report.verdict == signing::Verdict::Indeterminate) why += ". " + report.summary;
    else why += ". Người có thẩm quyền ký tệp này trước rồi mới đóng dấu; bản quét, bản sao của cơ quan mà chỉ cơ quan ký thì thêm --alone.";
    return dossier::fail(allowed.error().code, why);
}

Result<signing::Appearance> SealWords::on(const std::filesystem::path& pdf, signing::SigningRequest& request) const {
    const auto file = TRY(signing::MappedFile::open(pdf));
    const auto where = TRY(placed(file.bytes(), *this));
    const signing::StampContent look{.image_png = signing::read_file(picture),
                                     .width_mm = where.place.width,
                                     .height_mm = where.place.height,
                                     .image_height_mm = where.place.height - rules::caption_height_mm,
                                     .lines = {request.signer_name, dossier::iso8601(request.at)}};
    if (request.field.empty()) request.field = "ChuKyCoQuan";
    const auto stamp = TRY(signing::draw_stamp(look));
    return signing::Appearance{where.page, where.place, stamp};
}

}  // namespace server
