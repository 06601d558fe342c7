// The registry of signature and seal pictures, and a seal printed at its true size.

#include "integrations/signing/demo_signer.hpp"
#include "integrations/signing/stamp.hpp"
#include "server/images.hpp"
#include "server/paper_signer.hpp"
#include "tests/jobs/printing.hpp"

using namespace papers_tests;
using dossier::ErrorCode;
namespace rules = dossier::signing_rules;

namespace {

struct Registry : Printing {
    std::string mai = officer_account("mai", "clerk"), minh = officer_account("minh", "leader");

    dossier::Actor clerk() const { return actor(dossier::Role::clerk, mai); }
    static rules::ImageWish wish(rules::ImageKind kind = rules::ImageKind::Seal) {
        return {kind, "Con dấu UBND xã", 36, dossier::parse_iso_date("2026-01-01").value(), dossier::parse_iso_date("2027-12-31").value()};
    }
    dossier::Result<storage::SignatureImage> put(const rules::ImageWish& wish, const std::string& png) {
        return register_image(services, clerk(), wish, png, vn("2026-11-23T08:00"));
    }
    std::optional<storage::UsableImage> usable(const char* day) {
        storage::UnitOfWork work{*database};
        return storage::usable_seal(work, dossier_tests::agency, *dossier::parse_iso_date(day));
    }
    // Width of what is red on the first page, in millimetres at 100 %.
    double red_width(const std::string& pdf) const {
        const auto path = (folder.path() / "sealed").string();
        std::ofstream{path + ".pdf", std::ios::binary} << pdf;
        REQUIRE(std::system(("pdftoppm -r 254 -f 1 -l 1 -singlefile " + path + ".pdf " + path).c_str()) == 0);
        std::ifstream file{path + ".ppm", std::ios::binary};
        std::string magic;
        int width = 0, height = 0, most = 0;
        file >> magic >> width >> height >> most;
        file.get();
        int left = width, right = -1;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const int red = file.get(), green = file.get(), blue = file.get();
                if (red - green > 60 && red - blue > 60) left = std::min(left, x), right = std::max(right, x);
            }
        return (right - left + 1) / 10.0;
    }
};

std::vector<std::string> wrong(const dossier::Result<storage::SignatureImage>& answer) {
    REQUIRE_FALSE(answer.has_value());
    std::vector<std::string> fields;
    for (const auto& fault : answer.error().fields) fields.push_back(fault.field + " " + fault.rule);
    return fields;
}

}  // namespace

TEST_CASE("a picture is registered with name, size and term; it is transparent and of its colour", "[signing][images]") {
    Registry office;
    const auto seal = signing::demo_seal_png("UBND XÃ MẪU"), hand = signing::demo_signature_png("Minh");
    CHECK(office.put(Registry::wish(), seal).has_value());
    CHECK(office.put(Registry::wish(rules::ImageKind::Hand), hand).has_value());
    CHECK(wrong(office.put(Registry::wish(), hand)) == std::vector<std::string>{"image colour"});
    CHECK(wrong(office.put(Registry::wish(rules::ImageKind::Hand), seal)) == std::vector<std::string>{"image colour"});
    CHECK(wrong(office.put(Registry::wish(), "GIF89a")) == std::vector<std::string>{"image type"});
    CHECK(wrong(office.put({rules::ImageKind::Seal, "", 3, {}, {}}, seal)) == std::vector<std::string>{"name required", "width_mm range", "valid_from required"});
}

TEST_CASE("an unapproved or expired picture is not used; an approved seal of 36 mm prints 36 mm wide", "[signing][images][R-SIG-20]") {
    Registry office;
    const auto image = office.put(Registry::wish(), signing::demo_seal_png("UBND XÃ MẪU"));
    REQUIRE(image);
    CHECK_FALSE(office.usable("2026-11-23"));
    const auto self = approve_image(office.services, office.clerk(), image->id, "07/QĐ-UBND", vn("2026-11-23T08:30"));
    REQUIRE_FALSE(self);
    CHECK(self.error().code == ErrorCode::NotPermitted);
    const auto leader = Registry::actor(dossier::Role::leader, office.minh);
    CHECK(approve_image(office.services, leader, image->id, " ", vn("2026-11-23T08:30")).error().code == ErrorCode::InvalidInput);
    REQUIRE(approve_image(office.services, leader, image->id, "07/QĐ-UBND", vn("2026-11-23T08:30")));
    CHECK_FALSE(office.usable("2025-12-31"));
    CHECK_FALSE(office.usable("2028-01-01"));
    const auto seal = office.usable("2026-11-23");
    REQUIRE(seal);
    CHECK(seal->width_mm == Approx(36));

    const auto paper = office.forms.pdf("<meta charset=utf-8><style>@page{size:A4}</style><p>Quyết định</p>");
    const auto person = *signing::sign_as(office.config.demo_pki, paper, {.role = signing::DemoRole::Person, .reason = {}, .at = vn("2026-11-23T09:40")});
    const auto sealed = seal_paper(office.config, person, {seal->png, seal->width_mm}, "x", vn("2026-11-23T10:00"));
    REQUIRE(sealed);
    CHECK(office.red_width(*sealed) == Approx(36).margin(0.5));
}
