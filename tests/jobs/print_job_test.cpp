// What a counter prints in one go: every page in its own size, every code readable.

#include "dossier/intake/bundle.hpp"
#include "ocr/stack/sheets.hpp"
#include "server/http/api/print_jobs.hpp"
#include "server/jobs/render_form.hpp"
#include "server/print_job.hpp"
#include "server/storage/bundle_store.hpp"
#include "templates/print_job.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/support/printed_paper.hpp"

using namespace papers_tests;
using dossier_tests::desk;
using nlohmann::json;
using test_support::codes_on;
using test_support::PaperFile;

namespace {

using Sizes = std::vector<std::pair<int, int>>;
const std::pair a4{210, 297}, a5{148, 210};

dossier::Result<std::string> printed(Printing& office, const dossier::Dossier& dossier, const json& asked) {
    const auto wish = print_wish(asked);
    if (!wish) return tl::unexpected(wish.error());
    auto officer = desk();
    officer.id = dossier::OfficerId{"00000000-0000-7000-8000-000000000010"};
    return print_for_dossier(office.services, dossier, *wish, officer, vn("2026-11-23T11:00"));
}

std::string fields_of(const dossier::Error& error) {
    std::string names;
    for (const auto& field : error.fields) names += (names.empty() ? "" : " ") + field.field;
    return names;
}

dossier::Dossier with_bundle(Printing& office) {
    const auto id = office.open().id;
    dossier::MarkNotDigitised mark;
    mark.component = dossier_tests::form_code;
    mark.reason = dossier::MarkReason::Drawing;
    office.act(id, mark, desk(), "2026-11-23T09:10");
    return office.receive(id);
}

}  // namespace

TEST_CASE("receipt, checklist, sheets and labels come as one file, each page in its size", "[papers][print-job]") {
    Printing office;
    const auto received = with_bundle(office);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto dossier = office.now(received.id);
    const auto pdf = printed(office, dossier, {{"receipt", true}, {"checklist", true}, {"cover", true}, {"components", true}, {"separators", 2},
                                               {"bundle", true}, {"labels", 2}, {"stock", "roll-100x70"}});
    REQUIRE(pdf);
    const PaperFile paper{*pdf};
    CHECK(test_support::page_sizes(paper) == Sizes{a5, a4, a4, a4, a4, a4, {100, 70}, {100, 70}, {100, 70}});
    const auto& code = dossier.procedure.code;
    CHECK(codes_on(paper, 3) == std::vector{ocr::cover_payload(dossier.id.text())});
    CHECK(codes_on(paper, 4) == std::vector{ocr::component_payload(code, dossier_tests::form_code)});
    CHECK(codes_on(paper, 5) == std::vector{ocr::separator_payload()});
    CHECK(codes_on(paper, 6) == std::vector{ocr::separator_payload()});
    storage::UnitOfWork work{*office.database};
    CHECK(codes_on(paper, 7) == std::vector{storage::label_of(work, dossier.id)->id});
    CHECK(codes_on(paper, 8) == std::vector{dossier.code});
    const auto text = office.text_of(*pdf);
    for (const auto* words : {"DANH MỤC GIẤY TỜ CẦN NỘP", "TỜ BÌA HỒ SƠ", "TỜ PHÂN CÁCH", "Giấy tờ chưa số hóa"}) CHECK(text.find(words) != std::string::npos);
}

TEST_CASE("labels fill sheets of every stock from the cell where the last job ended", "[papers][print-job]") {
    Printing office;
    const auto dossier = office.receive(office.open().id);
    for (const auto& stock : templates::label_stock()) {
        INFO(stock.code);
        // Nothing lies beyond its sheet, no label over another.
        CHECK(stock.left + (stock.columns - 1) * stock.across + stock.label_width <= stock.page_width + 0.01);
        CHECK(stock.top + (stock.rows - 1) * stock.down + stock.label_height <= stock.page_height + 0.01);
        CHECK((stock.columns == 1 || stock.across >= stock.label_width));
        CHECK((stock.rows == 1 || stock.down >= stock.label_height));
        const auto pdf = printed(office, dossier, {{"labels", 3}, {"stock", stock.code}, {"first_cell", stock.cells()}});
        REQUIRE(pdf);
        const PaperFile paper{*pdf};
        const std::pair page{static_cast<int>(stock.page_width + 0.5), static_cast<int>(stock.page_height + 0.5)};
        CHECK(test_support::page_sizes(paper) == Sizes(stock.cells() == 1 ? 3U : 2U, page));
        CHECK(codes_on(paper, 1) == std::vector{dossier.code});
        CHECK(codes_on(paper, 2) == std::vector<std::string>(stock.cells() == 1 ? 1U : 2U, dossier.code));
    }
}

TEST_CASE("a bundle with a long list gets as many labels as the list needs, all with the bundle's code", "[papers][print-job]") {
    Printing office;
    auto procedure = Office::paperless();
    procedure.code = "1.000778";
    procedure.components.resize(1);
    for (int paper = 2; paper <= 12; ++paper) {
        auto component = procedure.components[0];
        component.code += "-" + std::to_string(paper);
        component.title = "Bản vẽ số " + std::to_string(paper) + " của công trình, kèm thuyết minh và dự toán được cơ quan có thẩm quyền phê duyệt";
        procedure.components.push_back(component);
    }
    office.put(procedure);
    const auto id = office.open("", "2026-11-23T09:00", procedure.code).id;
    for (const auto& component : procedure.components) {
        dossier::MarkNotDigitised mark;
        mark.component = component.code;
        mark.reason = dossier::MarkReason::Drawing;
        office.act(id, mark, desk(), "2026-11-23T09:10");
    }
    const auto dossier = office.receive(id);
    const auto pdf = printed(office, dossier, {{"bundle", true}, {"stock", "a7"}});
    REQUIRE(pdf);
    const PaperFile paper{*pdf};
    REQUIRE(test_support::page_sizes(paper) == Sizes(3, {105, 74}));
    const auto text = office.text_of(*pdf);
    for (int number = 2; number <= 12; ++number) CHECK(text.find("Bản vẽ số " + std::to_string(number) + " ") != std::string::npos);
    CHECK(codes_on(paper, 1) == codes_on(paper, 3));
    CHECK(codes_on(paper, 1).size() == 1);
}

TEST_CASE("what cannot be printed is told field by field", "[papers][print-job]") {
    Printing office;
    const auto draft = office.open();
    const auto refused = [&](const json& asked) {
        const auto answer = printed(office, draft, asked);
        return answer ? "printed" : fields_of(answer.error());
    };
    CHECK(refused(json::object()) == "checklist");
    CHECK(refused({{"separators", 51}, {"labels", "x"}, {"stock", "khong-co"}, {"bang", 1}}) == "bang labels separators stock checklist");
    CHECK(refused({{"labels", 1}, {"stock", "a4-8"}, {"first_cell", 9}}) == "first_cell");
    CHECK(refused({{"receipt", true}, {"bundle", true}, {"labels", 1}}) == "receipt bundle labels");
    const auto small = printed(office, with_bundle(office), {{"bundle", true}, {"stock", "roll-50x30"}});
    REQUIRE_FALSE(small);
    CHECK(fields_of(small.error()) == "stock");
}

TEST_CASE("sheets of a procedure are printed before there is a dossier", "[papers][print-job]") {
    Printing office;
    http::Request request;
    request.arrived_at = vn("2026-11-23T11:00");
    request.path_values = {{"code", dossier_tests::a_procedure().code}};
    request.body = R"({"checklist": true, "components": true, "separators": 1})";
    const auto answer = http::print_procedure_job(request, office.services);
    REQUIRE(answer);
    const PaperFile paper{answer->body};
    CHECK(test_support::page_sizes(paper) == Sizes{a4, a4, a4});
    CHECK(codes_on(paper, 2) == std::vector{ocr::component_payload(dossier_tests::a_procedure().code, dossier_tests::form_code)});
    request.body = R"({"cover": true, "labels": 1})";
    const auto refused = http::print_procedure_job(request, office.services);
    REQUIRE_FALSE(refused);
    CHECK(fields_of(refused.error()) == "cover labels");
}
