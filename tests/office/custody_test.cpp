// The register of the agency's signing devices.

#include "server/custody.hpp"
#include "server/http/api/custody.hpp"
#include "server/http/desk/handlers.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

namespace {

struct Clerks {
    std::string mai, hoa, lan;  // two clerks, one specialist
};

std::string person(storage::UnitOfWork& work, const char* login, const char* role) {
    storage::AccountRow account;
    account.login = account.name = login;
    account.agency = dossier_tests::agency;
    account.unit = "MC";
    account.roles = {role};
    return storage::put_account(work, account, vn("2026-11-20T09:00"));
}

Clerks clerks(Office& office) {
    storage::UnitOfWork work{*office.database};
    Clerks all{person(work, "mai", "clerk"), person(work, "hoa", "clerk"), person(work, "lan", "specialist")};
    work.commit();
    return all;
}

dossier::Actor clerk(const std::string& id) {
    auto actor = dossier_tests::an_actor(dossier::Role::clerk, "MC");
    actor.id = dossier::OfficerId{id};
    return actor;
}

std::vector<std::string> wrong(const dossier::Result<http::Response>& answer) {
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().code == dossier::ErrorCode::InvalidInput);  // 422
    std::vector<std::string> fields;
    for (const auto& fault : answer.error().fields) fields.push_back(fault.field);
    return fields;
}

struct Register {
    Office office;
    Clerks all = clerks(office);
    std::string device = told(ask(http::add_device, {}, {{"name", "Chứng thư số UBND xã"}, {"serial", "54 01 16"}})).at("id");

    dossier::Result<http::Response> ask(dossier::Result<http::Response> (*handler)(const http::Request&, Services&), http::Pairs path, const json& body,
                                        const char* when = "2026-11-23T09:00") {
        auto request = request_by(clerk(all.mai), when, std::move(path), body);
        request.principal.id = all.mai;
        return handler(request, office.services);
    }
    dossier::Result<http::Response> hand(const json& body, const char* when = "2026-11-23T09:00") {
        return ask(http::add_custody, {{"device_id", device}}, body, when);
    }
};

}  // namespace

TEST_CASE("a device changes hands only with a written assignment and minutes, is lent only with a written permission", "[custody][R-SIG-13]") {
    Register book;
    CHECK(wrong(book.hand({{"holder", book.all.mai}, {"minutes", "BB-01"}})) == std::vector<std::string>{"document"});
    CHECK(wrong(book.hand({{"holder", book.all.mai}, {"document", "12/QĐ-UBND"}})) == std::vector<std::string>{"minutes"});
    CHECK(wrong(book.hand({{"holder", book.all.mai}, {"document", "12/QĐ-UBND"}, {"minutes", "BB-01"}, {"lent", true}})) == std::vector<std::string>{"permission"});
    CHECK(wrong(book.hand({{"holder", book.all.lan}, {"document", "12/QĐ-UBND"}, {"minutes", "BB-01"}})) == std::vector<std::string>{"holder"});
    CHECK(wrong(book.hand({{"holder", "không phải mã"}, {"document", "12/QĐ-UBND"}, {"minutes", "BB-01"}})) == std::vector<std::string>{"holder"});

    CHECK(told(book.hand({{"holder", book.all.mai}, {"document", "12/QĐ-UBND"}, {"minutes", "BB-01"}})).at("holder_name") == "mai");
    CHECK(told(book.hand({{"holder", book.all.hoa}, {"document", "15/QĐ-UBND"}, {"minutes", "BB-02"}, {"lent", true}, {"permission", "03/UBND-VP"}}, "2026-11-24T09:00"))
              .at("holder_name") == "hoa");

    const auto shown = told(book.ask(http::show_custody, {{"device_id", book.device}}, nullptr, "2026-11-24T10:00"));
    REQUIRE(shown.at("hand_overs").size() == 2);
    CHECK(shown["hand_overs"][0].at("permission") == "03/UBND-VP");
    CHECK(shown["hand_overs"][1].at("minutes") == "BB-01");
}

TEST_CASE("a specialist does not write into the register of devices", "[custody]") {
    Register book;
    auto specialist = dossier_tests::an_actor(dossier::Role::specialist, "TP");
    const auto refused = register_device(book.office.services, specialist, {"Khác", "1", ""}, vn("2026-11-23T09:00"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == dossier::ErrorCode::NotPermitted);
    CHECK_FALSE(book.ask(http::add_device, {}, {{"name", "Hai"}, {"serial", "54 01 16"}}).has_value());  // known serial number
    CHECK(wrong(book.ask(http::add_device, {}, {{"name", " "}, {"certificate_sha256", "XYZ"}})) == std::vector<std::string>{"name", "serial", "certificate_sha256"});
}

TEST_CASE("the page shows who holds each device and repeats what was typed wrongly", "[custody]") {
    Register book;
    REQUIRE(book.hand({{"holder", book.all.mai}, {"document", "12/QĐ-UBND"}, {"minutes", "BB-01"}}));
    auto request = request_by(clerk(book.all.mai), "2026-11-23T10:00");
    const auto page = http::desk::show_devices(request, book.office.services);
    REQUIRE(page);
    CHECK(page->body.find("Đang giữ: <strong>mai</strong>") != std::string::npos);
    CHECK(page->body.find("12/QĐ-UBND") != std::string::npos);
    request.path_values = {{"device_id", book.device}};
    request.form = {{"holder", book.all.hoa}, {"minutes", "BB-77"}};
    const auto again = http::desk::add_hand_over(request, book.office.services);
    REQUIRE(again);
    CHECK(again->status == 422);
    CHECK(again->body.find("BB-77") != std::string::npos);
    CHECK(again->body.find("phải ghi số văn bản giao quản lý thiết bị") != std::string::npos);
}
