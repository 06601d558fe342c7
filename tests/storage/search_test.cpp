#include "server/storage/search.hpp"

#include <algorithm>
#include <set>

#include "tests/storage/recorded_story.hpp"

using namespace storage_tests;

namespace {

std::vector<std::string> names_for(Database& database, const std::string& text, const char* agency = dossier_tests::agency) {
    UnitOfWork work{database};
    SearchQuestion question;
    question.text = text;
    question.agency = agency;
    const auto page = search_dossiers(work, question);
    REQUIRE(page.has_value());
    std::vector<std::string> names;
    for (const auto& hit : page->hits) names.push_back(hit.applicant.reveal());
    return names;
}

using Names = std::vector<std::string>;

// Page after page, each full but the last and none with a dossier that was shown before.
Names names_on_all_pages(Database& database, SearchQuestion question) {
    std::set<std::string> seen;
    Names names;
    do {
        UnitOfWork work{database};
        const auto page = search_dossiers(work, question);
        REQUIRE(page.has_value());
        CHECK((page->next.empty() || page->hits.size() == static_cast<std::size_t>(question.most)));
        for (const auto& hit : page->hits) {
            CHECK(seen.insert(hit.id.text()).second);
            names.push_back(hit.applicant.reveal());
        }
        question.after = page->next;
    } while (!question.after.empty());
    return names;
}

}  // namespace

TEST_CASE("names are found with and without diacritics, exact ones first", "[storage][search]") {
    TestDatabase database;
    for (const auto* name : {"Đặng Thị Đào", "Dang Thi Dao", "Đặng Thị Đạo", "Nguyễn Văn Hoàng"}) Recorded{*database}.open(name);

    CHECK(names_for(*database, "dang thi dao").size() == 3);
    CHECK(names_for(*database, "Đặng Thị Đào").front() == "Đặng Thị Đào");
    CHECK(names_for(*database, "Đặng Thị Đào").size() == 3);
    CHECK(names_for(*database, "dang thi dao").front() == "Dang Thi Dao");
    CHECK(names_for(*database, "hoàng nguyễn") == Names{"Nguyễn Văn Hoàng"});  // any order
    CHECK(names_for(*database, "hoa") == Names{"Nguyễn Văn Hoàng"});           // a beginning
    CHECK(names_for(*database, "Đa\xCC\xA3" "o").front() == "Đặng Thị Đạo");     // typed in pieces: a, dot below
}

TEST_CASE("a dossier is found by fragments of its code as spoken at a counter", "[storage][search]") {
    TestDatabase database;
    for (int i = 0; i < 3; ++i) {
        Recorded story{*database};
        story.open(i == 1 ? "Trần Thị Hai" : "Người Khác");
        story.receive();
    }
    for (const auto* spoken : {"H56.14-261123-0002", "h56.14 261123 0002", "261123-0002", "0002", "2"}) {
        CAPTURE(spoken);
        const auto names = names_for(*database, spoken);
        REQUIRE_FALSE(names.empty());
        CHECK(names.front() == "Trần Thị Hai");
    }
}

TEST_CASE("another agency's dossiers are not found", "[storage][search]") {
    TestDatabase database;
    Recorded{*database}.open("Lê Thị Riêng");
    CHECK(names_for(*database, "Lê Thị Riêng").size() == 1);
    CHECK(names_for(*database, "Lê Thị Riêng", "H56.99").empty());
    CHECK(names_for(*database, "Lê Thị Riêng", "").empty());
}

TEST_CASE("pages follow each other without a double or a gap", "[storage][search]") {
    TestDatabase database;
    for (int i = 0; i < 23; ++i) Recorded{*database}.open(i % 2 ? "Phạm Văn Dương" : "Phạm Văn Dưỡng");
    SearchQuestion question;
    question.text = "pham van duong";
    question.agency = dossier_tests::agency;
    question.most = 5;
    std::set<std::string> seen;
    int pages = 0;
    do {
        UnitOfWork work{*database};
        const auto page = search_dossiers(work, question);
        REQUIRE(page.has_value());
        for (const auto& hit : page->hits) CHECK(seen.insert(hit.id.text()).second);
        question.after = page->next;
        ++pages;
    } while (!question.after.empty());
    CHECK(seen.size() == 23);
    CHECK(pages == 5);
}

TEST_CASE("when the newest fill a page they come first, and older ones follow without a double or a gap", "[storage][search]") {
    TestDatabase database;
    Recorded{*database}.open("Phạm Văn Dương", "2026-11-23T08:00");
    for (int i = 0; i < 20; ++i) Recorded{*database}.open(i % 2 ? "Phạm Văn Dưỡng" : "Pham Van Duong", i < 10 ? "2026-11-23T09:00" : "2026-11-23T10:00");
    Recorded{*database}.open("Trần Thị Khác", "2026-11-23T11:00");
    for (const int most : {1, 3, 4, 5, 9, 10, 20}) {
        CAPTURE(most);
        SearchQuestion question;
        question.text = "Phạm Văn Dương";
        question.agency = dossier_tests::agency;
        question.most = most;
        question.window = 11;
        const auto names = names_on_all_pages(*database, question);
        CHECK(names.size() == 21);
        // Ten of the newest eleven match; a longer page takes as many more, the newest first, as fill it: the oldest comes in last.
        CHECK((names.front() == "Phạm Văn Dương") == (most == 20));
    }
}

TEST_CASE("when whole words of older ones fill the page, beginnings among the newest follow them without a double or a gap", "[storage][search]") {
    TestDatabase database;
    for (int i = 0; i < 3; ++i) Recorded{*database}.open("Trần Thị Khác", "2026-11-23T11:00");
    for (int i = 0; i < 8; ++i) Recorded{*database}.open("Lê Văn Anh", "2026-11-23T10:00");
    for (int i = 0; i < 30; ++i) Recorded{*database}.open(i % 3 ? "Lê Văn An" : "Le Van An", i < 15 ? "2026-11-23T09:00" : "2026-11-23T08:00");
    for (const auto* text : {"Lê Văn An", "le van an", "le van a"}) {
        CAPTURE(text);
        SearchQuestion question;
        question.text = text;
        question.agency = dossier_tests::agency;
        question.window = 12;
        const auto names = names_on_all_pages(*database, question);
        CHECK(names.size() == 38);
        const bool whole = std::string_view{text} != "le van a";
        CHECK(std::count(names.begin(), names.begin() + 20, "Lê Văn Anh") == (whole ? 0 : 8));
    }
}

TEST_CASE("what neither the newest nor the last weeks hold enough of is found among all, over the end of a period too", "[storage][search]") {
    TestDatabase database;
    for (int month = 1; month <= 9; ++month) Recorded{*database}.open(month % 2 ? "Lê Văn An" : "Le Van Anh", ("2026-0" + std::to_string(month) + "-15T08:00").c_str());
    for (int day = 1; day <= 28; ++day) {
        const auto date = "2026-10-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
        Recorded{*database}.open("Trần Thị Khác", (date + "T09:00").c_str());
        if (day % 3 == 0) Recorded{*database}.open("Lê Văn An", (date + "T10:00").c_str());
    }
    for (const int most : {2, 5, 8, 20}) {
        CAPTURE(most);
        SearchQuestion question;
        question.agency = dossier_tests::agency;
        question.most = most;
        question.window = 12;
        question.text = "lê văn an";
        CHECK(names_on_all_pages(*database, question).size() == 18);
        question.text = "le van a";
        CHECK(names_on_all_pages(*database, question).size() == 18);
        question.text = "le van anh";
        CHECK(names_on_all_pages(*database, question).size() == 4);
    }
}

TEST_CASE("of dossiers of one moment no more are the newest than were asked for", "[storage][search]") {
    TestDatabase database;
    for (int i = 0; i < 30; ++i) Recorded{*database}.open(i % 2 ? "Vũ Thị Một" : "Đỗ Văn Hai", "2026-11-23T09:00");  // as an import makes them
    SearchQuestion question;
    question.text = "vu thi";
    question.agency = dossier_tests::agency;
    question.most = 2;
    question.window = 12;
    std::set<std::string> seen;
    std::size_t among_the_newest = 0;
    do {
        UnitOfWork work{*database};
        const auto page = search_dossiers(work, question);
        REQUIRE(page.has_value());
        for (const auto& hit : page->hits) CHECK(seen.insert(hit.id.text()).second);
        if (page->next.starts_with("n")) among_the_newest = seen.size();
        question.after = page->next;
    } while (!question.after.empty());
    CHECK(seen.size() == 15);
    CHECK(among_the_newest > 0);
    CHECK(among_the_newest <= 12);
}

TEST_CASE("when more match than are ranked, the last page says so, and a condition brings the others back", "[storage][search]") {
    TestDatabase database;
    Recorded old{*database};
    old.open("Phạm Văn Dương", "2026-11-23T08:00");
    old.receive();
    for (int i = 0; i < 6; ++i) Recorded{*database}.open("Phạm Văn Dưỡng", "2026-11-23T09:00");
    SearchQuestion question;
    question.text = "pham van";
    question.agency = dossier_tests::agency;
    question.candidates = 5;
    question.most = 3;
    UnitOfWork work{*database};
    const auto first = search_dossiers(work, question);
    CHECK(first->hits.size() == 3);
    CHECK_FALSE(first->bounded);  // there is a next page
    question.after = first->next;
    const auto last = search_dossiers(work, question);
    CHECK(last->hits.size() == 2);
    CHECK(last->next.empty());
    CHECK(last->bounded);
    question.after.clear();
    question.state = dossier::State::Received;
    const auto narrowed = search_dossiers(work, question);
    REQUIRE(narrowed->hits.size() == 1);
    CHECK(narrowed->hits[0].applicant.reveal() == "Phạm Văn Dương");
    CHECK_FALSE(narrowed->bounded);
}

TEST_CASE("whatever is typed, the answer is hits or a refusal, never a fault", "[storage][search]") {
    TestDatabase database;
    Recorded{*database}.open("O'Hara");
    UnitOfWork work{*database};
    for (const auto& text : {std::string(10'000, 'a'), std::string(9'999, '%'), std::string{"' OR 1=1 --"}, std::string{"\x01\x02\t"},
                             std::string{"a:* & | ! <-> ("}, std::string{"\\"}, std::string{"o'hara"}, std::string{"___"},
                             std::string{"%%"}, std::string{}, std::string{"😀"}, std::string(299, ' ') + "ế"}) {
        SearchQuestion question;
        question.text = text;
        question.agency = dossier_tests::agency;
        question.after = text;
        const auto page = search_dossiers(work, question);
        if (text == "o'hara") CHECK(page->hits.size() == 1);
        if (!page) CHECK(page.error().code == dossier::ErrorCode::InvalidInput);
    }
}
