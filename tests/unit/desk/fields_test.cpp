#include <catch2/catch.hpp>

#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/words.hpp"
#include "server/http/sentence.hpp"

using namespace server::http::desk;

TEST_CASE("typed fields become the JSON of their paths", "[desk]") {
    const std::vector<Field> fields{{.name = "points.0.reason", .label = ""},
                                    {.name = "applicant.number", .label = "", .digits_only = true},
                                    {.name = "copies", .label = "", .input = Input::Number},
                                    {.name = "paper", .label = "", .input = Input::Tick},
                                    {.name = "granted", .label = "", .input = Input::Tick},
                                    {.name = "note", .label = ""}};
    const auto json = json_of(fields, {{"points.0.reason", " mờ "}, {"applicant.number", "001 190.012-345"}, {"copies", "2"}, {"paper", "true"}});
    REQUIRE(json.has_value());
    CHECK(json->dump() == R"({"points":[{"reason":"mờ"}],"applicant":{"number":"001190012345"},"copies":2,"paper":true,"granted":false})");
    CHECK_FALSE(json_of(fields, {{"copies", "hai"}}).has_value());
}

TEST_CASE("what a person reads begins with a capital letter, Vietnamese ones too", "[desk]") {
    using server::http::sentence;
    CHECK(sentence("đã có số đến") == "Đã có số đến");
    CHECK(sentence("ở quầy") == "Ở quầy");
    CHECK(sentence("ký số") == "Ký số");
    for (const auto* same : {"", "Đủ", "12 chữ số", "“lạ”", "\xff"}) CHECK(sentence(same) == same);

    const Errors errors{{"note", "required", "phải có ghi chú"}};
    CHECK(field_view({.name = "note", .label = "Ghi chú"}, "", nullptr, errors)["text"]["error"] == "Phải có ghi chú");
    View page;
    add_errors(page, summary_of({dossier::ErrorCode::WrongState, "hồ sơ đã trả"}, {}, ""));
    CHECK(page["errors"][0]["text"] == "Hồ sơ đã trả");
}

TEST_CASE("an error of the domain finds its field", "[desk]") {
    const Errors errors{{"points[0].reason", "required", "phải có lý do"}, {"particulars.applicant.number", "format", "12 chữ số"}};
    CHECK(error_of(errors, "points.0.reason") == "phải có lý do");
    CHECK(error_of(errors, "applicant.number") == "12 chữ số");
    CHECK(error_of(errors, "copies").empty());
}

TEST_CASE("moments and remaining time read as people write them", "[desk]") {
    const auto at = *dossier::parse_iso8601("2026-11-05T09:05:00+07:00");
    CHECK(long_moment(at) == "09 giờ 05 phút, ngày 05/11/2026");
    CHECK(grouped_phone("0912345678") == "0912 345 678");
    CHECK(time_left(at + std::chrono::hours{72}, at).text == "còn 3 ngày");
    CHECK(time_left(at - std::chrono::minutes{90}, at).text == "quá hạn 1 giờ");
    CHECK(time_left(at - std::chrono::minutes{90}, at).late);
}
