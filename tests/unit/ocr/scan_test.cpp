// The real engine on the sample stacks, through the page children.

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <nlohmann/json.hpp>
#include <signal.h>

#include "ocr/accuracy.hpp"
#include "ocr/model.hpp"
#include "ocr/pages/page_service.hpp"
#include "ocr/stack/splitter.hpp"
#include "ocr/steps/steps.hpp"
#include "ocr/way_up.hpp"
#include "tests/support/places.hpp"

using namespace ocr;
using nlohmann::json;

namespace {

const std::string scans = test_support::in_source("sample_data/scans/");

ServiceOptions service_options(int seconds = 60) {
    ServiceOptions options;
    options.command = {test_support::program(), "page-host"};
    options.seconds = seconds;
    return options;
}

Task page_of(const std::string& file, int page) {
    Task task;
    task.kind = TaskKind::ReadPage;
    task.path = scans + file;
    task.type = FileType::Pdf;
    task.page = page;
    return task;
}

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

json truth_of(const std::string& name) { return json::parse(bytes_of(scans + name)); }

// A folder that is gone when the test ends.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("motcua-ocr-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("a scanned form is read with its marks, and the scan keeps every byte", "[R-DIG-05][R-DIG-06]") {
    const std::string before = bytes_of(scans + "stacks/khai-sinh.pdf");
    PageService service{service_options()};

    const Answer answer = service.ask(page_of("stacks/khai-sinh.pdf", 1));

    REQUIRE_FALSE(answer.refused);
    const json truth = truth_of("stacks/khai-sinh.json").at(0);
    const std::string text = answer.page.text.text();
    CHECK(text.find("TỜ KHAI ĐĂNG KÝ KHAI SINH") != std::string::npos);
    CHECK(text.find(truth["fields"]["ho_ten_tre"].get<std::string>()) != std::string::npos);
    CHECK(answer.page.text.confidence().value > 0.8);
    CHECK(bytes_of(scans + "stacks/khai-sinh.pdf") == before);
}

TEST_CASE("the sample stacks are read within two characters in a hundred and split as they were put together") {
    PageService service{service_options()};
    Accuracy sum;
    for (const std::string name : {"stacks/khai-sinh", "stacks/ho-kinh-doanh"}) {
        const json truth = truth_of(name + ".json");
        StackSplitter splitter{{}, ""};
        splitter.begin_input();
        for (size_t i = 0; i < truth.size(); ++i) {
            const Answer answer = service.ask(page_of(name + ".pdf", static_cast<int>(i) + 1));
            REQUIRE_FALSE(answer.refused);
            const auto found = splitter.add(answer.page.text, answer.page.blank, answer.page.rotation, answer.page.codes);
            CHECK(found.blank == (truth[i]["kind"] == "blank"));
            CHECK(found.separator == (truth[i]["kind"] == "separator"));
            if (truth[i]["kind"] != "page") continue;
            CHECK(found.first);
            if (truth[i]["qr"].is_string()) CHECK(answer.page.codes.at(0).text == truth[i]["qr"].get<std::string>());
            sum += accuracy_of(truth[i]["blocks"].get<std::vector<std::vector<std::string>>>(), answer.page.text.text());
        }
    }
    std::cout << "sample stacks: CER " << 100 * sum.character_rate() << " %, WER " << 100 * sum.word_rate() << " %\n";
    CHECK(sum.character_rate() < 0.02);
}

TEST_CASE("the searchable PDF keeps the image streams, finds the words and passes our check") {
    const Folder folder;
    PageService service{service_options()};
    const Answer read = service.ask(page_of("stacks/khai-sinh.pdf", 1));
    const std::string words = folder.path / "words.json";
    std::ofstream(words) << words_json(read.page).dump();
    Task task;
    task.kind = TaskKind::Assemble;
    task.output = folder.path / "document.pdf";
    task.pages = {{scans + "stacks/khai-sinh.pdf", FileType::Pdf, 1, 0, words}};

    const Answer made = service.ask(task);

    REQUIRE_FALSE(made.refused);
    CHECK(made.assembled.pdf_a);
    CHECK(pdf_a_faults_of_file(task.output).empty());
    const std::string original = bytes_of(scans + "stacks/khai-sinh.pdf");
    const size_t begin = original.find("\xff\xd8\xff");
    REQUIRE(begin != std::string::npos);
    const std::string jpeg = original.substr(begin, original.find("endstream", begin) - begin - 2);
    CHECK(bytes_of(task.output).find(jpeg) != std::string::npos);
}

TEST_CASE("lines and cells the recogniser was not sure of are read better when they are read by themselves") {
    struct Sample {
        std::string file;
        std::vector<std::string> lines;
    };
    const auto sample = GENERATE(Sample{"weak/hairlines.jpg", {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bên ủy quyền: Hoàng Quốc Vinh, sinh ngày 12/02/1988, số định danh",
                                                               "xã Hoằng Trường, tỉnh Cà Mau."}},
                                 Sample{"weak/table.jpg", {"STT", "1", "2", "3", "4", "5", "6", "7", "8"}});
    PageService service{service_options()};
    const auto right_with = [&](const std::set<Step>& without) {
        Task task;
        task.kind = TaskKind::ReadPage;
        task.path = scans + sample.file;
        task.type = FileType::Jpeg;
        task.without = without;
        const std::string text = "\n" + service.ask(task).page.text.text() + "\n";
        UNSCOPED_INFO(text);
        return std::count_if(sample.lines.begin(), sample.lines.end(), [&](const std::string& line) { return text.find("\n" + line + "\n") != std::string::npos; });
    };

    const auto once = right_with({Step::Weak}), again = right_with({});

    CHECK(again > once);
    CHECK(again * 3 >= static_cast<long>(sample.lines.size()));
}

TEST_CASE("names in capitals and the first 0 of a personal number are read, headings of the same letters are left alone") {
    PageService service{service_options()};
    Task task;
    task.kind = TaskKind::ReadPage;
    task.path = scans + "weak/names.jpg";
    task.type = FileType::Jpeg;
    const std::string whole = service.ask(task).page.text.text();
    task.without = {Step::Names};
    const std::string without = service.ask(task).page.text.text();

    for (const char* line : {"ĐẶNG KIM NGỌC KHUÊ", "NGUYỄN VĂN OANH", "NGUYỄN THỊ HẰNG", "Tôi là: ĐẶNG ĐỨC LAN", "Số định danh: 019397726853",
                             "Số định danh: 060653198072", "ĐĂNG KÝ HỘ KINH DOANH", "THÁI NGUYÊN, tờ khai đăng ký"}) {
        INFO(whole);
        CHECK(whole.find(line) != std::string::npos);
    }
    CHECK(without.find("919397726853") != std::string::npos);
}

TEST_CASE("a table that leans and repeated lines are read row by row, not column by column") {
    const auto [file, rows] = GENERATE(table<std::string, std::vector<std::string>>(
        {{"weak/leaning-table.jpg", {"Diễm Thu Nghĩa", "Quách Minh", "xã Quảng Thịnh", "8.700.000\n10"}},
         {"weak/repeated.jpg", {"gian, địa điểm hoặc người thực hiện.", "bí mật thông tin cá nhân của người nộp hồ sơ, trả"}}}));
    PageService service{service_options()};
    Task task;
    task.kind = TaskKind::ReadPage;
    task.path = scans + file;
    task.type = FileType::Jpeg;
    const std::string text = service.ask(task).page.text.text();
    INFO(text);
    for (const std::string& row : rows) CHECK(text.find(row) != std::string::npos);
}

TEST_CASE("a square of the page says which way is up") {
    Engine engine{load_model().bytes};
    const auto page = decode_image(bytes_of(scans + "weak/repeated.jpg"), Limits{});
    REQUIRE(page);
    const Image grey = grey_of(*page);
    const int turned = GENERATE(0, 90, 180, 270);

    CHECK(way_up(turn(grey, turned), 200, 0, engine) == (360 - turned) % 360);
}

TEST_CASE("a page child that is killed costs its page only") {
    PageService service{service_options(1)};
    const auto slow = service.submit(page_of("stacks/khai-sinh.pdf", 1));
    (void)slow;
    size_t answers = 0;
    while (service.outstanding() > 0 || answers == 0)
        if (service.next(std::chrono::seconds(20))) ++answers;
    CHECK(answers == 1);
    CHECK_FALSE(service.ask(Task{TaskKind::Inspect, scans + "stacks/khai-sinh.pdf"}).refused);
}

TEST_CASE("a page without an end is set aside: the next one is read meanwhile") {
    auto options = service_options(30);
    options.workers = 1;
    PageService service{options};
    Task endless = page_of("endless/hinh-long-nhau.pdf", 1);
    const auto bad = service.submit(endless);
    const auto good = service.submit(page_of("stacks/khai-sinh.pdf", 2));  // a blank back

    const auto first = service.next(std::chrono::seconds(60));

    REQUIRE(first);
    CHECK(first->id == good);
    CHECK(bad != good);
    CHECK_FALSE(first->answer.refused);
}

TEST_CASE("a warm parent that dies is started again and the page is read once, later") {
    PageService service{service_options()};
    const auto id = service.submit(page_of("stacks/khai-sinh.pdf", 2));
    ::kill(service.parent(), SIGKILL);

    const auto finished = service.next(std::chrono::seconds(60));

    REQUIRE(finished);
    CHECK(finished->id == id);
    CHECK_FALSE(finished->answer.refused);
    CHECK(finished->answer.page.blank);
}

TEST_CASE("hostile files get a named error in less than a second") {
    const Folder folder;
    struct Bad {
        std::string name, bytes;
        Problem problem;
    };
    const auto bad = GENERATE(
        Bad{"zero.pdf", "", Problem::Empty}, Bad{"program.pdf", "MZ" + std::string(200, 'x'), Problem::WrongType},
        Bad{"cut.pdf", "%PDF-1.7\n1 0 obj << /Type /Catalog >>\n", Problem::Unreadable},
        Bad{"empty.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", Problem::NoPages},
        // says 100,000 pages and holds none
        Bad{"many.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 100000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", Problem::NoPages});
    PageService service{service_options()};
    service.ask(Task{TaskKind::Inspect, scans + "stacks/khai-sinh.pdf"});  // the parent is warm
    std::ofstream(folder.path / bad.name, std::ios::binary) << bad.bytes;
    const auto began = std::chrono::steady_clock::now();

    const Answer answer = service.ask(Task{TaskKind::Inspect, folder.path / bad.name});

    INFO(bad.name);
    REQUIRE(answer.refused);
    CHECK(answer.refused->problem == bad.problem);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(1));
}
