#include <catch2/catch.hpp>

#include "dossier/signing_rules/placement.hpp"
#include "dossier/signing_rules/release.hpp"

using namespace dossier::signing_rules;
using dossier::ErrorCode;

namespace {
const FoundSignature person{SignerKind::Person, true}, agency{SignerKind::Agency, true};
const PageSize a4{210, 297};
}  // namespace

TEST_CASE("the agency signs only after the authorised person's valid signature", "[signing][rules]") {
    const auto refused = agency_may_sign(ResultKind::Electronic, {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::WrongState);  // 409
    CHECK_FALSE(agency_may_sign(ResultKind::Electronic, {{SignerKind::Person, false}}).has_value());
    CHECK(agency_may_sign(ResultKind::Electronic, {person}).has_value());
}

TEST_CASE("the agency alone signs what it scanned or copied itself", "[signing][rules][R-SIG-02]") {
    CHECK(agency_may_sign(ResultKind::InkOriginal, {}).has_value());
    CHECK(releasable(ResultKind::InkOriginal, {agency}).has_value());
    CHECK(releasable(ResultKind::OwnCopy, {agency}).has_value());
    CHECK_FALSE(releasable(ResultKind::Electronic, {agency}).has_value());
}

TEST_CASE("a result leaves only with both signatures, valid and in order", "[signing][rules]") {
    CHECK(releasable(ResultKind::Electronic, {person, agency}).has_value());
    CHECK_FALSE(releasable(ResultKind::Electronic, {}).has_value());
    CHECK_FALSE(releasable(ResultKind::Electronic, {person}).has_value());
    CHECK_FALSE(releasable(ResultKind::Electronic, {agency, person}).has_value());
    CHECK_FALSE(releasable(ResultKind::Electronic, {person, agency, {SignerKind::Other, false}}).has_value());
    CHECK_FALSE(releasable(ResultKind::InkOriginal, {}).has_value());
    CHECK_FALSE(releasable(ResultKind::InkOriginal, {person}).has_value());
}

TEST_CASE("an appendix leaves only with the agency's valid signature in its own file", "[signing][rules][appendix]") {
    const dossier::ResultAppendix good{"Phụ lục I", dossier::FileId{"a1"}, {"TOTAL-PASSED", "", false, true, ""}};
    CHECK(releasable(std::vector<dossier::ResultAppendix>{}).has_value());
    CHECK(releasable(std::vector{good, good}).has_value());
    const std::pair<const char*, bool> bad[]{{"NO-SIGNATURE", false}, {"INDETERMINATE", true}, {"TOTAL-FAILED", true}, {"TOTAL-PASSED", false}, {"", true}};
    for (const auto& [verdict, agency_signed] : bad) {
        CAPTURE(verdict);
        auto one = good;
        one.title = "Phụ lục II";
        one.signature = {verdict, "", false, agency_signed, ""};
        const auto refused = releasable(std::vector{good, one});
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == ErrorCode::WrongState);
        CHECK(refused.error().detail.find("“Phụ lục II” chưa có chữ ký số hợp lệ của cơ quan") != std::string::npos);
    }
}

TEST_CASE("the certificate tells person from agency", "[signing][rules]") {
    CHECK(kind_of_signer("UBND xã Mẫu", "UBND xã Mẫu", "UBND xã Mẫu") == SignerKind::Agency);
    CHECK(kind_of_signer("Trần Văn Minh", "UBND xã Mẫu", "UBND xã Mẫu") == SignerKind::Person);
    CHECK(kind_of_signer("Trần Văn Minh", "Công ty X", "UBND xã Mẫu") == SignerKind::Other);
    CHECK(kind_of_signer("", "", "") == SignerKind::Other);
}

TEST_CASE("the seal covers about a third of the person's signature from the left", "[signing][rules]") {
    const auto hand = person_place(a4);
    const auto seal = agency_place(a4, hand);
    const double share = overlap_from_left(hand, seal);
    CHECK(share >= 0.30);
    CHECK(share <= 0.37);
    CHECK(seal.width == Approx(seal_diameter_mm));
    CHECK(seal.top + seal_diameter_mm / 2 == Approx(hand.top + hand.height / 2));
}

TEST_CASE("digitised papers and copies are signed at the top right of the page", "[signing][rules]") {
    for (const auto profile : {CopyProfile::Rules2019, CopyProfile::Decree2020}) {
        const auto place = copy_place(a4, profile);
        CHECK(place.left + place.width > a4.width * 0.9);
        CHECK(place.left > a4.width / 2);
        CHECK(place.top < a4.height * 0.1);
    }
}
