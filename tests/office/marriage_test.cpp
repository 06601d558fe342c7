// The desk's pages for a procedure of two people: the other party is a part of the form, both come for the result.

#include "server/http/desk/handlers.hpp"
#include "server/storage/dossier_store.hpp"
#include "tests/office/requests.hpp"
#include "tests/unit/dossier/filing.hpp"

using namespace office_tests;

namespace {

constexpr const char* saved_at = "2026-11-09T08:05";

struct Marriages : Office {
    dossier::Procedure procedure = dossier_tests::sample_procedure("1.000894");
    Marriages() { put(procedure); }

    http::Pairs typed(const dossier::Dossier& dossier) const {
        return {{"version", std::to_string(dossier.version)}, {"applicant.kind", "citizen"}, {"applicant.name", "Nguyễn Thị Mẫu"},
                {"applicant.number", "001190000001"}, {"brought_by", "in_person"}, {"return_mode", "counter"}, {"copies", "1"},
                {"name_spelling_confirmed", "true"}, {"other_subjects.0.kind", "citizen"}};
    }
    http::Response save(const dossier::DossierId& id, http::Pairs form) {
        auto request = request_by(desk(), saved_at, {{"dossier_id", id.text()}});
        request.form = std::move(form);
        auto answer = http::desk::save_particulars(request, services);
        if (!answer) FAIL(answer.error().detail);
        return *std::move(answer);
    }
    std::string page(const dossier::DossierId& id) {
        const auto answer = http::desk::show_particulars(request_by(desk(), saved_at, {{"dossier_id", id.text()}}), services);
        if (!answer) FAIL(answer.error().detail);
        return answer->body;
    }
    dossier::Dossier now(const dossier::DossierId& id) {
        storage::UnitOfWork work{*database};
        return *storage::find_dossier(work, id);
    }
};

}  // namespace

TEST_CASE("both people of a marriage are taken in on the page, and the dossier is received with both", "[desk][marriage]") {
    Marriages office;
    const auto id = office.open("", "2026-11-09T08:00", "1.000894").id;
    const auto form = office.page(id);
    for (const auto* words : {"Bên kia", "other_subjects.0.name", "other_subjects.0.number"}) {
        INFO(words);
        CHECK(form.find(words) != std::string::npos);
    }
    CHECK(form.find("representative.relation") == std::string::npos);  // nobody stands in for the married

    auto wrong = office.typed(office.now(id));
    wrong.push_back({"other_subjects.0.name", "Trần Văn Mẫu"});
    wrong.push_back({"other_subjects.0.number", "123"});
    const auto refused = office.save(id, wrong);
    CHECK(refused.status == 422);
    CHECK(refused.body.find("bên kia: số định danh cá nhân phải gồm đúng 12 chữ số") != std::string::npos);

    auto good = office.typed(office.now(id));
    good.push_back({"other_subjects.0.name", "Trần Văn Mẫu"});
    good.push_back({"other_subjects.0.number", "001090000002"});
    CHECK(office.save(id, good).status == 303);
    auto dossier = office.now(id);
    REQUIRE(dossier.particulars.other_subjects.size() == 1);
    CHECK(dossier.particulars.other_subjects[0].name.reveal() == "Trần Văn Mẫu");
    CHECK(dossier.fees.back().amount == 8'000);  // one more copy of the extract

    for (const auto& row : dossier::check_components(dossier)) {
        if (row.standing != dossier::Standing::Missing) continue;
        const auto& rule = *dossier.procedure.component(row.code);
        if (rule.allows(dossier::Mode::Present)) office.act(id, dossier::RecordShown{row.code, 1, "Thẻ căn cước"}, desk(), saved_at);
        else if (rule.allows(dossier::Mode::Lookup)) office.act(id, dossier::RecordLookup{row.code, 1, "civil_status", true, "TT-1"}, desk(), saved_at);
        else office.act(id, dossier::MarkNotDigitised{row.code, 1, dossier::MarkReason::Other, "chờ máy quét"}, desk(), saved_at);
    }
    CHECK_FALSE(office.receive(id, "2026-11-09T08:30").code.empty());
}

TEST_CASE("the other party left empty stays nobody, and reception says who is missing", "[desk][marriage]") {
    Marriages office;
    const auto id = office.open("", "2026-11-09T08:00", "1.000894").id;
    CHECK(office.save(id, office.typed(office.now(id))).status == 303);
    CHECK(office.now(id).particulars.other_subjects.empty());
    const auto refused = perform(office.services, id, dossier::Receive{}, Office::by(desk(), "Nguyễn Thị Lan", saved_at));
    REQUIRE_FALSE(refused);
    std::vector<std::string> told;
    for (const auto& field : refused.error().fields)
        if (field.field.starts_with("other_subjects")) told.push_back(field.field + ": " + field.message);
    CHECK(told == std::vector<std::string>{"other_subjects[0].name: bên kia: phải có họ tên hoặc tên tổ chức",
                                           "other_subjects[0].number: bên kia: phải có số định danh cá nhân hoặc mã số tổ chức"});
}

TEST_CASE("classes of a fee stand on the form with their age and the proof they need", "[desk]") {
    Office office;
    office.put(dossier_tests::sample_procedure("3.000333"));
    const auto id = office.open("", "2026-11-09T08:00", "3.000333").id;
    const auto form = http::desk::show_particulars(request_by(desk(), saved_at, {{"dossier_id", id.text()}}), office.services);
    REQUIRE(form);
    for (const auto* words : {"trẻ em (dưới 16 tuổi)", "người cao tuổi (từ 60 tuổi)", "Cần: Giấy tờ chứng minh được miễn, giảm phí"}) {
        INFO(words);
        CHECK(form->body.find(words) != std::string::npos);
    }
}
