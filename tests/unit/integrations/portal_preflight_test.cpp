#include <catch2/catch.hpp>

#include <algorithm>

#include "integrations/national_portal/preflight.hpp"
#include "sample_record.hpp"

using namespace sample;
using dossier::State;
using portal::Severity;

namespace {

bool names(const std::vector<portal::Finding>& findings, Severity severity, const std::string& field,
           std::string_view indicator) {
    return std::any_of(findings.begin(), findings.end(), [&](const auto& finding) {
        return finding.severity == severity && finding.field == field && finding.indicator == indicator;
    });
}

portal::Record perfect() {
    auto record = returned();
    record.databases = {"1"};
    return record;
}

}  // namespace

TEST_CASE("a dossier digitised, paid online, on time and with an electronic result costs no indicator", "[portal]") {
    CHECK(preflight(perfect()).empty());
}

TEST_CASE("without its reception time a dossier would not be counted, so it does not leave", "[portal]") {
    auto record = perfect();
    record.received_at.reset();
    CHECK_FALSE(may_leave(preflight(record)));
    CHECK(names(preflight(record), Severity::Blocks, "NgayTiepNhan", ""));
}

TEST_CASE("a record that lacks a required field does not leave", "[portal]") {
    auto record = perfect();
    record.field_code.clear();
    CHECK(names(preflight(record), Severity::Blocks, "MaLinhVuc", ""));
    record = perfect();
    record.state = State::Draft;
    CHECK(names(preflight(record), Severity::Blocks, "TrangThaiHoSo", ""));
}

TEST_CASE("a paper replaced by a result needs the code of that result", "[portal]") {
    auto record = perfect();
    record.files[0].reuse = portal::Reuse::ReplacedByResult;
    CHECK_FALSE(may_leave(preflight(record)));
    record.files[0].replacing_result = "KQ.G05.000001";
    CHECK(may_leave(preflight(record)));
}

TEST_CASE("each indicator's loss is named with its field, and does not stop the record", "[portal]") {
    const auto loses = [](auto change, const std::string& field, std::string_view indicator) {
        auto record = perfect();
        change(record);
        const auto findings = preflight(record);
        CAPTURE(field, indicator);
        CHECK(names(findings, Severity::Costs, field, indicator));
        CHECK(may_leave(findings));
    };
    loses([](auto& record) { record.due_at.reset(); }, "NgayHenTra", "2.1");
    loses([](auto& record) { record.finished_at = at("20261126080000"); record.returned_at = record.finished_at; },
          "NgayKetThucXuLy", "2.1");
    loses([](auto& record) { record.supplements.resize(2); }, "DanhSachHoSoBoSung", "2.1");
    loses([](auto& record) { record.channel = dossier::Channel::Online; record.results.clear(); },
          "DanhSachGiayToKetQua", "3.3");
    loses([](auto& record) { record.payment = portal::OnlinePayment::None; }, "DuocThanhToanTrucTuyen", "3.6");
    loses([](auto& record) { record.results.clear(); }, "DanhSachGiayToKetQua", "4.1");
    loses([](auto& record) { record.files.clear(); }, "TaiLieuNop", "4.2");
    loses([](auto& record) { record.files[0].digitised = false; }, "DuocSoHoa", "4.3");
    loses([](auto& record) { record.files[0].from_national_repository = true; }, "DuocTaiSuDung", "4.4");
    loses([](auto& record) { record.databases.clear(); }, "DSKetNoiCSDL", "4.5");
}

TEST_CASE("a free dossier is left out of the payment indicator", "[portal]") {
    auto record = perfect();
    record.fees.clear();
    record.payment = portal::OnlinePayment::None;
    CHECK(preflight(record).empty());
}
