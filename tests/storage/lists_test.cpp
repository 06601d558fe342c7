#include "tests/storage/recorded_story.hpp"

#include "server/storage/result_store.hpp"
#include "server/storage/stack_store.hpp"
#include "server/storage/work_list.hpp"

using namespace storage_tests;

namespace {

std::vector<std::string> names_on(UnitOfWork& work, WorkFilter filter) {
    filter.agency = dossier_tests::agency;
    std::vector<std::string> names;
    for (const auto& line : work_list(work, filter).lines) names.push_back(line.applicant.reveal());
    return names;
}

Stack a_stack(Database& database, const Recorded& story, int pages) {
    Stack stack;
    stack.agency = dossier_tests::agency;
    stack.dossier = story.id;
    stack.file = a_file(database, "tap.pdf");
    stack.uploaded_at = dossier_tests::vn("2026-11-23T09:05");
    UnitOfWork work{database};
    stack.id = insert_stack(work, stack);
    for (int number = 1; number <= pages; ++number) {
        StackPage page;
        page.number = number;
        put_page(work, stack, page);
    }
    stack.pages = pages;
    update_stack(work, stack);
    work.commit();
    return *find_stack(*std::make_unique<UnitOfWork>(database), stack.id);
}

}  // namespace

TEST_CASE("urgent dossiers come first, then by due date, those without one last", "[storage]") {
    TestDatabase database;
    Recorded draft{*database}, late{*database}, early{*database}, urgent{*database}, elsewhere{*database};
    draft.open("Nguyễn Thị Nháp");
    late.open("Trần Văn Muộn");
    late.receive("2026-11-23T15:00");
    early.open("Lê Thị Sớm");
    early.receive("2026-11-23T09:30");
    urgent.open("Phạm Văn Gấp");
    urgent.receive("2026-11-23T09:30");
    urgent.act(dossier::SetUrgent{true, "khám chữa bệnh"}, at("2026-11-23T09:35", dossier_tests::desk_head()));
    elsewhere.open("Đỗ Thị Khác", "2026-11-23T09:00", "H56.15");
    // Same limit, same day: make one of them due earlier.
    late.act(dossier::Apologise{"chờ xác minh", "TP", dossier_tests::vn("2026-12-01T17:00")},
             at("2026-11-24T09:00", dossier_tests::desk_head()));

    UnitOfWork work{*database};
    CHECK(names_on(work, {}) == std::vector<std::string>{"Phạm Văn Gấp", "Lê Thị Sớm", "Trần Văn Muộn", "Nguyễn Thị Nháp"});
    WorkFilter filter;
    filter.states = {dossier::State::Received};
    CHECK(names_on(work, filter).size() == 3);
    filter = {};
    filter.due_before = dossier_tests::vn("2026-11-30T00:00");
    CHECK(names_on(work, filter) == std::vector<std::string>{"Phạm Văn Gấp", "Lê Thị Sớm"});
    CHECK(count_work(work, dossier_tests::agency, dossier_tests::vn("2026-11-30T00:00")).late == 2);
}

TEST_CASE("paging shows every dossier once, whatever the order", "[storage]") {
    TestDatabase database;
    for (int i = 0; i < 7; ++i) Recorded{*database}.open(("Người " + std::to_string(i)).c_str());
    const auto order = GENERATE(WorkFilter::Order::Urgency, WorkFilter::Order::Recent);
    UnitOfWork work{*database};
    WorkFilter filter;
    filter.order = order;
    filter.agency = dossier_tests::agency;
    filter.most = 3;
    std::vector<std::string> seen;
    int pages = 0;
    do {
        const auto page = work_list(work, filter);
        for (const auto& line : page.lines) seen.push_back(line.id.text());
        filter.after = page.next;
        ++pages;
    } while (!filter.after.empty() && pages < 9);
    CHECK(pages == 3);
    std::sort(seen.begin(), seen.end());
    CHECK(seen.size() == 7);
    CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
    filter.after = "0/1'; drop/x";
    CHECK(work_list(work, filter).lines.size() == 3);
}

TEST_CASE("what was read on a page comes back, and reading it twice is harmless", "[storage]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    const auto stack = a_stack(*database, story, 2);
    CHECK(stack.file_name == "tap.pdf");
    CHECK(stack.pages_done == 0);
    UnitOfWork work{*database};
    StackPage page;
    page.number = 2;
    page.state = PageState::Read;
    page.rotation = 90;
    page.skew = -1.25;
    page.document = 1;
    page.text = "GIẤY KHAI SINH";
    page.suggested = dossier_tests::form_code;
    page.score = 0.91;
    page.confidence = 0.875;
    page.fields = {{{"name", "ho_ten"}, {"value", "Nguyễn Thị Mẫu"}, {"confidence", 0.93}, {"box", {1, 2, 3, 4}}}};
    for (int i = 0; i < 2; ++i) put_page(work, stack, page);
    const auto found = page_of(work, stack.id, 2);
    REQUIRE(found);
    CHECK(found->text == page.text);
    CHECK(found->skew == page.skew);
    CHECK(found->score == page.score);
    CHECK(found->document == 1);
    CHECK(found->fields == page.fields);
    CHECK(pages_of(work, stack.id).size() == 2);
    CHECK(find_stack(work, stack.id)->pages_done == 1);
    CHECK(stacks_of(work, story.id).size() == 1);
    CHECK_FALSE(page_of(work, stack.id, 3));
}

TEST_CASE("undo puts the layout of a stack back, step by step", "[storage]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    const auto stack = a_stack(*database, story, 3);
    const dossier::OfficerId officer{new_uuid()};
    const auto when = dossier_tests::vn("2026-11-23T09:10");
    UnitOfWork work{*database};
    const auto untouched = layout_of(work, stack.id);

    append_step(work, stack, "split", officer, when, layout_of(work, stack.id));
    for (auto page : pages_of(work, stack.id)) {
        page.document = page.number == 3 ? 2 : 1;
        put_page(work, stack, page);
    }
    put_document(work, stack, {1, dossier_tests::form_code, 1, {}, officer, when});
    put_document(work, stack, {2, "", 1, {}, {}, {}});
    const auto split = layout_of(work, stack.id);

    append_step(work, stack, "turn", officer, when, split);
    auto first = *page_of(work, stack.id, 1);
    first.rotation = 180;
    first.document = 2;
    put_page(work, stack, first);

    undo_step(work, stack, *last_step(work, stack.id));
    CHECK(layout_of(work, stack.id) == split);
    CHECK(documents_of(work, stack.id)[0].confirmed_at == when);
    undo_step(work, stack, *last_step(work, stack.id));
    CHECK(layout_of(work, stack.id) == untouched);
    CHECK_FALSE(last_step(work, stack.id));
}

TEST_CASE("a result file is judged once", "[storage]") {
    TestDatabase database;
    Recorded story{*database};
    story.open();
    ResultUpload upload;
    upload.agency = dossier_tests::agency;
    upload.dossier = story.id;
    upload.file = a_file(*database, "ket-qua.pdf");
    upload.asked = {{"code", "KQ.G15.000001"}, {"number", "12/GM"}};
    upload.uploaded_at = dossier_tests::vn("2026-11-25T10:00");
    UnitOfWork work{*database};
    const auto id = insert_result_upload(work, upload);
    CHECK(find_result_upload(work, id)->status == UploadStatus::Pending);
    CHECK(find_result_upload(work, id)->report.is_null());
    CHECK(judge_result_upload(work, id, UploadStatus::Refused, {{"verdict", "NO-SIGNATURE"}}, upload.uploaded_at));
    CHECK_FALSE(judge_result_upload(work, id, UploadStatus::Passed, {{"verdict", "TOTAL-PASSED"}}, upload.uploaded_at));
    const auto judged = result_uploads_of(work, story.id).at(0);
    CHECK(judged.status == UploadStatus::Refused);
    CHECK(judged.report.at("verdict") == "NO-SIGNATURE");
    CHECK(judged.asked.at("number") == "12/GM");
}
