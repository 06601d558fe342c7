#include "server/tools/seal_words.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/signature_place.hpp"

namespace server {

namespace signing = integrations::signing;
namespace rules = dossier::signing_rules;
using dossier::Result;

namespace {

constexpr double smallest_mm = 10, largest_mm = 100;

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
