#include <catch2/catch.hpp>

#include <fstream>
#include <map>

#include "server/jobs/send_notice.hpp"
#include "tests/support/mail_double.hpp"
#include "tests/support/notice_double.hpp"
#include "tests/support/office.hpp"

using namespace server;
using dossier_tests::vn;
using test_support::MailDouble;
using test_support::Office;

namespace {

// Tries every notice once, at that time of day.
int send(Office& office, const char* time = "2026-11-23T10:00") {
    std::vector<storage::Job> due;
    {
        storage::UnitOfWork work{*office.database};
        due = storage::claim_jobs(work, "send_notice", 50, vn("2027-01-01T00:00"), std::chrono::seconds{60});
        work.commit();
    }
    for (const auto& job : due) {
        const auto outcome = jobs::send_notice_at(job, office.services, vn(time));
        storage::UnitOfWork work{*office.database};
        if (std::holds_alternative<jobs::Done>(outcome)) storage::finish_job(work, job.id, vn(time));
        else storage::postpone_job(work, job.id, vn(time), "");
        work.commit();
    }
    return static_cast<int>(due.size());
}

// E-mail and text messages, each by its double.
struct OfficeWithChannels : Office {
    MailDouble mail;
    test_support::NoticeDouble gateway;

    OfficeWithChannels() {
        config.mail_url = mail.url;
        config.sms_url = gateway.url + "/sms";
        config.sms_account_file = folder.path() / "sms";
        std::ofstream{config.sms_account_file} << "khoa-mau\nbi-mat-mau\nMOTCUA\n";
    }
};

}  // namespace

TEST_CASE("each change of state is told once, with agency, handler and times", "[notices][R-ONL-13]") {
    Office office;
    const auto id = office.open("nguoinop@vidu.example").id;
    struct Act {
        dossier::Action action;
        dossier::Actor actor;
        const char* name;
        const char* time;
    };
    const std::vector<Act> acts{{dossier::Receive{}, dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:30"},
                                {dossier::HandOverTo{"TP", "", "", "", false}, dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:40"},
                                {dossier::TakeOver{}, dossier_tests::specialist(), "Lê Văn Tâm", "2026-11-23T10:00"},
                                {dossier::AskSupplement{{{"", "thiếu chữ ký ở trang 2", "ký lại tờ khai"}}, vn("2026-12-10T17:00"), ""},
                                 dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T14:00"}};
    auto state = dossier::State::Draft;
    std::vector<std::pair<std::string, std::string>> changes;  // who, when
    for (const auto& act : acts) {
        const auto after = office.act(id, act.action, Office::by(act.actor, act.name, act.time));
        if (after.state != state) changes.emplace_back(act.name, dossier::vietnamese_time(vn(act.time)));
        state = after.state;
    }
    const auto told = office.told(id);
    REQUIRE(changes.size() == 3);
    REQUIRE(told.size() == changes.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        INFO(told[i].body);
        CHECK(told[i].body.find("Ủy ban nhân dân xã Mẫu") != std::string::npos);
        CHECK(told[i].body.find(changes[i].first) != std::string::npos);
        CHECK(told[i].body.find(changes[i].second) != std::string::npos);
        CHECK(told[i].body.find("Nguyễn Thị Mẫu") == std::string::npos);  // a telephone is read by others too
    }
    CHECK(told[0].body.find("Hẹn trả kết quả: 17:00 27/11/2026") != std::string::npos);
    CHECK(told[2].body.find("- Hồ sơ: thiếu chữ ký ở trang 2; cách khắc phục: ký lại tờ khai") != std::string::npos);
    CHECK(told[2].body.find("trước 17:00 10/12/2026") != std::string::npos);
}

TEST_CASE("notices go by mail, one after the other, each once", "[notices]") {
    Office office;
    MailDouble server;
    office.config.mail_url = server.url;
    const auto id = office.open("nguoinop@vidu.example").id;
    office.act(id, dossier::Receive{}, Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:30"));
    office.act(id, dossier::HandOverTo{"TP", "", "", "", false}, Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:40"));
    office.act(id, dossier::TakeOver{}, Office::by(dossier_tests::specialist(), "Lê Văn Tâm", "2026-11-23T10:00"));

    CHECK(send(office) == 1);  // the second waits for the first
    CHECK(send(office) == 1);
    CHECK(send(office) == 0);
    CHECK(server.kept() == 2);
    for (const auto& notice : office.told(id)) {
        CHECK(notice.status == "delivered");
        CHECK(notice.channel == "email");
    }
    CHECK(server.mail(1).find("Message-ID: <" + office.told(id)[0].id) != std::string::npos);
}

TEST_CASE("a busy server is tried again, an unknown box ends as undeliverable, both in the ledger", "[notices]") {
    Office office;
    MailDouble server;
    office.config.mail_url = server.url;
    const auto later = office.open("later@vidu.example").id, unknown = office.open("unknown@vidu.example").id;
    for (const auto& id : {later, unknown})
        office.act(id, dossier::Receive{}, Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:30"));
    for (int round = 0; round < 4; ++round) send(office);

    storage::UnitOfWork work{*office.database};
    const auto outcomes = [&](const dossier::DossierId& id) {
        std::vector<std::string> list;
        for (const auto& attempt : storage::attempts_of(work, storage::notices_about(work, id).front().id)) list.push_back(attempt.outcome);
        return list;
    };
    CHECK(outcomes(later) == std::vector<std::string>{"later", "delivered"});
    CHECK(outcomes(unknown) == std::vector<std::string>{"rejected"});
    CHECK(storage::notices_about(work, later).front().status == "delivered");
    CHECK(storage::notices_about(work, unknown).front().status == "undeliverable");
    CHECK(server.kept() == 1);
}

TEST_CASE("who left no address finds the notice on the dossier alone", "[notices]") {
    Office office;
    const auto id = office.open("").id;
    office.act(id, dossier::Receive{}, Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:30"));
    CHECK(send(office) == 1);
    CHECK(office.told(id).front().status == "shown");
}

TEST_CASE("a request for a supplement goes to the account and to each registered channel, each with its standing", "[notices][R-ONL-08]") {
    OfficeWithChannels office;

    const auto citizen = office.a_citizen_account();
    const auto id = office.file_online(citizen, "nguoinop@vidu.example", "0912 345 678").id;
    office.act(id, dossier::Examine{true, ""}, dossier_tests::desk(), "2026-11-23T09:10");
    office.act(id, dossier::AskSupplement{{{"", "thiếu chữ ký", "ký lại tờ khai"}}, vn("2026-12-10T17:00"), ""}, dossier_tests::desk(), "2026-11-23T09:20");

    const auto standing = [&] {
        std::map<std::string, std::string> by_way;
        for (const auto& notice : office.told(id))
            if (notice.body.find("thiếu chữ ký") != std::string::npos) by_way[notice.way] = notice.status;
        return by_way;
    };
    CHECK(standing() == std::map<std::string, std::string>{{"account", "shown"}, {"email", "queued"}, {"phone", "queued"}});
    while (send(office) > 0) {}
    CHECK(standing() == std::map<std::string, std::string>{{"account", "shown"}, {"email", "delivered"}, {"phone", "delivered"}});
    CHECK(office.gateway.all().size() >= 1);

    storage::UnitOfWork work{*office.database};
    const auto account = storage::notices_for(work, citizen.id.text(), 10);
    REQUIRE(!account.empty());
    CHECK(account.front().body.find("cách khắc phục: ký lại tờ khai") != std::string::npos);
    CHECK(std::count_if(account.begin(), account.end(), [&](const auto& each) { return each.version == account.front().version; }) == 1);
    CHECK(storage::notices_for(work, "00000000-0000-7000-8000-000000000099", 10).empty());
}

TEST_CASE("a channel that stays down does not hold back the other", "[notices]") {
    OfficeWithChannels office;
    const auto id = office.file_online(office.a_citizen_account(), "nguoinop@vidu.example", "0912 340 500").id;  // the gateway fails
    while (send(office) > 0) {}
    office.act(id, dossier::Examine{true, ""}, dossier_tests::desk(), "2026-11-23T09:10");
    office.act(id, dossier::AskSupplement{{{"", "thiếu chữ ký", "ký lại"}}, {}, ""}, dossier_tests::desk(), "2026-11-23T09:20");
    for (int round = 0; round < 3; ++round) send(office);
    for (const auto& notice : office.told(id)) {
        if (notice.way == "email") CHECK(notice.status == "delivered");
        if (notice.way == "phone") CHECK(notice.status == "queued");
    }
}

TEST_CASE("at night no telephone rings, e-mail goes", "[notices]") {
    OfficeWithChannels office;
    const auto id = office.file_online(office.a_citizen_account(), "nguoinop@vidu.example", "0912 345 678").id;
    office.act(id, dossier::Examine{true, ""}, dossier_tests::desk(), "2026-11-23T09:10");
    office.act(id, dossier::AskSupplement{{{"", "thiếu chữ ký", "ký lại"}}, {}, ""}, dossier_tests::desk(), "2026-11-23T09:20");
    const auto standing = [&](const std::string& way) {
        for (const auto& notice : office.told(id))
            if (notice.way == way && notice.body.find("thiếu chữ ký") != std::string::npos) return notice.status;
        return std::string{};
    };
    for (int round = 0; round < 3; ++round) send(office, "2026-11-23T23:30");
    CHECK(standing("email") == "delivered");
    CHECK(standing("phone") == "queued");
    CHECK(office.gateway.all().empty());
    send(office, "2026-11-24T07:00");
    CHECK(standing("phone") == "delivered");
}

TEST_CASE("an online submission is acknowledged with its time in the same cycle", "[notices][R-ONL-11]") {
    Office office;
    MailDouble server;
    office.config.mail_url = server.url;
    const auto id = office.file_online(office.a_citizen_account(), "nguoinop@vidu.example", "").id;
    const auto told = office.told(id);
    REQUIRE(told.size() == 1);
    CHECK(told[0].created_at == vn("2026-11-23T09:00"));
    CHECK(told[0].body.find("09:00 23/11/2026") != std::string::npos);
    CHECK(send(office) == 1);
    CHECK(office.told(id)[0].status == "delivered");
    CHECK(server.kept() == 1);
}
