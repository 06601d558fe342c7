// Opening and receiving at the counter, the papers, the code, the catalogue.

#include <catch2/catch.hpp>

#include <regex>

#include "tests/story/place.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;

namespace {

integrations::HttpAnswer open(const json& body) { return desk().reception().ask("POST", "/api/dossiers", body.dump()); }

json component_of(const json& dossier, const std::string& code) {
    for (const auto& component : dossier.at("components"))
        if (component.at("code") == code) return component;
    return nullptr;
}

const auto scan = [] { return content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")); };

}  // namespace

TEST_CASE("a counter dossier gets its code, and one that lacks mandatory data is refused naming each field", "[R-DIG-01]") {
    const auto opened = open(counter_dossier());
    CHECK(opened.status == 201);
    const auto code = body_of(opened).value("code", "");
    CHECK_FALSE(code.empty());
    CHECK(desk().show(body_of(opened).at("id")).at("code") == code);

    auto lacking = counter_dossier();
    lacking["particulars"]["applicant"].erase("name");
    lacking["particulars"]["applicant"].erase("number");
    const auto refused = open(lacking);
    CHECK(refused.status == 422);
    CHECK(fields_of(refused) == "applicant.name applicant.number");

    auto without_procedure = counter_dossier();
    without_procedure.erase("procedure");
    const auto nameless = open(without_procedure);
    CHECK(nameless.status == 422);
    CHECK(fields_of(nameless) == "procedure");
}

TEST_CASE("a file is taken only into the component it belongs to", "[R-DIG-03]") {
    const auto dossier = desk().draft();
    const auto bytes = scan();
    const auto at = "/api/dossiers/" + dossier;
    const auto untagged = desk().reception().ask("POST", at + "/files", bytes, "application/pdf");
    CHECK(untagged.status == 422);
    CHECK(fields_of(untagged) == "component");
    CHECK(component_of(desk().show(dossier), application_form).is_null());

    desk().reception().upload(at + "/components/" + application_form + "/files", bytes, "application/pdf", "giay-de-nghi.pdf");

    const auto component = component_of(desk().show(dossier), application_form);
    REQUIRE(component.at("files").size() == 1);
    const auto file = at + "/files/" + component.at("files")[0].at("file").get<std::string>();
    wait_until("its pages are looked through", 60, [&] { return desk().reception().ask("GET", file).status == 200; });
    CHECK(desk().reception().bytes(file) == bytes);
}

TEST_CASE("a paper that cannot be digitised is a mark with a reason, no file, and no obstacle to reception", "[R-DIG-04]") {
    const auto dossier = desk().draft();
    auto& lan = desk().reception();
    desk().act(lan, dossier, "MarkNotDigitised", {{"component", application_form}, {"reason", "map"}, {"text", "Bản đồ khổ A0"}});
    const auto component = component_of(desk().show(dossier), application_form);
    CHECK(component.at("digitised") == false);
    CHECK(component.at("not_digitised").at("reason") == "map");
    CHECK(component.at("not_digitised").at("text") == "Bản đồ khổ A0");
    CHECK(component.at("files").empty());

    desk().act(lan, dossier, "MarkNotDigitised", {{"component", authorisation}, {"reason", "object"}});
    desk().act(lan, dossier, "RecordLookup", {{"component", identity_paper}, {"source", "identity"}, {"found", true}});
    const auto received = desk().act(lan, dossier, "Receive");
    CHECK(received.at("state") == "Received");
    CHECK_FALSE(received.at("code").get<std::string>().empty());
}

TEST_CASE("an imported procedure is told with all its parts, and an unknown code opens nothing", "[R-TAG-01]") {
    const auto component = [](const char* code, int copies, bool digitisable) {
        return json{{"code", code}, {"title", "Giấy tờ"}, {"mode", {"submit"}}, {"originals", 1}, {"copies", copies}, {"digitisable", digitisable}};
    };
    const json procedure{{"code", "1.999001"},
                         {"name", "Thủ tục mẫu"},
                         {"field", {{"code", "G05-KD01"}, {"name", "Lĩnh vực mẫu"}}},
                         {"level", "full"},
                         {"effective_from", "2025-07-01"},
                         {"limit", "5wd"},
                         {"fees", {{{"code", "LP-1"}, {"title", "Lệ phí"}, {"kind", "charge"}, {"amount", 100000}}}},
                         {"components", {component("000.00.00.G05-KQ900902", 2, false), component("000.00.00.G05-KQ900901", 0, true)}},
                         {"results", {{{"code", "KQ.G05.000901"}, {"title", "Giấy phép mẫu"}}}},
                         {"runs_on", "ours"}};
    office().import(procedure.dump());

    const auto told = desk().stranger().get("/api/procedures/1.999001");
    for (const auto* part : {"code", "name", "field", "level", "limit"}) CHECK(told.at(part) == procedure.at(part));
    CHECK(told.at("fees")[0].at("amount") == 100000);
    CHECK(told.at("results")[0].at("code") == "KQ.G05.000901");
    CHECK(told.at("results")[0].at("title") == "Giấy phép mẫu");
    REQUIRE(told.at("components").size() == 2);
    for (std::size_t i = 0; i < 2; ++i)  // in their order
        for (const auto* part : {"code", "originals", "copies", "digitisable"})
            CHECK(told["components"][i].at(part) == procedure["components"][i].at(part));

    auto unknown = counter_dossier();
    unknown["procedure"] = "1.999999";
    const auto refused = open(unknown);
    CHECK(refused.status == 422);
    CHECK(fields_of(refused) == "procedure");
}

TEST_CASE("under the scheme of 2018 the code has its pattern, the agency's code and the Vietnamese date", "[R-NUM-01]") {
    const auto received = desk().received();
    const auto code = received.at("code").get<std::string>();
    CHECK(std::regex_match(code, std::regex{R"(^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4}$)"}));
    CHECK(code.substr(0, 14) == "000.00.14.H99-");
}
