// Idempotency-Key: a repeat does nothing and gets the first answer.

#include <catch2/catch.hpp>

#include <future>

#include "tests/story/place.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;

namespace {

integrations::HttpAnswer send(Visitor& who, const std::string& path, const std::string& body, const std::string& key,
                              const std::string& type = "application/json") {
    return who.ask("POST", path, body, type, {{"Idempotency-Key", key}});
}

// Dossiers whose summary is this.
std::size_t count_of(const std::string& summary) {
    std::size_t count = 0;
    const auto list = desk().reception().get("/api/dossiers?most=200");
    for (const auto& line : list.at("dossiers"))
        if (desk().show(line.at("id")).at("particulars").at("summary") == summary) ++count;
    return count;
}

json summarised(const std::string& summary) {
    auto body = counter_dossier();
    body["particulars"]["summary"] = summary;
    return body;
}

}  // namespace

TEST_CASE("a dossier posted twice under one key is opened once and answered alike", "[idempotency]") {
    auto& lan = desk().reception();
    const auto body = summarised("gửi lại do mất mạng").dump();
    const auto first = send(lan, "/api/dossiers", body, "phieu-1");
    const auto again = send(lan, "/api/dossiers", body, "phieu-1");
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.header("location") == first.header("location"));
    CHECK(again.header("etag") == first.header("etag"));
    CHECK(count_of("gửi lại do mất mạng") == 1);

    const auto other = send(lan, "/api/dossiers", summarised("nội dung khác").dump(), "phieu-1");
    CHECK(other.status == 422);
    CHECK(fields_of(other) == "Idempotency-Key");
    CHECK(count_of("nội dung khác") == 0);

    auto dung = desk().sign_in("dung");  // another person's key is another key
    CHECK(body_of(send(dung, "/api/dossiers", body, "phieu-1")).at("id") != body_of(first).at("id"));
}

TEST_CASE("repeats that come at the same time open one dossier", "[idempotency]") {
    const auto body = summarised("hai lần cùng lúc").dump();
    std::vector<std::future<integrations::HttpAnswer>> answers;
    // Sessions of their own: the key is the person's.
    for (int i = 0; i < 4; ++i)
        answers.push_back(std::async(std::launch::async, [&] {
            auto lan = desk().sign_in("lan");
            auto answer = send(lan, "/api/dossiers", body, "cung-luc");
            // On a crowded machine the wait for the first may be cut short: try again later, it says.
            while (answer.status == 503) answer = send(lan, "/api/dossiers", body, "cung-luc");
            return answer;
        }));
    std::string told;
    for (auto& each : answers) {
        const auto answer = each.get();
        CHECK(answer.status == 201);
        if (told.empty()) told = answer.body;
        CHECK(answer.body == told);
    }
    CHECK(count_of("hai lần cùng lúc") == 1);
}

TEST_CASE("a refused request leaves its key free for the corrected one", "[idempotency]") {
    auto body = summarised("sửa rồi gửi lại");
    body["particulars"]["applicant"].erase("number");
    CHECK(send(desk().reception(), "/api/dossiers", body.dump(), "sua-lai").status == 422);
    CHECK(send(desk().reception(), "/api/dossiers", summarised("sửa rồi gửi lại").dump(), "sua-lai").status == 201);
    CHECK(count_of("sửa rồi gửi lại") == 1);
}

TEST_CASE("an upload and an action under one key happen once", "[idempotency]") {
    auto& lan = desk().reception();
    const auto dossier = desk().draft();
    const auto at = "/api/dossiers/" + dossier;
    const auto bytes = content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"));
    const auto file = at + "/components/" + application_form + "/files";
    CHECK(send(lan, file, bytes, "tep", "application/pdf").status == 201);
    CHECK(send(lan, file, bytes, "tep", "application/pdf").status == 201);
    CHECK(send(lan, file, bytes + "\n", "tep", "application/pdf").status == 422);
    CHECK(desk().show(dossier).at("components").at(0).at("files").size() == 1);

    const auto mark = json{{"component", authorisation}, {"reason", "object"}}.dump();
    const auto seen = desk().show(dossier).at("version").dump();
    const auto mark_it = [&] {
        return lan.ask("POST", at + "/actions/MarkNotDigitised", mark, "application/json", {{"Idempotency-Key", "dau"}, {"If-Match", "\"" + seen + "\""}});
    };
    const auto version = body_of(mark_it()).at("version");
    const auto again = mark_it();
    CHECK(again.status == 200);
    CHECK(body_of(again).at("version") == version);
    CHECK(desk().show(dossier).at("version") == version);
}

TEST_CASE("a print asked for again under its key gives the paper again and is one print in the history", "[idempotency]") {
    const auto dossier = desk().draft();
    for (int time = 0; time < 2; ++time) {
        const auto answer = send(desk().reception(), "/api/dossiers/" + dossier + "/print", R"({"checklist": true})", "in-1");
        CHECK(answer.status == 200);
        CHECK(answer.body.starts_with("%PDF"));
    }
    const auto prints = desk().show(dossier).at("prints");
    REQUIRE(prints.size() == 1);
    CHECK(prints[0].at("papers").at(0).at("form") == "checklist");
}
