// Printed forms with an agency's own text: refused with its lines, shown, used from a moment on, taken back; the archive stays.

#include "server/http/desk/handlers.hpp"
#include "server/jobs/render_form.hpp"
#include "server/own_forms.hpp"
#include "server/paper_surroundings.hpp"
#include "server/storage/audit.hpp"
#include "templates/form_sample.hpp"
#include "tests/jobs/printing.hpp"

using namespace papers_tests;
using http::Request;

namespace {

dossier::Instant real_now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

struct Agency : Printing {
    Agency() {
        config.http_behind_nginx = false;
        storage::AccountRow account;
        account.login = "quan-tri";
        account.name = "Trịnh Công Đức";
        account.agency = dossier_tests::agency;
        account.roles = {"administrator"};
        storage::UnitOfWork work{*database};
        administrator = storage::put_account(work, account, vn("2026-11-20T09:00"));
        work.commit();
    }
    Request request(http::Pairs path_values, http::Pairs form = {}) const {
        Request made;
        made.principal.kind = http::Principal::Kind::Officer;
        made.principal.id = administrator;
        made.principal.agency = dossier_tests::agency;
        made.principal.roles = {"administrator"};
        made.path_values = std::move(path_values);
        made.form = std::move(form);
        made.arrived_at = real_now();
        return made;
    }
    http::Response preview(const std::string& html, const std::string& css = "") {
        return *http::desk::preview_form_template(request({{"rule_set", "2025"}, {"form", "receipt"}}, {{"html", html}, {"css", css}}), services);
    }
    int use(const std::string& number, const std::string& begins_at = "") {
        const auto answer = http::desk::use_form_template(request({{"rule_set", "2025"}, {"form", "receipt"}, {"number", number}}, {{"begins_at", begins_at}}), services);
        return answer ? answer->status : 404;
    }
    std::string archived(const dossier::DossierId& id) {
        REQUIRE(run("render_form", jobs::render_form) == 1);
        return bytes_of(now(id).forms.at(0).file);
    }
    std::string screen(const dossier::DossierId& id, const char* form = "receipt") {
        const auto answer = http::desk::show_paper(request({{"dossier_id", id.text()}, {"form", form}}), services);
        REQUIRE(answer);
        if (!answer->file) return answer->body;
        std::ifstream file{answer->file->path, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    }
    std::string administrator;
};

std::string receipt_with(const std::string& more) { return templates::built_in_text(*templates::find_form("2025", "receipt")) + "\n" + more; }

// Every member the sample has, the real view has too.
void check_known(const std::string& where, const nlohmann::json& sample, const nlohmann::json& real) {
    if (real.is_null() || (real.is_array() && real.empty())) return;
    if (sample.is_array()) return check_known(where + "[]", sample.front(), real.front());
    if (!sample.is_object()) return;
    for (const auto& [name, value] : sample.items()) {
        INFO(where << "." << name);
        REQUIRE(real.contains(name));
        check_known(where + "." + name, value, real.at(name));
    }
}

}  // namespace

TEST_CASE("every field an own form may ask for is one the real papers have", "[papers][own-forms]") {
    Printing office;
    auto procedure = Office::paperless();
    procedure.fees = {{"LP01", "Lệ phí", dossier::FeeKind::Charge, 8000, false, {}, {}}};
    office.put(procedure);
    const auto id = office.receive(office.open().id).id;
    office.act(id, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T10:00");
    const auto dossier = office.act(id, dossier::Apologise{"chờ xác minh", "Phòng Tư pháp", vn("2026-12-04T17:00")}, dossier_tests::desk_head(), "2026-11-25T09:00");
    storage::UnitOfWork work{*office.database};
    const auto around = paper_surroundings(work, office.services, dossier, vn("2026-11-25T09:00"));
    for (const auto& kind : templates::form_kinds()) {
        if (kind.form == "register") continue;  // its rows are the book's, held by the page's own test
        INFO(kind.template_name);
        check_known("", templates::form_sample(kind), paper_view(dossier, std::string{kind.form}, std::string{kind.rule_set}, around));
    }
}

TEST_CASE("a faulty own form is refused with every line, kept nowhere, and what was typed stays on the page", "[papers][own-forms]") {
    Agency office;
    const auto answer = office.preview(receipt_with("<p>{{khong_co}}</p>\r\n<script>x()</script>"), "p {}\r\n@import 'x';");
    CHECK(answer.status == 422);
    const auto before = receipt_with("");
    const auto lines = std::count(before.begin(), before.end(), '\n');
    for (const auto& words : {"dòng " + std::to_string(lines + 1) + ": giấy này không có trường “khong_co”",
                              "dòng " + std::to_string(lines + 2) + ": giấy tờ không được có mã chạy", std::string{"dòng 2: địa chỉ bên ngoài bị cấm: @import"},
                              std::string{"{{khong_co}}"}})
        CHECK(answer.body.find(words) != std::string::npos);
    CHECK(office.use("1") == 404);
    storage::UnitOfWork work{*office.database};
    CHECK(storage::own_forms_of(work, {dossier_tests::agency, "2025", "receipt"}).empty());
}

TEST_CASE("an own form is shown first, used from its moment on, taken back; what was archived stays byte for byte", "[papers][own-forms]") {
    Agency office;
    const auto before = office.receive(office.open().id).id;
    const auto old_bytes = office.archived(before);

    const auto previewed = office.preview(receipt_with("<p class=\"loi-chao\">Lời chào của xã Mẫu gửi {{applicant}}</p>"), ".loi-chao { font-weight: bold }");
    REQUIRE(previewed.status == 303);
    const auto sample = http::desk::show_form_sample(office.request({{"rule_set", "2025"}, {"form", "receipt"}, {"number", "1"}}), office.services);
    REQUIRE(sample);
    CHECK(sample->body.find("Lời chào của xã Mẫu gửi Đặng Thị Đào") != std::string::npos);
    CHECK(office.screen(before).find("Lời chào") == std::string::npos);  // shown, not used

    CHECK(office.use("1", "2020-01-01T00:00") == 422);  // not into the past
    CHECK(office.use("1", "2199-01-01T00:00") == 303);
    CHECK(office.screen(office.receive(office.open("", "2026-11-23T09:00").id).id).find("Lời chào") == std::string::npos);  // not yet
    CHECK(office.run("render_form", jobs::render_form) == 1);
    CHECK(office.use("1") == 303);

    const auto after = office.receive(office.open().id).id;
    const auto on_screen = office.screen(after);
    CHECK(on_screen.find("Lời chào của xã Mẫu") != std::string::npos);
    CHECK(on_screen.find("href=\"/desk/form-styles/") != std::string::npos);
    const auto new_bytes = office.archived(after);
    CHECK(office.text_of(new_bytes).find("Lời chào của xã Mẫu") != std::string::npos);
    CHECK(office.screen(before, "receipt.pdf") == old_bytes);
    CHECK(office.screen(before).find("Lời chào") == std::string::npos);  // as it was issued

    CHECK(office.use("0") == 303);  // the built-in one again
    const auto last = office.receive(office.open().id).id;
    CHECK(office.screen(last).find("Lời chào") == std::string::npos);
    CHECK(office.screen(after, "receipt.pdf") == new_bytes);
    CHECK(office.screen(after).find("Lời chào") != std::string::npos);
    storage::UnitOfWork work{*office.database};
    CHECK(storage::audit_lines(work, "configuration", 0, 10).size() == 3);
    CHECK(storage::own_form_uses(work, {dossier_tests::agency, "2025", "receipt"}).size() == 3);
}

TEST_CASE("own forms are an agency's: another one prints the built-in text", "[papers][own-forms]") {
    Agency office;
    REQUIRE(office.preview(receipt_with("<p>Riêng của xã Mẫu</p>")).status == 303);
    REQUIRE(office.use("1") == 303);
    storage::UnitOfWork work{*office.database};
    const auto& kind = *templates::find_form("2025", "receipt");
    const auto printed = [&](const char* agency) {
        return printed_form(work, {agency, "2025", "receipt"}, templates::form_sample(kind), templates::Medium::Pdf, real_now());
    };
    CHECK(printed(dossier_tests::agency).find("Riêng của xã Mẫu") != std::string::npos);
    CHECK(printed("H56.03").find("Riêng của xã Mẫu") == std::string::npos);
}

TEST_CASE("a form too much for the printer is refused before it is used", "[papers][own-forms]") {
    Agency office;
    templates::FormEngine hurried{{.timeout = std::chrono::seconds{1}}};
    office.services.forms = &hurried;
    std::string rows;
    for (int row = 0; row < 15'000; ++row) rows += "<p>a</p>";
    const auto answer = office.preview(receipt_with(rows));
    CHECK(answer.status == 422);
    CHECK(answer.body.find("bộ in không làm xong được giấy từ mẫu này") != std::string::npos);
}
