// The signed result on the national portal.

#include <catch2/catch.hpp>

#include "server/http/password.hpp"
#include "server/storage/account_store.hpp"
#include "tests/story/place.hpp"

using namespace story;
using namespace test_support;

namespace {

// The portal's own token, as an administrator hands it out.
std::string portal_token() {
    const std::string secret = "cong-dvcqg-thu-nghiem";
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    server::storage::Database database{beside(office())};
    server::storage::UnitOfWork work{database};
    server::storage::put_token(work, "Cổng DVCQG", "H99.14", server::http::sha256_hex(secret), {"portal_exchange"}, now,
                               now + std::chrono::hours{1});
    work.commit();
    return secret;
}

}  // namespace

TEST_CASE("the portal is told status 9, then 10, with the link to the result and its code", "[R-RES-02]") {
    const auto& dossier = returned();
    wait_until("the last status at the portal", 60, [&] {
        const auto told = office().portal().progress_of(dossier.code);
        return told.size() > 3 && told.ends_with(" 10");
    });
    const auto told = office().portal().progress_of(dossier.code);
    CHECK(told.find(" 9 10") == told.size() - 5);

    const auto record = office().portal().state()["HoSo"][dossier.code];
    CHECK(record["TrangThaiHoSo"] == "10");
    REQUIRE(record["DanhSachGiayToKetQua"].size() == 1);
    const auto& paper = record["DanhSachGiayToKetQua"][0];
    CHECK(paper["MaGiayToKetQua"] == "KQ.G05.000301");
    const auto link = paper["DuongDanTepTinKetQua"].get<std::string>();
    const auto path = link.substr(link.find("/api/portal/files/"));
    auto portal = desk().stranger();
    CHECK(portal.ask("GET", path).status == 401);  // the address alone opens nothing
    const auto fetched = portal.ask("GET", path, {}, {}, {{"Authorization", "Bearer " + portal_token()}});
    CHECK(fetched.status == 200);
    CHECK(fetched.body == dossier.result_pdf);
}

TEST_CASE("a record the portal would refuse is put aside with its reason, not sent", "[portal][preflight]") {
    // A receiving agency that has lost its name: DonViXuLy would be empty.
    const auto agency = [](const char* name) {
        return json{{"agencies", {{{"code", "H99.15"}, {"code_qcvn102", "000.00.15.H99"}, {"name", name}}}}, {"accounts", json::array()}}.dump();
    };
    office().import(agency(""));
    auto hai = desk().sign_in("hai");
    const auto held = hai.post("/api/dossiers", counter_dossier());
    office().import(agency("Ủy ban nhân dân xã Sơn Hải"));
    const auto sent = hai.post("/api/dossiers", counter_dossier());

    wait_until("the sound record at the portal", 30, [&] {
        return office().portal().progress_of(sent.at("code")) == "2";
    });
    CHECK(office().portal().progress_of(held.at("code")).empty());
    const auto message = hai.get("/api/dossiers/" + held.at("id").get<std::string>()).at("messages").at(0);
    CHECK(message.at("status") == "rejected");
    CHECK(message.at("answer").get<std::string>().find("DonViXuLy: Thiếu DonViXuLy") != std::string::npos);
    const auto page = hai.bytes("/desk/dossiers/" + held.at("id").get<std::string>());
    CHECK(page.find("DonViXuLy: Thiếu DonViXuLy") != std::string::npos);
    auto duc = desk().sign_in("duc");
    wait_until("the figure", 10, [&] { return duc.bytes("/metrics").find("\nmotcua_messages_held 1\n") != std::string::npos; });
    CHECK(duc.bytes("/metrics").find("motcua_alarm{alarm=\"held_messages\"} 1") != std::string::npos);
}
