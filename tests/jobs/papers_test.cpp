// Papers the system prints: every field of the list, signed by the agency, signed later when the device was silent.

#include "server/http/desk/handlers.hpp"
#include "server/jobs/render_form.hpp"
#include "server/jobs/sign_paper.hpp"
#include "server/papers.hpp"
#include "server/storage/book_store.hpp"
#include "tests/jobs/printing.hpp"

using namespace papers_tests;

TEST_CASE("a receipt says every field of the list and carries the agency's signature", "[papers][R-NUM-05]") {
    Printing office;
    auto procedure = Office::paperless();
    procedure.fees = {{"LP01", "Lệ phí đăng ký", dossier::FeeKind::Charge, 8000, false, {}, {}}};
    office.put(procedure);
    const auto opened = office.open("nguoinop@vidu.example");
    auto particulars = opened.particulars;
    particulars.applicant.phone = dossier::Personal<std::string>{"0900000001"};
    particulars.applicant.address = dossier::Personal<std::string>{"Thôn Mẫu, xã Mẫu"};
    particulars.summary = "đăng ký mẫu";
    office.act(opened.id, dossier::EditParticulars{particulars}, dossier_tests::desk(), "2026-11-23T09:02");
    dossier::AddFile add;
    add.component = dossier_tests::form_code;
    add.file = office.a_file("%PDF-tờ khai");
    office.act(opened.id, add, dossier_tests::desk(), "2026-11-23T09:05");
    const auto received = office.receive(opened.id);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto form = office.now(received.id).forms.at(0);
    CHECK(form.form == "receipt");
    const auto pdf = office.bytes_of(form.file);
    const auto text = office.text_of(pdf);
    INFO(text);
    const auto& person = received.particulars.applicant;
    storage::UnitOfWork work{*office.database};
    const auto line = *storage::book_place(work, received.id);
    for (const std::string& words :
         {std::string{"ỦY BAN NHÂN DÂN XÃ MẪU"}, form.number, std::string{"/TNHS"}, received.code, person.name.reveal(), person.number.reveal(),
          std::string{"nguoinop@vidu.example"}, received.procedure.name, std::string{"Tờ khai"}, std::string{"3 ngày làm việc"},
          std::string{"09 giờ 30 phút"}, std::string{"17 giờ 00 phút"}, std::string{"23/11/2026"}, std::string{"27/11/2026"}, std::string{"Trung tâm Phục vụ hành chính công"},
          person.address.reveal(), person.phone.reveal(), std::string{"đăng ký mẫu"}, std::string{"Số lượng hồ sơ: 1 (bộ)"}, std::string{"nhận kết quả tại"},
          std::string{"Lệ phí đăng ký 8.000"}, "quyển số: " + std::to_string(line.year) + "; số thứ tự: " + std::to_string(line.number),
          std::string{"NGƯỜI NỘP HỒ SƠ"}, std::string{"NGƯỜI TIẾP NHẬN HỒ SƠ"}})
        CHECK(without_blanks(text).find(without_blanks(words)) != std::string::npos);
    const auto report = office.judged(pdf);
    INFO(report.summary);
    CHECK(report.verdict == signing::Verdict::Passed);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].signer == "Ủy ban nhân dân xã Mẫu");
}

TEST_CASE("while the device is silent the paper is archived unsigned and signed later under the same number", "[papers]") {
    Printing office;
    office.config.agency_certificate = office.config.demo_pki / "agency" / "cert.pem";
    office.config.agency_chain = office.config.demo_pki / "agency" / "chain.pem";
    office.config.agency_socket = office.folder.path() / "no-such-device";
    const auto received = office.receive(office.open().id);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto archived = office.now(received.id).forms.at(0);
    CHECK(office.judged(office.bytes_of(archived.file)).verdict == signing::Verdict::NoSignature);
    CHECK(office.run("sign_paper", jobs::sign_paper) == 0);  // still silent
    office.config.agency_socket.clear();                       // back
    CHECK(office.run("sign_paper", jobs::sign_paper) == 1);
    const auto forms = office.now(received.id).forms;
    REQUIRE(forms.size() == 2);
    CHECK(forms[0].replaced);
    CHECK(forms[1].number == archived.number);
    CHECK(office.judged(office.bytes_of(forms[1].file)).verdict == signing::Verdict::Passed);
    CHECK(office.run("sign_paper", jobs::sign_paper) == 0);
}

TEST_CASE("a supplement is asked for with reasons, and the paper says them", "[papers][R-NUM-06]") {
    Printing office;
    const auto id = office.open().id;
    const auto desk = Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:20");
    const auto refused = perform(office.services, id, dossier::AskSupplement{{{dossier_tests::form_code, "", ""}}, {}, ""}, desk);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::InvalidInput);  // 422
    CHECK(refused.error().fields.at(0).field == "points[0].reason");
    office.act(id, dossier::AskSupplement{{{dossier_tests::form_code, "thiếu chữ ký ở trang 2", "ký lại"}}, {}, ""}, desk);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto form = office.now(id).forms.at(0);
    CHECK(form.form == "supplement");
    CHECK(office.text_of(office.bytes_of(form.file)).find("thiếu chữ ký ở trang 2") != std::string::npos);
}

TEST_CASE("a dossier is not refused without its paper: reason first, the paper in the same transaction", "[papers][R-NUM-07]") {
    Printing office;
    const auto id = office.open().id;
    const auto desk = Office::by(dossier_tests::desk(), "Nguyễn Thị Lan", "2026-11-23T09:20");
    CHECK_FALSE(perform(office.services, id, dossier::RefuseReception{"", ""}, desk));
    CHECK(office.now(id).state == dossier::State::Draft);
    const auto after = office.act(id, dossier::RefuseReception{"không thuộc thẩm quyền", "Điều 17 Nghị định 61/2018/NĐ-CP"}, desk);
    CHECK(dossier::portal_code(after.state) == 3);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto form = office.now(id).forms.at(0);
    CHECK(form.form == "refusal");
    const auto text = office.text_of(office.bytes_of(form.file));
    CHECK(text.find("không thuộc thẩm quyền") != std::string::npos);
    CHECK(text.find("Điều 17 Nghị định 61/2018/NĐ-CP") != std::string::npos);
}

TEST_CASE("an apology with a new date is a paper; a second new date is refused", "[papers][R-NUM-08]") {
    Printing office;
    const auto id = office.receive(office.open().id).id;
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto head = Office::by(dossier_tests::desk_head(), "Lê Thị Hòa", "2026-11-25T09:00");
    office.act(id, dossier::Apologise{"chờ kết quả xác minh", "Phòng Tư pháp", vn("2026-12-04T17:00")}, head);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto form = office.now(id).forms.back();
    CHECK(form.form == "apology");
    const auto text = office.text_of(office.bytes_of(form.file));
    INFO(text);
    for (const auto* words : {"chờ kết quả xác minh", "Phòng Tư pháp", "27/11/2026", "04/12/2026"}) CHECK(text.find(words) != std::string::npos);
    const auto again = perform(office.services, id, dossier::Apologise{"chờ thêm", "Phòng Tư pháp", vn("2026-12-11T17:00")}, head);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == dossier::ErrorCode::WrongState);  // 409
}

TEST_CASE("papers follow the rule set of the day of reception, also long after", "[papers][R-NUM-12]") {
    Printing office;
    auto procedure = Office::paperless();
    procedure.effective_from = *dossier::parse_iso_date("2025-01-01");
    procedure.code = "1.000777";
    office.put(procedure);
    const auto shown = [&](const char* received) {
        const auto id = office.receive(office.open("", received, procedure.code).id, received).id;
        auto request = http::Request{};
        request.principal.agency = dossier_tests::agency;
        request.path_values = {{"dossier_id", id.text()}, {"form", "receipt"}};
        request.arrived_at = vn("2026-11-25T09:00");
        const auto answer = http::desk::show_paper(request, office.services);
        REQUIRE(answer);
        return answer->body;
    };
    CHECK(shown("2025-09-12T09:00").find("01/2018/TT-VPCP") != std::string::npos);
    CHECK(shown("2025-09-16T09:00").find("03/2025/TT-VPCP") != std::string::npos);
}

TEST_CASE("a result on the spot needs no receipt, but stands in the book with its result", "[papers][R-NUM-13]") {
    Printing office;
    const auto id = office.open().id;
    const auto received = office.act(id, dossier::Receive{true, ""}, dossier_tests::desk(), "2026-11-23T09:30");
    CHECK(office.run("render_form", jobs::render_form) == 0);
    CHECK(office.finish(id).results.size() == 1);
    storage::UnitOfWork work{*office.database};
    const auto lines = storage::book_lines(work, dossier_tests::agency, 2026, 0, 10);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].dossier.code == received.code);
    CHECK(lines[0].dossier.forms.empty());
}

TEST_CASE("a paper printed again is the archived file, byte for byte", "[papers][R-NUM-14]") {
    Printing office;
    office.config.http_behind_nginx = false;
    const auto id = office.receive(office.open().id).id;
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    auto request = http::Request{};
    request.principal.agency = dossier_tests::agency;
    request.path_values = {{"dossier_id", id.text()}, {"form", "receipt.pdf"}};
    request.arrived_at = vn("2026-11-25T09:00");
    const auto printed = [&] {
        const auto answer = http::desk::show_paper(request, office.services);
        REQUIRE(answer);
        if (!answer->file) return answer->body;
        std::ifstream file{answer->file->path, std::ios::binary};
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    };
    const auto archived = office.bytes_of(office.now(id).forms.at(0).file);
    CHECK(printed() == archived);
    CHECK(printed() == archived);
}
