// The control sheet: hand-overs with names and times, and the due date with its proof.

#include <tuple>

#include "server/paper_surroundings.hpp"
#include "server/papers.hpp"
#include "templates/forms.hpp"
#include "tests/jobs/printing.hpp"

using namespace papers_tests;

TEST_CASE("each hand-over adds one row to the control sheet, marked early, on time or late", "[papers][R-NUM-09]") {
    Printing office;
    const auto id = office.receive(office.open().id).id;
    const auto sheet = [&] {
        storage::UnitOfWork work{*office.database};
        const auto dossier = *storage::find_dossier(work, id);
        int log = 0;
        for (const auto& event : storage::events_after(work, id, 0)) log += std::holds_alternative<dossier::HandedOver>(event.change);
        auto rows = paper_view(dossier, "control_sheet", "2025", {}).at("rows");
        CHECK(static_cast<int>(rows.size()) == log);
        return rows;
    };
    CHECK(sheet().empty());
    office.act(id, dossier::HandOverTo{"TP", "", "", "", false}, dossier_tests::desk(), "2026-11-23T10:00");
    CHECK(sheet().size() == 1);
    office.act(id, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-25T10:30");  // due on the 23rd
    CHECK(sheet().at(0).at("result") == "quá hạn");
    office.act(id, dossier::HandOverTo{"KT", "", "", "", false}, dossier_tests::specialist(), "2026-11-25T11:00");
    const auto rows = sheet();
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].at("from") == "TP");
    CHECK(rows[1].at("to") == "KT");
}

TEST_CASE("the control sheet names who gave and took the dossier, and proves the due date line by line", "[papers]") {
    Printing office;
    const auto id = office.receive(office.open().id).id;
    {
        storage::UnitOfWork work{*office.database};
        for (const auto& [login, name, unit] : {std::tuple{"lan", "Nguyễn Thị Lan", "MC"}, std::tuple{"tam", "Lê Văn Tâm", "TP"}}) {
            storage::AccountRow account;
            account.login = login;
            account.name = name;
            account.agency = dossier_tests::agency;
            account.unit = unit;
            account.roles = {unit == std::string{"MC"} ? "reception_officer" : "specialist"};
            const auto person = storage::put_account(work, account, vn("2026-11-20T09:00"));
            (account.unit == "MC" ? office.giver : office.taker) = person;
        }
        storage::put_unit(work, {dossier_tests::agency, "TP", "Phòng Tư pháp"});
        work.commit();
    }
    auto lan = Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T10:00");
    lan.actor.id = dossier::OfficerId{office.giver};
    office.act(id, dossier::HandOverTo{"TP", "", "", "", false}, lan);
    auto tam = Office::by(dossier_tests::specialist(), "Lê Văn Tâm", "2026-11-23T10:30");
    tam.actor.id = dossier::OfficerId{office.taker};
    const auto dossier = office.act(id, dossier::TakeOver{}, tam);
    storage::UnitOfWork work{*office.database};
    const auto view = paper_view(dossier, "control_sheet", "2025", paper_surroundings(work, office.services, dossier, vn("2026-11-23T11:00")));
    const auto pdf = office.forms.pdf(templates::render_form("2025", "control_sheet", view, templates::Medium::Pdf));
    const auto text = office.text_of(pdf);
    INFO(text);
    for (const auto* words : {"Nguyễn Thị Lan", "Lê Văn Tâm", "Phòng Tư pháp", "Cách tính ngày hẹn trả", "3 ngày làm việc"})
        CHECK(text.find(words) != std::string::npos);
    REQUIRE_FALSE(dossier.clock.calendar.empty());
    CHECK(text.find(dossier.clock.calendar) != std::string::npos);
    REQUIRE(dossier.clock.proof.size() >= 4);  // day 0, the holiday of 24 November, three days that count
    for (const auto& line : dossier.clock.proof) CHECK(without_blanks(text).find(without_blanks(line.why)) != std::string::npos);
}
