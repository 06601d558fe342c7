// Bad input: everything that is wrong in one answer; agencies, units and people we do not know; corrections.

#include "server/catalogue/rule_sets.hpp"
#include "server/http/api/dossiers.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/job_store.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

namespace {

constexpr storage::Statement count_dossiers{"count_dossiers", "SELECT count(*) AS dossiers FROM dossier"};

std::vector<std::string> wrong_fields(const dossier::Error& error) {
    std::vector<std::string> fields;
    for (const auto& fault : error.fields) fields.push_back(fault.field);
    std::sort(fields.begin(), fields.end());
    return fields;
}

std::vector<std::string> refused(Office& office, const json& body) {
    auto request = request_by(desk(), "2026-11-23T09:00", {}, body);
    const auto answer = http::open_dossier(request, office.services);
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().code == dossier::ErrorCode::InvalidInput);
    return wrong_fields(answer.error());
}

dossier::Error refusal(Office& office, const dossier::DossierId& id, const dossier::Action& action, dossier::Actor actor) {
    const auto done = perform(office.services, id, action, Office::by(std::move(actor), "Nguyễn Thị Lan", "2026-11-23T09:40"));
    REQUIRE_FALSE(done.has_value());
    return done.error();
}

}  // namespace

TEST_CASE("one answer tells every fault of a new dossier, whichever door would refuse it first", "[input]") {
    Office office;
    CHECK(refused(office, {{"procedure", "9.999999"}, {"deciding_agency", "H77.99"}, {"strange", 1}}) ==
          std::vector<std::string>{"deciding_agency", "procedure", "strange"});
    auto strict = dossier_tests::a_procedure();
    strict.code = "1.000002";
    strict.field_name = "Hộ tịch";
    office.put(strict);
    CHECK(refused(office, {{"procedure", strict.code},
                           {"receive", true},
                           {"particulars", {{"applicant", {{"name", ""}, {"number", "12"}, {"birth_date", "2030-13-01"}}}, {"copies", -1}, {"fee_class", "nobody"}}}}) ==
          std::vector<std::string>{dossier_tests::form_code, dossier_tests::identity_code, dossier_tests::certificate_code, "applicant.birth_date",
                                   "applicant.name", "applicant.number", "copies", "fee_class", "name_spelling_confirmed"});
    storage::UnitOfWork work{*office.database};
    CHECK(work.one(count_dossiers)->number("dossiers") == 0);
}

TEST_CASE("a dossier is never sent where nobody is", "[input][R-NUM-18]") {
    Office office;
    dossier::OpenDraft draft;
    for (const auto& [code, known] : {std::pair{"000.00.01.H56", true}, std::pair{"00.00.01.H56", false}})
        CHECK(dossier::is_agency_code_2016(code) == known);
    CHECK(refused(office, {{"procedure", dossier_tests::a_procedure().code}, {"supporting_point", "zzz"}}) == std::vector<std::string>{"supporting_point"});
    const auto id = office.receive(office.open().id).id;
    CHECK(wrong_fields(refusal(office, id, dossier::HandOverTo{"KHONG-CO", "", "", "", false}, desk())) == std::vector<std::string>{"unit"});
    CHECK(wrong_fields(refusal(office, id, dossier::HandOverTo{"TP", "00000000-0000-7000-8000-000000000099", "", "", false}, desk())) ==
          std::vector<std::string>{"officer"});
    CHECK(wrong_fields(refusal(office, id, dossier::Assign{{{"NOPE", "", true, {}}}, ""}, dossier_tests::desk_head())) == std::vector<std::string>{"to[0].unit"});
    auto administrator = desk();
    administrator.roles = {dossier::Role::administrator};
    CHECK(wrong_fields(refusal(office, id, dossier::MoveAgency{dossier_tests::agency, "H12.34", "sắp xếp đơn vị"}, administrator)) == std::vector<std::string>{"to"});
    office.act(id, dossier::MoveAgency{dossier_tests::agency, "H56.03", "sắp xếp đơn vị"}, administrator, "2026-11-23T10:00");
}

TEST_CASE("a dossier received under the wrong procedure is corrected by naming the right one", "[input][R-WFL-36]") {
    Office office;
    auto other = Office::paperless();
    other.code = "1.000001";
    other.limit = *dossier::parse_limit("5wd");
    office.put(other);
    const auto received = office.receive(office.open().id);
    const auto receipt = office.a_file("%PDF-giấy tiếp nhận");
    office.act(received.id, dossier::RecordForm{"receipt", "2025", "1/TNHS", receipt}, desk(), "2026-11-23T09:31");
    const auto receipts_done = [&] {
        storage::UnitOfWork work{*office.database};
        const auto jobs = storage::claim_jobs(work, "render_form", 10, vn("2027-01-01T00:00"), std::chrono::seconds{60});
        for (const auto& job : jobs) storage::finish_job(work, job.id, vn("2027-01-01T00:00"));
        work.commit();
        return std::count_if(jobs.begin(), jobs.end(), [](const auto& job) { return job.payload.at("form") == "receipt"; });
    };
    CHECK(receipts_done() == 1);
    CHECK(wrong_fields(refusal(office, received.id, dossier::CorrectReception{"9.999999", received.particulars, "chọn nhầm"}, desk())) ==
          std::vector<std::string>{"procedure"});
    auto particulars = received.particulars;
    particulars.applicant.name = dossier::Personal<std::string>{"Nguyễn Thị Mẫn"};
    const auto corrected = office.act(received.id, dossier::CorrectReception{other.code, particulars, "chọn nhầm thủ tục"}, desk(), "2026-11-23T09:40");
    CHECK(corrected.code == received.code);
    CHECK(corrected.procedure.code == other.code);
    CHECK(dossier::limit_text(corrected.clock.limit) == "5wd");
    CHECK(corrected.particulars.applicant.name.reveal() == "Nguyễn Thị Mẫn");
    CHECK(corrected.forms.at(0).replaced);
    CHECK(receipts_done() == 1);  // re-issued
}

TEST_CASE("the name is read back before the receipt prints, where the law in force asks for it", "[input]") {
    Office office;
    const auto id = office.open().id;
    auto particulars = office.act(id, dossier::EditParticulars{[&] {
        dossier::Particulars unread;
        unread.applicant = dossier_tests::a_citizen();
        return unread;
    }()}, desk(), "2026-11-23T09:10").particulars;
    CHECK(wrong_fields(refusal(office, id, dossier::Receive{}, desk())) == std::vector<std::string>{"name_spelling_confirmed"});
    particulars.name_spelling_confirmed = true;
    office.act(id, dossier::EditParticulars{particulars}, desk(), "2026-11-23T09:20");
    CHECK_FALSE(office.receive(id).code.empty());
}

TEST_CASE("rule sets change numbers, forms and legal bases on their day", "[rules][R-OPS-11]") {
    const auto sets = catalogue::parse_rule_sets(R"([
        {"name": "cũ", "from": "2020-01-01", "forms": "2018", "hand_over_cut_off": "15:00", "legal_bases": [{"name": "Luật cũ", "from": "2019-01-01", "until": "2026-11-30"}]},
        {"name": "mới", "from": "2026-12-01", "forms": "2025", "hand_over_cut_off": "16:30", "supplements_per_stage": 2, "legal_bases": [{"name": "Luật mới", "from": "2026-12-01"}]}])");
    REQUIRE(sets);
    Office office;
    office.services.rules = &*sets;
    const auto old = office.receive(office.open("", "2026-11-30T08:00").id, "2026-11-30T08:10");
    const auto fresh = office.receive(office.open("", "2026-12-01T08:00").id, "2026-12-01T08:10");
    const auto ask_twice = [&](const dossier::Dossier& dossier) {
        dossier::AskSupplement ask{{{"", "thiếu chữ ký", "ký lại"}}, {}, ""};
        office.act(dossier.id, ask, desk(), "2026-12-01T09:00");
        office.act(dossier.id, dossier::RecordSupplement{}, desk(), "2026-12-01T10:00");
        return perform(office.services, dossier.id, ask, Office::by(desk(), "Nguyễn Thị Lan", "2026-12-01T11:00")).has_value();
    };
    CHECK_FALSE(ask_twice(old));  // once, to its end
    CHECK(ask_twice(fresh));
    const auto bases = [&](const char* day) {
        std::vector<std::string> names;
        for (const auto& basis : sets->legal_bases_on(*dossier::parse_iso_date(day))) names.push_back(basis.name);
        return names;
    };
    CHECK(bases("2026-11-30") == std::vector<std::string>{"Luật cũ"});
    CHECK(bases("2026-12-01") == std::vector<std::string>{"Luật mới"});

    const auto bad = catalogue::parse_rule_sets(R"([{"name": "x", "from": "2026-01-01", "forms": "2030", "hand_over_cut_off": "25:00", "mistyped": 1}])");
    REQUIRE_FALSE(bad);
    CHECK(wrong_fields(bad.error()) == std::vector<std::string>{"[0].forms", "[0].hand_over_cut_off", "[0].mistyped"});
}
