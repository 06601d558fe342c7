// What strangers see, and how times are shown.

#include <catch2/catch.hpp>

#include <regex>

#include "dossier/time.hpp"
#include "tests/story/place.hpp"
#include "tests/support/desk.hpp"

using namespace story;
using namespace test_support;

namespace {

// Every text in `value` that begins like an ISO 8601 time, and every number that could only be a raw instant.
void collect_times(const json& value, std::vector<std::string>& times) {
    static const std::regex looks_like_time{R"(^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*)"};
    if (value.is_string() && std::regex_match(value.get<std::string>(), looks_like_time)) times.push_back(value);
    if (value.is_number_integer() && value.get<std::int64_t>() > 1'000'000'000'000) times.push_back(value.dump());
    if (value.is_structured())
        for (const auto& part : value) collect_times(part, times);
}

}  // namespace

TEST_CASE("without signing in one sees the code and how far it is, no name and no content", "[R-POR-01]") {
    const auto& dossier = returned();
    auto stranger = desk().stranger();
    const auto answer = stranger.get("/api/lookup?code=" + dossier.code);
    CHECK(answer == json{{"code", dossier.code}, {"state", "Returned"}, {"state_title", "đã trả kết quả"}});

    const auto page = stranger.bytes("/tra-cuu?ma=" + dossier.code);
    CHECK(page.find(dossier.code) != std::string::npos);
    CHECK(page.find("đã trả kết quả") != std::string::npos);
    for (const auto* content : {"Nguyễn Văn Mẫu", "001090000017", "0912345678", "nguyenvanmau", "phố Ví Dụ", "tạp hóa", "hộ kinh doanh",
                                "41H8000001", "KQ90030"}) {
        INFO(content);
        CHECK(page.find(content) == std::string::npos);
    }
    for (const auto* address : {"", "/receipt", "/receipt.pdf"}) {
        INFO(address);
        CHECK(stranger.ask("GET", "/api/dossiers/" + dossier.id + address).status == 401);
    }
}

TEST_CASE("every time that is shown is Vietnamese time", "[R-OPS-10]") {
    const auto& dossier = returned();
    auto& lan = desk().reception();
    const auto at = "/api/dossiers/" + dossier.id;
    std::vector<std::string> times;
    for (const auto& path : {at, at + "/receipt", at + "/results/" + dossier.upload, std::string{"/api/dossiers?most=200"},
                             std::string{"/api/session"}, std::string{"/health/ready"}})
        collect_times(lan.get(path), times);
    CHECK(times.size() > 10);
    for (const auto& time : times) {
        INFO(time);
        CHECK(time.ends_with("+07:00"));
    }
    // The same instant on the page, in words.
    const auto start = dossier::parse_iso8601(desk().show(dossier.id).at("clock").at("official_start").get<std::string>());
    REQUIRE(start);
    CHECK(lan.bytes("/desk/dossiers/" + dossier.id).find(dossier::vietnamese_time(*start)) != std::string::npos);
    // And in the log, line by line.
    const auto log = content_of((office().folder() / "log").string());
    std::size_t lines = 0;
    for (std::size_t begin = 0, end = 0; (end = log.find('\n', begin)) != std::string::npos; begin = end + 1, ++lines) {
        const auto line = json::parse(log.substr(begin, end - begin), nullptr, false);
        REQUIRE(line.is_object());
        CHECK(line.at("time").get<std::string>().ends_with("+07:00"));
    }
    CHECK(lines > 10);
}
