#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "server/catalogue/calendar_json.hpp"
#include "server/catalogue/dossier_json.hpp"
#include "server/catalogue/embedded.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "tests/unit/dossier/builders.hpp"
#include "tests/support/places.hpp"

using namespace dossier_tests;
using namespace server::catalogue;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<fs::path> sample_procedures() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(test_support::in_source("sample_data/procedures")))
        if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".schema") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

bool fits_schema(const std::string& text) {
    valijson::Schema schema;
    const auto schema_json = nlohmann::json::parse(procedure_schema_text);
    valijson::SchemaParser{}.populateSchema(valijson::adapters::NlohmannJsonAdapter{schema_json}, schema);
    const auto json = nlohmann::json::parse(text);
    return valijson::Validator{}.validate(schema, valijson::adapters::NlohmannJsonAdapter{json}, nullptr);
}

const char* two_faults = R"({"code": "1193", "name": "X", "field": {"code": "X15", "name": "Hộ tịch"}, "effective_from": "2026-01-01",
  "limit": "3 ngày", "components": [{"code": "a b", "title": "T", "mode": "nộp"}, {"code": "c", "title": "", "mode": "submit"}]})";

}  // namespace

TEST_CASE("a mistyped name is told with its path, a note is free", "[catalogue]") {
    const auto text = [](const std::string& component) {
        return R"({"code":"1.001193","name":"Đăng ký khai sinh","field":{"code":"G15-TP07","name":"Hộ tịch"},"note":"bản thử","$schema":"procedure.schema.json",
                   "effective_from":"2025-07-01","limit":"1wd","components":[)" + component + "]}";
    };
    CHECK(parse_procedure(text(R"({"code":"000.00.00.G15-KQ900101","title":"Tờ khai","mode":"submit","originals":1})")));
    const auto wrong = parse_procedure(text(R"({"code":"000.00.00.G15-KQ900101","title":"Tờ khai","mode":"submit","orignals":1,
        "fields_read":[]})"));
    REQUIRE_FALSE(wrong);
    REQUIRE(wrong.error().fields.size() == 2);
    CHECK(wrong.error().fields[0].field == "components[0].orignals");
    CHECK(wrong.error().fields[1].field == "components[0].fields_read");
}

TEST_CASE("every sample procedure fits the published schema, is read, and is marked unverified", "[catalogue]") {
    const auto paths = sample_procedures();
    REQUIRE(paths.size() >= 6);
    for (const auto& path : paths) {
        INFO(path.filename().string());
        const auto procedure = parse_procedure(text_of(path));
        if (!procedure) FAIL(procedure.error().fields.at(0).field << ": " << procedure.error().fields.at(0).message);
        CHECK(fits_schema(text_of(path)));
        CHECK(fits_schema(procedure_to_json(*procedure).dump()));
        CHECK(*procedure_from_json(procedure_to_json(*procedure)) == *procedure);
        CHECK_FALSE(procedure->verified);
        CHECK(path.stem().string() == procedure->code);
        for (const auto& component : procedure->components) CHECK(is_component_code(component.code));
    }
}

TEST_CASE("a wrong procedure file is answered once, with every fault and its path", "[catalogue]") {
    const auto outcome = parse_procedure(two_faults);
    REQUIRE_FALSE(outcome.has_value());
    std::vector<std::string> fields;
    for (const auto& fault : outcome.error().fields) fields.push_back(fault.field);
    CHECK(fields == std::vector<std::string>{"code", "field.code", "limit", "components[0].code", "components[0].mode",
                                             "components[1].title"});
    CHECK_FALSE(fits_schema(two_faults));
}

TEST_CASE("field codes have their prefix, or the procedure is refused", "[catalogue][R-NUM-17]") {
    auto json = nlohmann::json::parse(text_of(sample_procedures().front()));
    const auto with = [&](const char* code) {
        json["field"]["code"] = code;
        return parse_procedure(json.dump());
    };
    for (const char* good : {"G15-TP07", "H56-TP07"}) {
        INFO(good);
        const auto procedure = with(good);
        REQUIRE(procedure);
        CHECK(procedure->field_code == good);
    }
    for (const char* bad : {"X15-TP07", "G1-TP07", "15-TP07", "G15"}) {
        INFO(bad);
        const auto refused = with(bad);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::InvalidInput);
        CHECK(refused.error().fields.at(0).field == "field.code");
    }
}

TEST_CASE("broken JSON names the byte", "[catalogue]") {
    const auto outcome = parse_procedure("{\"code\": ");
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("the national catalogue's answer becomes procedures", "[catalogue]") {
    const char* answer = R"({"error_code": "0", "message": "", "result": [{"ID": "1001", "MATTHC": "1.001612", "TENTTHC": "Thủ tục mẫu",
      "TRANGTHAI": "1", "LINHVUCTHUCHIEN": [{"MALINHVUC": "G05-KD01", "TENLINHVUC": "Hộ kinh doanh"}],
      "CACHTHUCTHUCHIEN": [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc",
        "PHILEPHI": [{"MAPHILEPHI": "LP01", "SOTIEN": "100000", "DONVI": "đồng", "MOTA": ""}]}]}],
      "THANHPHANHOSO": [{"TRUONGHOP": "Mặc định", "GIAYTO": [{"MAGIAYTO": "000.00.00.G05-KQ000001", "SOBANCHINH": "1",
        "SOBANSAO": "0", "TENGIAYTO": "Giấy đề nghị"}]}],
      "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G05.000001", "TENKETQUA": "Giấy chứng nhận"}]}]})";
    const auto procedures = parse_procedure_file(answer, *parse_iso_date("2026-11-28"));
    REQUIRE(procedures.has_value());
    REQUIRE(procedures->size() == 1);
    const auto& procedure = procedures->front();
    CHECK(procedure.code == "1.001612");
    CHECK(limit_text(procedure.limit) == "3wd");
    CHECK(procedure.components.at(0).originals == 1);
    CHECK(procedure.fees.at(0).amount == 100000);
    CHECK(procedure.results.at(0).code == "KQ.G05.000001");
}

TEST_CASE("two revisions are compared part by part", "[catalogue]") {
    auto before = a_procedure();
    auto after = before;
    after.limit = *parse_limit("5wd");
    after.components[0].originals = 2;
    after.components.pop_back();
    const auto changes = changes_between(before, after);
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].path == "limit");
    CHECK(changes[1].path == "components[" + std::string{form_code} + "].originals");
    CHECK(changes[2].kind == "removed");
}

TEST_CASE("events and dossiers come back from JSON as they went", "[catalogue]") {
    Story story;
    story.decided();
    story.act(a_signed_result(), at("2026-11-25T10:00", specialist()));
    const auto again = dossier_from_json(dossier_to_json(story.it));
    REQUIRE(again.has_value());
    CHECK(*again == story.it);
    const auto event = decide(story.it, Finish{}, at("2026-11-25T10:05:30.123456", specialist()));
    REQUIRE(event.has_value());
    CHECK(*event_from_json(event_to_json(*event)) == *event);
}

TEST_CASE("a result recorded before appendices were is read without any, and its event written as it was", "[catalogue][appendix]") {
    const std::string before = R"({"code":"KQ.G15.000001","number":"12/GM","file":"r1",)"
                               R"("signature":{"verdict":"TOTAL-PASSED","person_signed":true,"agency_signed":true}})";
    const auto told = [](const std::string& change) { return R"({"event":"ResultAttached","at":"2026-11-25T10:00:00+07:00","by":{"id":"s"},"change":)" + change + "}"; };
    const auto event = event_from_json(Json::parse(told(before)));
    REQUIRE(event.has_value());
    const auto* attached = std::get_if<Done<AttachResult>>(&event->change);
    REQUIRE(attached);
    CHECK(attached->asked == a_signed_result());
    CHECK(attached->asked.appendices.empty());
    CHECK(event_to_json(*event)["change"].dump() == before);
    const auto dossier = apply(Dossier{}, *event);
    CHECK(dossier.results.at(0).appendices.empty());
    CHECK_FALSE(dossier_to_json(dossier)["results"][0].contains("appendices"));
    CHECK(dossier_to_json(dossier, Defaults::Write)["results"][0]["appendices"] == Json::array());

    const auto later = Event{event->by, event->at, Done<AttachResult>{a_result_with_appendices()}};
    const auto written = event_to_json(later);
    CHECK(written["change"]["appendices"][1]["file"] == "a2");
    CHECK(*event_from_json(written) == later);
}

TEST_CASE("an action body with wrong fields names each of them", "[catalogue]") {
    const auto action = action_from_json("AddFile", Json::parse(R"({"component": 5, "ordinal": "x", "nope": 1})"));
    REQUIRE_FALSE(action.has_value());
    CHECK(action.error().fields.size() == 3);
}

TEST_CASE("the shipped calendar knows Tết and the swapped days", "[catalogue]") {
    const auto& calendar = shipped_calendar();
    for (const char* off : {"2024-02-08", "2024-02-14", "2024-04-18", "2024-04-29", "2025-01-27", "2025-01-31", "2025-05-02",
                            "2026-01-02", "2026-02-16", "2026-02-20", "2026-04-27", "2026-08-31", "2026-11-24", "2027-05-03"}) {
        INFO(off);
        CHECK(calendar.knows(*parse_iso_date(off)));
        CHECK_FALSE(calendar.is_working_day(*parse_iso_date(off)));
    }
    for (const char* on : {"2024-02-07", "2024-02-15", "2024-05-04", "2025-02-03", "2025-04-26", "2026-01-10", "2026-08-22"}) {
        INFO(on);
        CHECK(calendar.is_working_day(*parse_iso_date(on)));
    }
    CHECK_FALSE(calendar.knows(*parse_iso_date("2027-02-08")));
    CHECK_FALSE(calendar.knows(*parse_iso_date("2028-01-03")));
}
