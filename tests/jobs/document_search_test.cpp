// The two books searched by every column and by content, searches kept, results as files.

#include <set>

#include "ocr/pages/page_service.hpp"
#include "server/http/api/document_question.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/jobs/page_records.hpp"
#include "server/quarantine.hpp"
#include "server/storage/saved_search_store.hpp"
#include "tests/jobs/registry.hpp"
#include "tests/support/places.hpp"
#include "tests/support/word_documents.hpp"

using namespace papers_tests;
using Ids = std::vector<std::string>;

namespace {

constexpr storage::Statement columns_of_table{
    "columns_of_table", "SELECT column_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = :table"};

struct Books : Registry {
    std::string read_text(const std::string& pdf) {
        const auto path = folder.path() / "content.pdf";
        std::ofstream{path, std::ios::binary} << pdf;
        return path.string();
    }
    // What the worker does with a page.
    void read(const json& document) {
        const dossier::FileId file{document.at("file").get<std::string>()};
        ocr::PageService service{{{test_support::program(), "page-host"}, 1, 60, 2048, config.tessdata}};
        ocr::Task task;
        task.kind = ocr::TaskKind::ReadPage;
        task.path = read_text(bytes_of(file));
        jobs::record_screening(services, file, 1, service.ask(task), vn("2026-11-23T09:30"));
    }
    std::string saying(const std::string& words) { return forms.pdf("<meta charset=utf-8><style>@page{size:A4}p{font-size:20pt}</style><p>" + words + "</p>"); }
    std::string send(const char* notation, const std::string& pdf, const char* when = "2026-11-24T09:00", const char* subject = "Trả lời đơn") {
        const auto sent = http::send_outgoing(with(pdf, {{"to", "H56.03"}, {"notation", notation}, {"subject", subject}}, when), services);
        return office_tests::told(sent).at("id");
    }
    Ids asked(Handler handler, const json& words) {
        const auto answer = office_tests::told(handler(request("2026-11-30T09:00", {}, words), services));
        Ids ids;
        for (const auto& each : answer.at("documents")) ids.push_back(each.at("id"));
        return ids;
    }
    Ids incoming(const json& words) { return asked(http::search_in_incoming, words); }
    Ids sent(const json& words) { return asked(http::search_in_outgoing, words); }
    http::Request form(http::Pairs fields, http::Pairs path = {}) {
        auto made = request("2026-11-30T09:00", std::move(path));
        made.form = std::move(fields);
        return made;
    }
    std::string page(http::Pairs fields = {}) { return http::desk::show_documents(form(std::move(fields)), services)->body; }
    std::set<std::string> columns(const char* table) {
        storage::UnitOfWork work{*database};
        std::set<std::string> names;
        for (const auto& row : work.query(columns_of_table, {{"table", table}})) names.insert(row.text("name"));
        return names;
    }
};

http::Pairs letter(const char* how, const char* sender, const char* notation, const char* subject, const char* dated = "") {
    return {{"came", how}, {"sender", sender}, {"notation", notation}, {"subject", subject}, {"dated", dated}};
}

std::string id_of(const json& document) { return document.at("id"); }

// What the book's columns are less those no person asks for: keys, the report behind the checks, what search itself keeps.
void check_every_column_is_asked(Books& office, http::Book book, const char* table) {
    std::set<std::string> asked{"id", "agency", "report", "words", "incoming"};
    for (const auto& word : http::question_words(book)) {
        std::istringstream columns{word.asks};
        for (std::string column; columns >> column;) asked.insert(column);
    }
    for (const auto& column : office.columns(table)) {
        CAPTURE(table, column);
        CHECK(asked.contains(column));
    }
}

// A clerk's book: one that went all the way, one electronic with failed checks, one scan by e-mail that nobody looked at.
struct FilledBooks : Books {
    json paper_one, exchanged, mailed;
    FilledBooks() {
        give_device();
        paper_one = take(paper(), letter("paper", "Sở Tư pháp", "15/CV-STP", "Về việc tập huấn hộ tịch", "2026-11-20"), "2026-11-23T09:00");
        done(http::see_incoming, paper_one, {{"scan_matches_paper", true}}, "2026-11-23T10:00");
        done(http::seal_incoming, paper_one, nullptr, "2026-11-24T10:00");
        done(http::register_incoming, paper_one, nullptr, "2026-11-25T10:00");
        done(http::forward_incoming, paper_one, {{"unit", "MC"}}, "2026-11-26T10:00");
        exchanged = take(paper(), letter("exchange", "Ủy ban nhân dân xã Khác", "07/TB-UBND", "Thông báo lịch họp"), "2026-11-27T09:00");
        auto scan = letter("email", "Bảo hiểm xã hội", "88/BHXH", "Danh sách thẻ");
        scan.emplace_back("scan", "true");
        mailed = take(paper(), scan, "2026-11-28T09:00");
        done(http::see_incoming, mailed, {{"signature_and_seal_seen", true}}, "2026-11-29T10:00");
    }
};

}  // namespace

TEST_CASE("the book of documents received is searched by every column it has", "[documents][R-REG-19]") {
    FilledBooks office;
    const auto paper = id_of(office.paper_one), exchanged = id_of(office.exchanged), mailed = id_of(office.mailed);
    CHECK(office.incoming(json::object()) == Ids{mailed, exchanged, paper});  // the newest first
    const std::vector<std::pair<json, Ids>> questions{
        {{{"party", "so tu phap"}}, {paper}},
        {{{"notation", "07/TB"}}, {exchanged}},
        {{{"subject", "tập huấn"}}, {paper}},
        {{{"subject", "tư pháp"}}, {}},  // the sender's words are not the subject's
        {{{"number", "1"}}, {paper}},
        {{{"number", "2"}}, {}},
        {{{"year", "2026"}}, {paper}},
        {{{"year", "2025"}}, {}},
        {{{"from", "2026-11-27"}, {"to", "2026-11-27"}}, {exchanged}},
        {{{"day", "dated"}, {"from", "2026-11-20"}, {"to", "2026-11-20"}}, {paper}},
        {{{"day", "dated"}, {"from", "2026-11-21"}}, {}},
        {{{"day", "sealed"}, {"from", "2026-11-24"}, {"to", "2026-11-24"}}, {paper}},
        {{{"day", "registered"}, {"to", "2026-11-24"}}, {}},
        {{{"day", "registered"}, {"to", "2026-11-25"}}, {paper}},
        {{{"day", "forwarded"}, {"from", "2026-11-26"}}, {paper}},
        {{{"day", "seen"}, {"from", "2026-11-29"}}, {mailed}},
        {{{"came", "email"}}, {mailed}},
        {{{"scan", "false"}}, {exchanged}},
        {{{"legal_status", "equal_to_original"}}, {}},
        {{{"legal_status", "for_information"}}, {mailed, exchanged, paper}},
        {{{"check", "signatures"}}, {exchanged}},
        {{{"unit", "MC"}}, {paper}},
        {{{"unit", "TP"}}, {}},
        {{{"officer", "mai"}}, {mailed, exchanged, paper}},
        {{{"officer", "lan"}}, {}},
        {{{"q", "khac lich"}}, {exchanged}},  // of two columns
        {{{"party", "xã"}, {"came", "email"}}, {mailed}},
        {{{"q", "!?"}}, {}},
    };
    for (const auto& [words, ids] : questions) {
        CAPTURE(words.dump());
        CHECK(office.incoming(words) == ids);
    }
    check_every_column_is_asked(office, http::Book::Incoming, "incoming_document");
    auto elsewhere = office.request("2026-11-30T09:00", {}, json::object());
    elsewhere.principal.agency = "H56.03";
    CHECK(office_tests::told(http::search_in_incoming(elsewhere, office.services)).at("documents").empty());
}

TEST_CASE("the book of documents sent is searched by every column it has", "[documents][R-REG-19]") {
    Books office;
    const auto pdf = office.signed_by_both();
    const auto first = office.send("16/CV-UBND", pdf), second = office.send("17/TTr-UBND", pdf, "2026-11-25T09:00", "Tờ trình kinh phí");
    CHECK(office.sent(json::object()) == Ids{second, first});
    const std::vector<std::pair<json, Ids>> questions{
        {{{"party", "H56.03"}}, {second, first}}, {{{"party", "xa mau"}}, {second, first}}, {{{"party", "Sở"}}, {}},
        {{{"notation", "16"}}, {first}},          {{{"subject", "kinh phi"}}, {second}},    {{{"from", "2026-11-25"}}, {second}},
        {{{"to", "2026-11-24"}}, {first}},        {{{"officer", "mai"}}, {second, first}},  {{{"officer", "lan"}}, {}},
        {{{"q", "to trinh 17"}}, {second}},
    };
    for (const auto& [words, ids] : questions) {
        CAPTURE(words.dump());
        CHECK(office.sent(words) == ids);
    }
    check_every_column_is_asked(office, http::Book::Sent, "sent_document");
}

TEST_CASE("both books are searched by what stands in the files", "[documents][R-REG-19]") {
    Books office;
    const auto dark = office.take(office.saying("Kế hoạch chiếu sáng đường Trần Phú"), came("exchange"));
    office.take(office.saying("Kế hoạch trồng cây"), came("exchange"));
    office.read(dark);
    CHECK(office.incoming({{"q", "chiếu sáng"}}) == Ids{id_of(dark)});
    CHECK(office.incoming({{"q", "chieu sang duong tran phu"}}) == Ids{id_of(dark)});
    CHECK(office.incoming({{"q", "chiếu sáng"}, {"subject", "mẫu"}}) == Ids{id_of(dark)});
    CHECK(office.incoming({{"subject", "chiếu sáng"}}).empty());  // its subject says something else
    CHECK(office.page({{"q", "chieu sang"}}).find("trong chữ của tệp") != std::string::npos);

    const auto letter = office.as(signing::DemoRole::Agency, office.as(signing::DemoRole::Person, office.saying("Đồng ý lắp đèn tín hiệu")));
    const auto sent = office.send("18/CV-UBND", letter);
    storage::UnitOfWork work{*office.database};
    const auto there = storage::incoming_of(work, "H56.03", 1);
    office.read({{"file", there.at(0).file.text()}});
    CHECK(office.sent({{"q", "den tin hieu"}}) == Ids{sent});
    CHECK(office.incoming({{"q", "đèn tín hiệu"}}).empty());  // it arrived at another agency
}

TEST_CASE("the words of a document that goes to the quarantine are found no more", "[documents]") {
    Books office;
    const auto document = office.take(office.saying("Kế hoạch chiếu sáng"), came("exchange"));
    office.read(document);
    REQUIRE(office.incoming({{"q", "chiếu sáng"}}).size() == 1);
    ocr::Answer stamped;
    stamped.refused = ocr::Refusal{ocr::Problem::Secret, "Tài liệu có dấu độ mật “MẬT”"};
    jobs::record_screening(office.services, dossier::FileId{document.at("file").get<std::string>()}, 2, stamped, vn("2026-11-23T09:31"));
    CHECK(office.incoming({{"q", "chiếu sáng"}}).empty());
    CHECK_FALSE(http::desk::show_document_file(office.form({}, {{"document_id", id_of(document)}}), office.services));
}

TEST_CASE("a search of the books is kept under a name, runs again with every column asked, and is forgotten", "[documents][R-REG-19]") {
    FilledBooks office;
    REQUIRE(http::desk::save_document_search(office.form({{"name", "Từ Sở Tư pháp"}, {"book", "incoming"}, {"party", "Sở Tư pháp"}, {"came", "paper"}}), office.services));
    CHECK_FALSE(http::desk::save_document_search(office.form({{"name", "rỗng"}, {"book", "incoming"}}), office.services));
    const auto page = office.page();
    CHECK(page.find("Từ Sở Tư pháp") != std::string::npos);
    for (const auto* field : {"name=\"party\" value=\"Sở Tư pháp\"", "name=\"came\" value=\"paper\"", "name=\"book\" value=\"incoming\""})
        CHECK(page.find(field) != std::string::npos);
    std::string id;
    json question;
    {
        storage::UnitOfWork work{*office.database};
        const auto kept = storage::saved_searches(work, office.mai, storage::SearchedPage::Documents);
        REQUIRE(kept.size() == 1);
        id = kept[0].id;
        question = kept[0].question;
        CHECK(storage::saved_searches(work, office.mai, storage::SearchedPage::Dossiers).empty());
    }
    CHECK(office.incoming(question) == Ids{id_of(office.paper_one)});
    REQUIRE(http::desk::forget_document_search(office.form({}, {{"search_id", id}}), office.services));
    CHECK(office.page().find("Từ Sở Tư pháp") == std::string::npos);
}

TEST_CASE("what was found in the books is exported as .doc, .docx and .pdf, exactly those rows", "[documents][R-REG-19]") {
    FilledBooks office;
    const auto file = [&](const char* format, const char* book = "incoming", const char* words = "so tu phap") {
        const auto answer = http::desk::export_documents(office.form({{"book", book}, {"q", words}, {"format", format}}), office.services);
        REQUIRE(answer);
        return *answer;
    };
    const test_support::Table expected{
        {"Số đến", "Ngày đến", "Nơi gửi", "Số, ký hiệu", "Ngày văn bản", "Trích yếu", "Cách đến", "Giá trị", "Đơn vị nhận", "Ngày chuyển"},
        {"01/2026", "09:00 23/11/2026", "Sở Tư pháp", "15/CV-STP", "20/11/2026", "Về việc tập huấn hộ tịch", "Văn bản giấy", "chỉ để biết, để tham khảo", "Trung tâm Phục vụ hành chính công",
         "10:00 26/11/2026"}};
    const auto docx = file("docx"), doc = file("doc"), pdf = file("pdf");
    CHECK(test_support::table_of_docx(docx.body) == expected);
    CHECK(docx.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    CHECK(test_support::table_of_doc(doc.body) == expected);
    CHECK(doc.media_type == "application/msword");
    const auto text = office.text_of(pdf.body);
    for (const auto& cell : expected[1]) CHECK(without_blanks(text).find(without_blanks(cell)) != std::string::npos);
    CHECK(text.find("07/TB-UBND") == std::string::npos);  // not found, not exported
    office.send("16/CV-UBND", office.signed_by_both());
    for (const auto* format : {"docx", "doc"}) {
        const auto answer = file(format, "sent", "16/CV");
        const auto table = std::string{format} == "doc" ? test_support::table_of_doc(answer.body) : test_support::table_of_docx(answer.body);
        REQUIRE(table.size() == 2);
        CHECK(table[1][0] == "16/CV-UBND");
    }
    CHECK(office.text_of(file("pdf", "sent", "16/CV").body).find("16/CV-UBND") != std::string::npos);
}

TEST_CASE("the page offers a clerk the next step of each document, and an archivist none", "[documents]") {
    Registry office;
    office.give_device();
    const auto document = office.take(office.paper(), came("paper"));
    const auto id = document.at("id").get<std::string>();
    const auto page = [&] { return http::desk::show_documents(office.request("2026-11-23T10:00"), office.services)->body; };
    const auto step = [&](const char* name, http::Pairs fields = {}) {
        auto asked = office.request("2026-11-23T10:00", {{"document_id", id}, {"step", name}});
        asked.form = std::move(fields);
        return *http::desk::step_document(asked, office.services);
    };
    const auto offered = [&](const char* name) { return page().find("action=\"/desk/documents/" + id + "/" + name + "\"") != std::string::npos; };
    CHECK(step("forward", {{"unit", "MC"}}).status == 409);
    CHECK(step("seal").status == 409);  // a scan nobody compared with its paper
    CHECK(offered("seen"));
    CHECK(step("seen").status == 422);
    CHECK(step("seen", {{"seen", "true"}}).status == 303);
    CHECK(offered("seal"));
    CHECK(step("seal").status == 303);
    CHECK(offered("registration"));
    CHECK(step("registration").status == 303);
    CHECK(offered("forward"));
    const auto nowhere = step("forward", {{"unit", "XX"}});
    CHECK(nowhere.status == 422);
    CHECK(nowhere.body.find("Cơ quan không có đơn vị này") != std::string::npos);
    CHECK(nowhere.body.find("15/CV-UBND") != std::string::npos);  // the book is still shown whole
    CHECK(step("forward", {{"unit", "MC"}}).status == 303);
    CHECK(page().find("Đã chuyển Trung tâm Phục vụ hành chính công") != std::string::npos);
    const auto unsigned_one = office.take(office.paper(), came("exchange")).at("id").get<std::string>();
    CHECK(page().find("Không vào sổ được: ") != std::string::npos);
    CHECK(page().find("action=\"/desk/documents/" + unsigned_one) == std::string::npos);
    CHECK(page().find("id=\"party\"") == page().rfind("id=\"party\""));  // the search box's fields stand there once
    auto archivist = office.request("2026-11-23T10:00");
    archivist.principal.roles = {"archivist"};
    office.take(office.paper(), came("paper"));
    CHECK(http::desk::show_documents(archivist, office.services)->body.find("/seen\"") == std::string::npos);
}

TEST_CASE("a word of a search that is none of its kind is told with its field", "[documents]") {
    Registry office;
    const auto refused = http::search_in_incoming(
        office.request("2026-11-23T10:00", {}, {{"came", "dove"}, {"from", "2026-02-30"}, {"number", "một"}, {"day", "x"}}), office.services);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.size() == 4);
    auto asked = office.request("2026-11-23T10:00");
    asked.form = {{"from", "31/31/2026"}};
    const auto page = http::desk::show_documents(asked, office.services);
    CHECK(page->status == 422);
    CHECK(page->body.find("phải là một ngày có thật") != std::string::npos);
}
