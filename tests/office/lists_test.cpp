// Lists as files, and searches kept under a name.

#include "server/http/api/books.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/storage/saved_search_store.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;

namespace {

http::Request reader(http::Pairs query = {}, http::Pairs form = {}) {
    auto request = request_by(desk(), "2026-11-25T09:00");
    request.query = std::move(query);
    request.form = std::move(form);
    return request;
}

std::vector<std::string> lines_of(const dossier::Result<http::Response>& answer) {
    if (!answer) FAIL(answer.error().detail);
    std::vector<std::string> lines;
    std::istringstream text{answer->body};
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

std::string account_of(Office& office, const char* login) {
    storage::AccountRow account;
    account.login = account.name = login;
    storage::UnitOfWork work{*office.database};
    auto id = storage::put_account(work, account, vn("2026-11-20T09:00"));
    work.commit();
    return id;
}

}  // namespace

TEST_CASE("the exported list holds exactly the rows of the filtered page, all its pages", "[lists]") {
    Office office;
    std::vector<std::string> codes;
    for (int i = 0; i < 60; ++i) codes.push_back(office.receive(office.open().id).code);  // more than a page
    office.open();                                                                          // a draft
    const auto all = lines_of(http::desk::export_work_list(reader({{"format", "csv"}, {"state", "Received"}}), office.services));
    REQUIRE(all.size() == 61);
    CHECK(all[0].find("\xEF\xBB\xBF\"Mã hồ sơ\",\"Người nộp\"") == 0);
    for (const auto& code : codes)
        CHECK(std::count_if(all.begin(), all.end(), [&](const std::string& line) { return line.find('"' + code + '"') != std::string::npos; }) == 1);
    CHECK(lines_of(http::desk::export_work_list(reader({{"state", "Draft"}}), office.services)).size() == 2);
    const auto unknown = http::desk::export_work_list(reader({{"format", "exe"}}), office.services);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().fields[0].field == "format");
}

TEST_CASE("what was found and the book are exported too", "[lists]") {
    Office office;
    const auto code = office.receive(office.open().id).code;
    const auto found = lines_of(http::desk::export_find(reader({}, {{"q", "nguyen thi mau"}, {"format", "csv"}}), office.services));
    REQUIRE(found.size() == 2);
    CHECK(found[1].find(code) != std::string::npos);
    auto request = reader({{"format", "xlsx"}});
    request.path_values = {{"year", "2026"}};
    const auto book = http::export_book(request, office.services);
    REQUIRE(book);
    CHECK(book->body.starts_with("PK"));
    CHECK(book->media_type.find("spreadsheetml") != std::string::npos);
}

TEST_CASE("a search is kept under the officer's own name for it, replaced and forgotten", "[lists]") {
    Office office;
    const auto lan = account_of(office, "lan"), dung = account_of(office, "dung");
    const auto as = [&](const std::string& account, http::Pairs form, http::Pairs path = {}) {
        auto request = reader({}, std::move(form));
        request.principal.id = account;
        request.path_values = std::move(path);
        return request;
    };
    const auto page = [&](const std::string& account) { return http::desk::show_find(as(account, {}), office.services)->body; };
    CHECK_FALSE(http::desk::save_search(as(lan, {{"name", "rỗng"}}), office.services));
    REQUIRE(http::desk::save_search(as(lan, {{"name", "Quá hạn của tôi"}, {"q", "khai sinh"}}), office.services));
    REQUIRE(http::desk::save_search(as(lan, {{"name", "Quá hạn của tôi"}, {"q", "hộ kinh doanh"}, {"state", "InProcess"}}), office.services));
    CHECK(page(lan).find("Quá hạn của tôi") != std::string::npos);
    CHECK(page(lan).find("value=\"hộ kinh doanh\"") != std::string::npos);
    CHECK(page(lan).find("khai sinh") == std::string::npos);
    CHECK(page(dung).find("Quá hạn của tôi") == std::string::npos);
    std::string id;
    {
        storage::UnitOfWork work{*office.database};
        id = storage::saved_searches(work, lan, storage::SearchedPage::Dossiers).at(0).id;
    }
    CHECK_FALSE(http::desk::forget_search(as(dung, {}, {{"search_id", id}}), office.services));
    REQUIRE(http::desk::forget_search(as(lan, {}, {{"search_id", id}}), office.services));
    CHECK(page(lan).find("Quá hạn của tôi") == std::string::npos);
}
