#include "integrations/signing/demo_signer.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_place.hpp"

namespace integrations::signing {
namespace {

namespace fs = std::filesystem;
namespace rules = dossier::signing_rules;
using dossier::Result;

struct RoleRow {
    DemoRole role;
    const char* folder;
    const char* image;   // in that folder; empty: none
    const char* field;
};

const RoleRow& row_of(DemoRole role) {
    static constexpr RoleRow rows[]{
        {DemoRole::Person, "person", "signature.png", "ChuKyCaNhan"}, {DemoRole::Agency, "agency", "seal.png", "ChuKyCoQuan"},
        {DemoRole::Digitised, "agency", "seal.png", "ChuKySoHoa"},    {DemoRole::Copy, "agency", "", "ChuKySaoY"},
        {DemoRole::Citizen, "citizen", "", "ChuKyCongDan"},
    };
    for (const auto& row : rows)
        if (row.role == role) return row;
    return rows[0];
}

bool is_copy(DemoRole role) { return role == DemoRole::Digitised || role == DemoRole::Copy; }

// Page and place when nobody asked for another.
Placed usual_place(QPDF& pdf, DemoRole role) {
    const auto pages = pdf.getAllPages();
    const int last = static_cast<int>(pages.size());
    const auto size_of = [&](int page) { return PageGeometry(pages.at(static_cast<size_t>(page - 1))).displayed(); };
    if (role == DemoRole::Digitised) return {1, rules::copy_place(size_of(1), rules::CopyProfile::Rules2019)};
    if (role == DemoRole::Copy) return {1, rules::copy_place(size_of(1), rules::CopyProfile::Decree2020)};
    if (role == DemoRole::Agency) return seal_place(pdf);
    return {last, rules::person_place(size_of(last))};
}

StampContent content_of(const DemoWish& wish, const fs::path& folder, const std::string& name, const rules::PlaceMm& place) {
    const auto& row = row_of(wish.role);
    StampContent content{.image_png = {}, .width_mm = place.width, .height_mm = place.height, .lines = {}};
    if (*row.image != '\0') content.image_png = read_file(folder / row.image);
    if (wish.role == DemoRole::Person) return content;
    if (!content.image_png.empty()) content.image_height_mm = std::max(1.0, place.height - rules::caption_height_mm);
    if (wish.role == DemoRole::Copy) content.lines.push_back(wish.copy_form);
    content.lines.push_back(name);
    content.lines.push_back(dossier::iso8601(wish.at));
    return content;
}

}  // namespace

Result<DemoKey> demo_key(const fs::path& pki, DemoRole role) {
    const auto folder = pki / row_of(role).folder;
    auto chain = TRY(load_chain(folder / "cert.pem", folder / "chain.pem"));
    auto key = TRY(SoftKey::load(folder / "key.pem"));
    return DemoKey{std::move(chain), std::move(key)};
}

Result<std::string> sign_as(const fs::path& pki, std::string_view pdf, const DemoWish& wish) {
    return TRY(sign_and_stamp_as(pki, pdf, wish)).whole(pdf);
}

Result<Signed> sign_and_stamp_as(const fs::path& pki, std::string_view pdf, const DemoWish& wish) {
    const auto& row = row_of(wish.role);
    const auto folder = pki / row.folder;
    auto [chain, key] = TRY(demo_key(pki, wish.role));
    const auto name = common_name(X509_get_subject_name(chain.signer.get()));
    auto rewritten = TRY(rewritten_for_signing(pdf));
    const std::string_view base = rewritten ? std::string_view{*rewritten} : pdf;
    auto opened = TRY(open_strictly(base));
    Placed where;
    try {
        where = usual_place(*opened.pdf, wish.role);
        if (wish.page) where.page = *wish.page;
        if (wish.place) where.place = *wish.place;
    } catch (const std::exception& error) {
        return dossier::fail(dossier::ErrorCode::InvalidInput, std::string("tệp PDF không ký được: ") + error.what());
    }
    SigningRequest request{.field = row.field, .signer_name = name, .reason = wish.reason, .at = wish.at};
    if (is_copy(wish.role) && request.reason.empty()) request.reason = "Bản sao điện tử từ bản giấy";
    request.appearance = Appearance{where.page, where.place, TRY(draw_stamp(content_of(wish, folder, name, where.place)))};
    auto done = TRY(sign_and_stamp(base, chain, key, request, wish.for_rsa, wish.stamper));
    if (rewritten) done.rewritten = std::move(rewritten);
    return done;
}

}  // namespace integrations::signing
