// Officers' pages made from real dossiers: complete views, escaped, labelled, and true to what may be done.

#include <cstdlib>
#include <fstream>
#include <regex>

#include <catch2/catch.hpp>

#include "server/http/desk/dossier_page.hpp"
#include "server/http/desk/particulars_form.hpp"
#include "server/http/desk/stack_page.hpp"
#include "templates/render.hpp"
#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;
namespace desk_pages = server::http::desk;
using templates::View;

namespace {

View frame_of(const char* title) {
    return {{"title", title}, {"failed", false}, {"errors", View::array()}, {"flash", nullptr}, {"agency", "Ủy ban nhân dân phường Bình Minh"},
            {"account", {{"name", "Nguyễn Thị Lan"}, {"roles", "công chức tiếp nhận"}}},
            {"nav", {{"length", 1}, {"items", View::array({{{"href", "/desk"}, {"text", "Hàng đợi"}, {"current", false}}})}}},
            {"csrf", "token"}, {"wide", false}};
}

// Renders, checks what every page must hold, and keeps the page when MOTCUA_PAGES names a folder.
std::string shown(const char* name, const char* as, const View& more) {
    auto view = frame_of(as);
    view.update(more);
    std::set<std::string> missing;
    auto html = templates::render(name, view, &missing);
    for (const auto& each : missing) FAIL_CHECK(as << " asks for " << each);
    const std::regex forbidden{R"(<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=|javascript:)", std::regex::icase};
    CHECK_FALSE(std::regex_search(html, forbidden));
    std::set<std::string> ids;
    const std::regex id{R"re(\sid="([^"]+)")re"};
    for (std::sregex_iterator at{html.begin(), html.end(), id}, end; at != end; ++at) {
        INFO(as << ": id " << (*at)[1]);
        CHECK(ids.insert((*at)[1]).second);
    }
    const std::regex label{R"re(<label[^>]* for="([^"]+)")re"};
    for (std::sregex_iterator at{html.begin(), html.end(), label}, end; at != end; ++at) {
        INFO(as << ": label for " << (*at)[1]);
        CHECK(ids.count((*at)[1]) == 1);
    }
    if (const char* folder = std::getenv("MOTCUA_PAGES")) std::ofstream{std::string{folder} + "/" + as + ".html"} << html;
    return html;
}

std::string dossier_shown(const char* as, const Story& story, const Actor& reader, const desk_pages::Refused* refused = nullptr) {
    const std::vector<Event> history{{ActedBy{OfficerId{"x"}, Role::reception_officer, agency, "MC", "Lan <b>"}, vn("2026-11-23T09:30"), Received{}}};
    const desk_pages::DossierPage page{story.it, history, reader, vn("2026-11-24T09:00"), "token", {{"s1", "quét.pdf", "đang đọc", 5, 2}},
                                       {{"f9", "Chữ ký hợp lệ", vn("2026-11-24T08:00"), false, true}},
                                       {{"Hồ sơ đã được tiếp nhận", "Hẹn trả <ngày>", "đã gửi qua thư điện tử", vn("2026-11-23T09:31"), false}}, {}, {}, {}, {}, refused};
    return shown("pages/dossier", as, desk_pages::dossier_view(page));
}

bool offers(const std::string& html, const std::string& action) { return html.find("/actions/" + action + "\"") != std::string::npos; }

}  // namespace

TEST_CASE("a draft's page offers reception, and says what is missing", "[desk]") {
    const auto html = dossier_shown("draft", Story{}.opened(), desk());
    CHECK(html.find("Hồ sơ nháp") != std::string::npos);
    CHECK(html.find("Chưa đủ thành phần hồ sơ") != std::string::npos);
    CHECK(html.find("Thủ tục minh họa") != std::string::npos);
    CHECK(offers(html, "Receive"));
    CHECK(offers(html, "MarkNotDigitised"));
    CHECK(offers(html, "RecordShown"));
    CHECK_FALSE(offers(html, "Decide"));
}

TEST_CASE("a received dossier's page shows code, due date with its proof, and papers", "[desk]") {
    const auto html = dossier_shown("received", Story{}.received(), desk());
    CHECK(html.find("H56.14-261123-0001") != std::string::npos);
    CHECK(html.find("Cách tính ngày hẹn trả") != std::string::npos);
    CHECK(html.find("/papers/receipt") != std::string::npos);
    CHECK(html.find("Đủ thành phần hồ sơ") != std::string::npos);
    CHECK(html.find("Lan &lt;b&gt;") != std::string::npos);
    CHECK_FALSE(offers(html, "Receive"));
}

TEST_CASE("the page of the reader shows only what the reader may do", "[desk]") {
    const auto story = Story{}.in_process();
    CHECK(offers(dossier_shown("in-process", story, leader()), "Decide"));
    CHECK_FALSE(offers(dossier_shown("in-process-desk", story, desk()), "Decide"));
    const auto decided = dossier_shown("decided", Story{}.decided(), specialist());
    CHECK(decided.find("/uploads/AttachResult\"") != std::string::npos);
}

TEST_CASE("a result's appendices stand under it, and join a work file that was opened before", "[desk][appendix]") {
    Story story;
    story.decided().act(OpenWorkFile{"Giải quyết hồ sơ", story.it.code, {}, {}}, at("2026-11-25T09:30", specialist()));
    story.act(a_result_with_appendices(), at("2026-11-25T10:00", specialist()));
    const auto html = dossier_shown("result-with-appendices", story, specialist());
    const auto result = html.find("/files/r1\">"), first = html.find("/files/a1\">Phụ lục I</a>"), second = html.find("/files/a2\">Phụ lục II</a>");
    REQUIRE(second != std::string::npos);
    CHECK(result < first);
    CHECK(first < second);
    for (const auto* file : {"r1", "a1", "a2"}) CHECK(html.find("<option value=\"" + std::string{file} + "\"") != std::string::npos);
    CHECK(dossier_shown("result-alone", Story{}.decided().act(a_signed_result(), at("2026-11-25T10:00", specialist())), specialist()).find("Phụ lục kèm theo") ==
          std::string::npos);
}

TEST_CASE("a refused form comes back open, with what was typed and why", "[desk]") {
    const auto story = Story{}.opened();
    const server::http::Pairs typed{{"reason", "thiếu <giấy>"}};
    const desk_pages::Refused refused{"RefuseReception", "", &typed,
                                      {ErrorCode::InvalidInput, "chưa được", {{"legal_basis", "required", "phải ghi căn cứ"}}}};
    const auto html = dossier_shown("refused", story, desk(), &refused);
    CHECK(html.find("thiếu &lt;giấy&gt;") != std::string::npos);
    CHECK(html.find("Phải ghi căn cứ") != std::string::npos);
    CHECK(html.find("<details class=\"govuk-details\" open>") != std::string::npos);
}

TEST_CASE("a stack's page puts each page beside what was read, and leaves doubtful values empty", "[desk]") {
    server::StackView stack;
    stack.stack.id = StackId{"5"};
    stack.stack.dossier = DossierId{"1"};
    stack.stack.state = server::storage::StackState::Read;
    stack.stack.pages = 2;
    server::storage::StackPage first;
    first.state = server::storage::PageState::Read;
    first.document = 1;
    first.suggested = form_code;
    first.score = 0.93;
    first.reason = "tiêu đề khớp";
    first.text = "TỜ KHAI <script>";
    first.preview = FileId{"p1"};
    first.fields = nlohmann::json::array({{{"name", "ho_ten"}, {"value", "Đặng Thị Đào"}, {"confidence", 0.95}},
                                          {{"name", "so"}, {"value", "00119001234"}, {"confidence", 0.4}}});
    auto second = first;
    second.number = 2;
    second.fields = nlohmann::json::array();
    stack.pages = {first, second};
    stack.documents = {{1, "", 1, {}, {}, {}}};
    const auto story = Story{}.opened();
    const auto html = shown("pages/stack", "stack", desk_pages::stack_view({stack, story.it, true, "token"}));
    CHECK(html.find("value=\"Đặng Thị Đào\"") != std::string::npos);
    CHECK(html.find("value=\"00119001234\"") == std::string::npos);
    CHECK(html.find("00119001234") != std::string::npos);
    CHECK(html.find("Tách từ trang này") != std::string::npos);
    CHECK(html.find("TỜ KHAI &lt;script&gt;") != std::string::npos);
    CHECK(html.find("data-refresh") == std::string::npos);

    stack.stack.state = server::storage::StackState::Reading;
    stack.pages[1].state = server::storage::PageState::Waiting;
    const auto reading = shown("pages/stack", "stack-reading", desk_pages::stack_view({stack, story.it, true, "token"}));
    CHECK(reading.find("data-refresh=\"/desk/stacks/5\"") != std::string::npos);
    CHECK(reading.find("1/2 trang") != std::string::npos);
}

TEST_CASE("particulars keep what was typed and find their errors", "[desk]") {
    const auto parts = desk_pages::particulars_form({}, nullptr);
    const server::http::Pairs typed{{"applicant.kind", "citizen"}, {"applicant.name", "Đặng Thị Đào"}, {"applicant.number", "12"},
                                    {"subject.kind", "citizen"}, {"return_mode", "counter"}, {"copies", "2"}};
    const desk_pages::Errors errors{{"particulars.applicant.number", "format", "phải có 12 chữ số"}};
    const auto html = shown("pages/particulars", "particulars",
                            {{"heading", "Mở hồ sơ mới"}, {"path", "/desk/new"}, {"version", ""}, {"once", "x"}, {"from", ""}, {"submit", "Mở hồ sơ"},
                             {"parts", desk_pages::parts_view(parts, &typed, errors)}});
    CHECK(html.find("value=\"Đặng Thị Đào\"") != std::string::npos);
    CHECK(html.find("Phải có 12 chữ số") != std::string::npos);
    const auto particulars = desk_pages::particulars_of(parts, typed, {});
    REQUIRE(particulars.has_value());
    CHECK(particulars->applicant.name.reveal() == "Đặng Thị Đào");
    CHECK_FALSE(particulars->subject.has_value());
    CHECK(particulars->copies == 2);
}

TEST_CASE("somebody who files for another is taken from the form, nobody when nothing was typed", "[desk]") {
    const auto parts = desk_pages::particulars_form({}, nullptr);
    const auto read = [&](server::http::Pairs typed) {
        auto particulars = desk_pages::particulars_of(parts, typed, {});
        REQUIRE(particulars);
        return *particulars;
    };
    const server::http::Pairs alone{{"applicant.kind", "citizen"}, {"applicant.name", "Đặng Thị Đào"}, {"brought_by", "in_person"}, {"representative.relation", ""}};
    CHECK_FALSE(read(alone).representative);
    const auto sent = read({{"applicant.name", "Đặng Thị Đào"}, {"brought_by", "authorised_person"}, {"representative.person.name", "Lê Văn Thay"},
                            {"representative.relation", "authorised"}, {"representative.document", "Giấy ủy quyền 12/UQ ngày 01/11/2026"}});
    REQUIRE(sent.representative);
    CHECK(sent.brought_by == BroughtBy::AuthorisedPerson);
    CHECK(sent.representative->person.name.reveal() == "Lê Văn Thay");
    CHECK(sent.representative->document == "Giấy ủy quyền 12/UQ ngày 01/11/2026");
}
