// `motcua deadline` as people call it: exit codes and words.

#include <array>
#include <iostream>
#include <sstream>

#include "dossier/calendar/deadline.hpp"
#include "server/catalogue/calendar_json.hpp"
#include "server/tools/deadline.hpp"
#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;
using server::catalogue::Json;

namespace {

struct Answer {
    int code;
    std::string out, err;
};

Answer ask(std::vector<std::string> words) {
    words.insert(words.begin(), "deadline");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    std::ostringstream out, err;
    auto* const before_out = std::cout.rdbuf(out.rdbuf());
    auto* const before_err = std::cerr.rdbuf(err.rdbuf());
    const int code = server::run_deadline(static_cast<int>(argv.size()), argv.data());
    std::cout.rdbuf(before_out);
    std::cerr.rdbuf(before_err);
    return {code, out.str(), err.str()};
}

Answer ask_limit(const std::string& limit) { return ask({"--from", "2026-11-23T09:00", "--limit=" + limit, "--json"}); }

Answer ask_pauses(const std::vector<std::string>& pauses, const std::string& limit = "2wd") {
    std::vector<std::string> words{"--from", "2026-11-23T09:00", "--limit", limit, "--json"};
    for (const auto& pause : pauses) words.insert(words.end(), {"--pause", pause});
    return ask(words);
}

std::vector<std::string> whys(const Answer& answer) {
    std::vector<std::string> list;
    const auto term = Json::parse(answer.out);
    for (const auto& line : term.at("lines")) list.push_back(line.at("why").get<std::string>());
    return list;
}

bool told(const std::vector<std::string>& whys, const std::string& words) {
    return std::any_of(whys.begin(), whys.end(), [&](const std::string& why) { return why.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("limits too long for any procedure are refused, never wrapped", "[deadline][command]") {
    const auto* limit = GENERATE("786432m", "99999999999999wd", "99999999999999wh", "18446744073709551617d", "1201m", "36526d", "36526wd",
                                 "876601wh", "999999wh");
    CAPTURE(limit);
    const auto answer = ask_limit(limit);
    CHECK(answer.code == 2);
    CHECK(answer.err.find("thời hạn quá dài, nhiều nhất 100 năm") != std::string::npos);
    CHECK(answer.out.empty());
}

TEST_CASE("words that are no limit are refused in Vietnamese", "[deadline][command]") {
    const auto* limit = GENERATE("", " ", "1e9wh", "-3wd", "-1m", "0d", "0.0wh", "1.5wd", "3 wd", "3WD", "+3wd", "0x3wd", "3", "wd", "3,5wh",
                                 "1.1234567wh", "nan", "sd@", "sd@24:00", "NaNwd");
    CAPTURE(limit);
    const auto answer = ask_limit(limit);
    CHECK(answer.code == 2);
    CHECK(answer.err.find("thời hạn") != std::string::npos);
    CHECK(answer.out.empty());
}

TEST_CASE("a negative limit that looks like an option is refused in Vietnamese too", "[deadline][command]") {
    const auto answer = ask({"--from", "2026-11-23T09:00", "--limit", "-3wd"});
    CHECK(answer.code == 2);
    CHECK(answer.err.find("lớn hơn 0") != std::string::npos);
}

TEST_CASE("a limit that runs beyond the calendar is an error, not a guess", "[deadline][command]") {
    const auto* limit = GENERATE("1200m", "36525d", "36525wd", "876600wh", "800wd", "13m", "400d");
    CAPTURE(limit);
    const auto answer = ask({"--from", "2026-12-23T09:00", "--limit", limit});
    CHECK(answer.code == 1);
    CHECK(answer.err.find("lịch làm việc không có (hoặc chưa công bố) ngày") != std::string::npos);
}

TEST_CASE("pauses at the edges", "[deadline][command]") {
    const auto due = [](const Answer& answer) { return Json::parse(answer.out).at("due").get<std::string>(); };
    CHECK(ask_pauses({"2026-11-25T09:00/2026-11-25T09:00"}).code == 2);
    CHECK(ask_pauses({"2026-11-25T09:00/2026-11-25T09:00"}).err.find("kết thúc sau khi bắt đầu") != std::string::npos);
    CHECK(ask_pauses({"2026-11-25T09:00/2026-11-26T09:00", "2026-11-26T08:59/2026-11-27T09:00"}).code == 2);
    CHECK(ask_pauses({"2026-11-25/2026-11-26", "2026-11-25/2026-11-26"}).code == 2);
    CHECK(ask_pauses({"2026-11-25T09:00"}).code == 2);
    CHECK(due(ask_pauses({"2026-11-25T09:00/2026-11-26T09:00", "2026-11-26T09:00/2026-11-27T09:00"})) == "2026-11-30T17:00:00+07:00");  // a quarter of the 25th and three of the 27th
    CHECK(due(ask_pauses({"2026-01-01T09:00/2026-11-25T17:00"})) == "2026-11-27T17:00:00+07:00");
    CHECK(ask_pauses({"2026-11-25T09:00/9999-12-31T09:00"}).code == 1);
    CHECK(ask_pauses({"2026-11-25T09:00/9999-12-31T09:00"}, "2m").code == 1);
    CHECK(due(ask_pauses({"2027-11-25T09:00/9999-12-31T09:00"})) == "2026-11-26T17:00:00+07:00");
    CHECK(due(ask_pauses({"2026-11-23T10:00/9999-12-31T09:00"}, "sd")) == "2026-11-23T17:00:00+07:00");
    // Wrong pauses are a wrong call even when the calendar ends before they matter.
    CHECK(ask({"--from", "2031-01-01T09:00", "--limit", "1wd", "--pause", "2026-11-25/2026-11-25"}).code == 2);
}

TEST_CASE("pauses are told with their reason, one that is no known word as it stands", "[deadline][command]") {
    const auto wd = whys(ask_pauses({"2026-11-25T07:00/2026-11-25T17:00:supplement", "2026-11-26T10:00/2026-11-26T11:00:mưa bão: nghỉ"}));
    CHECK(told(wd, "không tính, tạm dừng: chờ bổ sung"));
    CHECK(told(wd, "không tính, tạm dừng: mưa bão: nghỉ"));
    const auto wh = whys(ask_pauses({"2026-11-23T10:00/2026-11-23T11:00:payment"}, "8wh"));
    CHECK(told(wh, "chờ thực hiện nghĩa vụ tài chính"));
    CHECK(told(whys(ask_pauses({"2026-11-23T10:00/2026-11-26T10:00:opinion"}, "5d")), "kéo dài 3 ngày, tạm dừng: chờ ý kiến cơ quan khác"));
    CHECK(told(whys(ask_pauses({"2026-11-23T10:00/2026-11-23T11:00:withdrawal"}, "sd")), "không kéo dài thời hạn trong ngày"));
}

TEST_CASE("breaks, nights, rest days, holidays and the roll of a due day are told", "[deadline][command]") {
    const auto wh = whys(ask({"--from", "2026-11-20T09:00", "--limit", "20wh", "--json"}));
    for (const char* words : {"nghỉ giữa buổi", "ngoài giờ làm việc", "Chủ nhật 22/11/2026: không tính, nghỉ hằng tuần",
                              "Thứ Ba 24/11/2026: không tính, nghỉ lễ, tết", "giờ làm việc; đủ thời hạn"}) {
        CAPTURE(words);
        CHECK(told(wh, words));
    }
    const auto early = whys(ask({"--from", "2026-04-24T17:30", "--limit", "1wd", "--json"}));
    for (const char* words : {"Thứ Sáu 24/04/2026: không tính, ngoài giờ tiếp nhận", "Chủ nhật 26/04/2026: không tính, nghỉ lễ, tết",
                              "Thứ Hai 27/04/2026: không tính, nghỉ bù ngày lễ", "tiếp nhận chính thức lúc 07:00 28/04/2026", "ngày 0"}) {
        CAPTURE(words);
        CHECK(told(early, words));
    }
    CHECK(told(whys(ask({"--from", "2026-11-17T09:00", "--limit", "7d", "--json"})), "ngày đến hạn không làm việc, nghỉ lễ, tết"));
}
