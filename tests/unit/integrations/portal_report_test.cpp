#include <catch2/catch.hpp>

#include "integrations/national_portal/preflight.hpp"
#include "integrations/national_portal/report.hpp"
#include "integrations/national_portal/wire.hpp"
#include "sample_record.hpp"

using namespace sample;
using dossier::Component;
using dossier::Dossier;
using dossier::State;

namespace {

portal::Surroundings here() {
    portal::Surroundings surroundings;
    surroundings.agency_name = [](const std::string& code) { return "Ủy ban " + code; };
    surroundings.officer_name = [](const dossier::OfficerId& id) { return "Cán bộ " + id.text(); };
    surroundings.link = [](const dossier::FileId& file) { return "https://motcua.vidu.example/tep/" + file.text(); };
    return surroundings;
}

Component with_file(const std::string& code, const std::string& file) {
    Component component;
    component.code = code;
    dossier::ComponentFile scan;
    scan.file = dossier::FileId{file};
    component.files = {scan};
    return component;
}

Dossier received_dossier() {
    Dossier one;
    one.code = "H99.14-261120-0007";
    one.state = State::Received;
    one.agency = one.deciding_agency = "H99.14";
    one.procedure.code = "1.001612";
    one.procedure.name = "Đăng ký hộ kinh doanh";
    one.procedure.field_code = "G05-KD01";
    one.procedure.field_name = "Hộ kinh doanh";
    dossier::ComponentRule rule;
    rule.code = "K1";
    rule.title = "Giấy đề nghị";
    one.procedure.components = {rule};
    one.particulars.applicant.name = portal::PersonalText{"Nguyễn Văn Mẫu"};
    one.particulars.applicant.number = portal::PersonalText{"001099000001"};
    one.opened_at = at("20261120081200");
    one.clock.official_start = at("20261120081530");
    one.clock.due = at("20261125170000");
    one.components = {with_file("K1", "f1")};
    return one;
}

}  // namespace

TEST_CASE("a received dossier of ours may leave and says where its papers are", "[portal]") {
    const auto record = report_of(received_dossier(), here());
    CHECK(may_leave(preflight(record)));
    REQUIRE(record.files.size() == 1);
    CHECK(record.files[0].name == "Giấy đề nghị");
    CHECK(record.files[0].component_code == "K1");
    CHECK(record.files[0].digitised);
    CHECK(record.files[0].link == "https://motcua.vidu.example/tep/f1");
    CHECK(record.unit == "Ủy ban H99.14");
    CHECK(record.received_at == at("20261120081530"));
}

TEST_CASE("a paper not digitised is counted, its earlier scans are not told", "[portal]") {
    auto one = received_dossier();
    one.components[0].files[0].current = false;
    one.components[0].not_digitised = dossier::NotDigitised{};
    one.components[0].originals = 2;
    const auto record = report_of(one, here());
    CHECK(record.files.empty());
    REQUIRE(record.other_papers.size() == 1);
    CHECK(record.other_papers[0].count == 2);
}

TEST_CASE("a component found in the population database counts as reused, without a file", "[portal]") {
    auto one = received_dossier();
    Component identity;
    identity.code = "K2";
    identity.looked_up = dossier::LookedUp{"identity", true, "r1", {}, {}};
    one.components.push_back(identity);
    const auto record = report_of(one, here());
    REQUIRE(record.files.size() == 2);
    CHECK(record.files[1].reuse == portal::Reuse::Reused);
    CHECK_FALSE(record.files[1].digitised);
    CHECK(record.databases == std::vector<std::string>{"1"});
}

TEST_CASE("the owner is the person concerned, the contacts are the applicant's", "[portal]") {
    auto one = received_dossier();
    one.particulars.applicant.phone = portal::PersonalText{"0900000001"};
    one.particulars.subject = dossier::Person{};
    one.particulars.subject->name = portal::PersonalText{"Nguyễn Thị Con"};
    one.particulars.subject->kind = dossier::PersonKind::Enterprise;
    const auto record = report_of(one, here());
    CHECK(record.owner.reveal() == "Nguyễn Thị Con");
    CHECK(record.owner_kind == portal::OwnerKind::Enterprise);
    CHECK(record.phone.reveal() == "0900000001");
}

TEST_CASE("what the portal sent us keeps the portal's code, ours becomes the receipt number", "[portal]") {
    auto one = received_dossier();
    one.source = dossier::Source::NationalPortal;
    one.source_id = "G09.20-20260609-0092637";
    const auto record = report_of(one, here());
    CHECK(record.code == "G09.20-20260609-0092637");
    CHECK(record.receipt_number == "H99.14-261120-0007");
    CHECK(record.filed_where == portal::FiledAt::Portal);
}

TEST_CASE("a cancelled result is no longer offered, and the portal is told", "[portal]") {
    auto one = received_dossier();
    one.state = State::ResultReady;
    dossier::IssuedResult result;
    result.code = "KQ.G05.000001";
    result.title = "Giấy chứng nhận";
    result.file = dossier::FileId{"r1"};
    one.results = {result};
    CHECK(report_of(one, here()).results.at(0).link == "https://motcua.vidu.example/tep/r1");
    auto cancelled = one;
    cancelled.results[0].cancelled_at = at("20261201080000");
    CHECK(report_of(cancelled, here()).results.empty());
    CHECK(portal::concerns_portal(one, cancelled));
}

TEST_CASE("appendices signed in their own files follow their document in the list, in order and under its code", "[portal][appendix]") {
    auto one = received_dossier();
    one.state = State::ResultReady;
    const auto result = [](const char* title, const char* file) {
        dossier::IssuedResult made;
        made.code = "KQ.G05.000001";
        made.title = title;
        made.file = dossier::FileId{file};
        return made;
    };
    one.results = {result("Quyết định", "r1"), result("Giấy phép", "r2")};
    one.results[0].appendices = {{"Phụ lục I", dossier::FileId{"a1"}, {}}, {"Phụ lục II", dossier::FileId{"a2"}, {}}};
    const auto record = report_of(one, here());
    REQUIRE(record.results.size() == 4);
    const char* expected[][2]{{"r1", "Quyết định"}, {"a1", "Phụ lục I (kèm theo Quyết định)"}, {"a2", "Phụ lục II (kèm theo Quyết định)"}, {"r2", "Giấy phép"}};
    for (size_t i = 0; i < 4; ++i) {
        CHECK(record.results[i].id == expected[i][0]);
        CHECK(record.results[i].name == expected[i][1]);
        CHECK(record.results[i].link == "https://motcua.vidu.example/tep/" + record.results[i].id);
        CHECK(record.results[i].result_code == "KQ.G05.000001");
    }
    auto cancelled = one;
    cancelled.results[0].cancelled_at = at("20261201080000");  // its appendices go with it
    CHECK(report_of(cancelled, here()).results.size() == 1);
    auto replaced = one;
    replaced.results[0].replaced_by = dossier::FileId{"r2"};
    CHECK(report_of(replaced, here()).results.size() == 1);
    auto added = one;
    added.results[0].appendices.pop_back();
    CHECK(portal::concerns_portal(added, one));
}

TEST_CASE("the portal hears of states, due dates and results, of nothing before reception and nothing else", "[portal]") {
    auto draft = received_dossier();
    draft.code.clear();
    draft.state = State::Draft;
    auto one = received_dossier();
    CHECK(portal::concerns_portal(draft, one));
    CHECK_FALSE(portal::concerns_portal(draft, draft));
    auto later = one;
    later.urgent = true;
    CHECK_FALSE(portal::concerns_portal(one, later));
    later.clock.due = at("20261126170000");
    CHECK(portal::concerns_portal(one, later));
}

TEST_CASE("a progress row names the step, who took it and where the dossier is then", "[portal]") {
    dossier::Event event;
    event.at = at("20261120081530");
    event.by.name = "Nguyễn Thị Lan";
    event.by.role = dossier::Role::reception_officer;
    event.by.unit = "MC";
    event.change = dossier::Received{};
    const auto row = progress_of(received_dossier(), event, here());
    CHECK(row.officer == "Nguyễn Thị Lan");
    CHECK(row.state == State::Received);
    CHECK_FALSE(row.what.empty());
    CHECK(portal::wire_time(row.at) == "20261120081530");
}
