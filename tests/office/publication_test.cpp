// What an import changes is shown before it takes effect.

#include "server/catalogue/publication.hpp"
#include "tests/support/office.hpp"
#include "tests/support/places.hpp"

#include <fstream>
#include <functional>
#include <sstream>

using namespace server;
using catalogue::Offer;
using catalogue::Origin;
using dossier_tests::vn;
using test_support::Office;

namespace {

std::vector<std::string> lines_of(const catalogue::Publication& publication) {
    std::vector<std::string> lines;
    for (const auto& change : publication.changes) lines.push_back(catalogue::vietnamese_text(change));
    return lines;
}

std::string text_of(const char* file) {
    std::stringstream text;
    text << std::ifstream{test_support::in_source(file)}.rdbuf();
    return text.str();
}

struct Stored : Office {
    catalogue::Publication offered(const dossier::Procedure& procedure, Origin origin = Origin::OurFile) {
        storage::UnitOfWork work{*database};
        return catalogue::compared_with_stored(work, procedure, origin);
    }
    void published(const dossier::Procedure& procedure) {
        storage::UnitOfWork work{*database};
        const auto done = catalogue::publish(work, procedure, "", vn("2026-11-23T08:00"));
        if (!done) FAIL(done.error().fields.at(0).field);
        work.commit();
        catalogue.forget();
    }
    dossier::Procedure in_force(const char* code, const char* time) {
        storage::UnitOfWork work{*database};
        return *catalogue.procedure(work, code, vn(time));
    }
};

}  // namespace

TEST_CASE("a changed procedure is told field by field and stays as it was until it is published", "[publication]") {
    Stored office;
    auto changed = dossier_tests::a_procedure();
    changed.code = "1.000009";
    changed.field_name = "Hộ tịch";
    CHECK(office.offered(changed).offer == Offer::New);
    office.published(changed);
    CHECK(office.offered(changed).offer == Offer::Unchanged);

    const auto before = changed;
    changed.limit = *dossier::parse_limit("5wd");
    changed.components[0].originals = 2;
    changed.components[0].when.filed_by = {"authorised"};
    changed.components[0].form = {{"ho_ten", "Họ và tên", dossier::FieldKind::PersonName, true, {}, {}, "", "", {}}};
    changed.components.pop_back();
    const auto offer = office.offered(changed);
    CHECK(offer.offer == Offer::Changed);
    const std::string component = "components[" + std::string{dossier_tests::form_code} + "]";
    const auto lines = lines_of(offer);
    REQUIRE(lines.size() == 5);
    CHECK(lines[0] == "đổi limit (thời hạn giải quyết): \"3wd\" → \"5wd\"");
    CHECK(lines[1] == "đổi " + component + ".originals (số bản chính): 1 → 2");
    CHECK(lines[2] == "thêm " + component + ".when (điều kiện áp dụng): {\"filed_by\":[\"authorised\"]}");
    CHECK(lines[3].starts_with("thêm " + component + ".form (biểu mẫu điện tử): "));
    CHECK(lines[4].starts_with("bỏ components[" + std::string{dossier_tests::statement_code} + "] (thành phần hồ sơ): "));
    CHECK(office.in_force("1.000009", "2026-11-23T09:00") == before);

    office.published(offer.procedure);
    CHECK(office.in_force("1.000009", "2026-11-23T09:00") == changed);
    CHECK(office.offered(changed).offer == Offer::Unchanged);
}

TEST_CASE("a later revision is compared with the one it follows, which stays in force until its day", "[publication]") {
    Stored office;
    auto later = office.paperless();
    later.effective_from = *dossier::parse_iso_date("2026-12-01");
    later.limit = *dossier::parse_limit("1wd");
    const auto offer = office.offered(later);
    CHECK(lines_of(offer) == std::vector<std::string>{"đổi effective_from (ngày có hiệu lực): \"2026-01-01\" → \"2026-12-01\"",
                                                     "đổi limit (thời hạn giải quyết): \"3wd\" → \"1wd\""});
    office.published(offer.procedure);
    CHECK(office.in_force("1.000000", "2026-11-30T09:00") == office.paperless());
    CHECK(office.in_force("1.000000", "2026-12-01T09:00") == later);
}

TEST_CASE("the national catalogue's answer keeps what it cannot say and shows only its own changes", "[publication]") {
    Stored office;
    const auto answer = [](const std::function<void(catalogue::Json&)>& change = {}) {
        auto json = catalogue::Json::parse(text_of("sample_data/messages/dvcqg-v1-laythutuc-response.json"));
        if (change) change(json["result"][0]);
        return catalogue::procedures_from_national(json, *dossier::parse_iso_date("2026-11-23"))->at(0);
    };
    auto ours = answer();
    ours.effective_from = *dossier::parse_iso_date("2026-01-01");
    auto& paper = ours.components.at(0);
    paper.modes = {dossier::Mode::Form, dossier::Mode::Submit};
    paper.aliases = {"GIẤY ĐỀ NGHỊ"};
    paper.fields_read = {{"ho_ten", {"Tôi là"}, dossier::FieldKind::PersonName}};
    ours.cases = {{"1.001612.01", "Chủ hộ là cá nhân", *dossier::parse_limit("1wd"), {}, true}};
    ours.fees.at(0).title = "Lệ phí đăng ký hộ kinh doanh";
    ours.fees.at(0).classes = {{"poor", "hộ nghèo", 0, {}}};
    ours.steps = {{"tham-dinh", "Thẩm định", "specialist", *dossier::parse_limit("2wd"), "KT"}};
    ours.runs_on = "Hệ thống thông tin quốc gia về đăng ký kinh doanh";
    ours.results.at(0).paper = true;
    office.published(ours);

    CHECK(office.offered(answer(), Origin::NationalCatalogue).offer == Offer::Unchanged);
    const auto offer = office.offered(answer([](catalogue::Json& row) {
                                          row["THANHPHANHOSO"][0]["GIAYTO"][0]["SOBANCHINH"] = "2";
                                          row["CACHTHUCTHUCHIEN"][0]["THOIGIAN"][0]["THOIGIANGIAIQUYET"] = "5";
                                          row["CACHTHUCTHUCHIEN"][0]["THOIGIAN"][0]["PHILEPHI"][0]["SOTIEN"] = "150000";
                                      }),
                                      Origin::NationalCatalogue);
    CHECK(lines_of(offer) == std::vector<std::string>{"đổi effective_from (ngày có hiệu lực): \"2026-01-01\" → \"2026-11-23\"",
                                                     "đổi limit (thời hạn giải quyết): \"3wd\" → \"5wd\"",
                                                     "đổi fees[LP01].amount (số tiền (đồng)): 100000 → 150000",
                                                     "đổi components[000.00.00.G05-KQ000001].originals (số bản chính): 1 → 2"});
    CHECK(offer.procedure.components.at(0).modes == paper.modes);
    CHECK(offer.procedure.steps == ours.steps);
}

TEST_CASE("a national answer that lacks what a procedure needs is refused with its faults, not stored", "[publication]") {
    Stored office;
    auto json = catalogue::Json::parse(text_of("sample_data/messages/dvcqg-v1-laythutuc-response.json"));
    json["result"][0].erase("LINHVUCTHUCHIEN");
    const auto procedure = catalogue::procedures_from_national(json, *dossier::parse_iso_date("2026-11-23"))->at(0);
    storage::UnitOfWork work{*office.database};
    const auto refused = catalogue::publish(work, procedure, "", vn("2026-11-23T08:00"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(0).field == "field.code");
}

TEST_CASE("one day of the national catalogue is no change to a term of the same day", "[publication]") {
    auto ours = Office::paperless();
    ours.limit = *dossier::parse_limit("sd@15:00");
    auto national = ours;
    national.limit = *dossier::parse_limit("1wd");
    CHECK(catalogue::completed_from(national, ours) == ours);
    national.limit = *dossier::parse_limit("2wd");
    CHECK(catalogue::completed_from(national, ours).limit == national.limit);
}
