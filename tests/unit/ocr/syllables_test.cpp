#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "ocr/names.hpp"
#include "ocr/pages/page_task.hpp"
#include "ocr/syllables.hpp"
#include "ocr/tables.hpp"

using namespace ocr;

namespace {

Line line_of(std::initializer_list<std::pair<const char*, double>> words) {
    Line line;
    for (const auto& [text, confidence] : words) line.words.push_back({text, {}, {confidence}});
    return line;
}

}  // namespace

TEST_CASE("Vietnamese syllables are known by their make-up") {
    for (const char* word : {"Nguyễn", "ĐƯỜNG,", "(giếng)", "gì", "Quỳnh", "quyết", "nghiêng", "khuya", "Đắk", "ơn", "yêu", "xoong", "huýt", "ghế", "thuở", "giặt", "quốc", "y"})
        CHECK(is_syllable(word));
    for (const char* word : {"Đuờmg", "Nguyễm2", "ngê", "ghà", "kòa", "bàp", "tộo", "TrưỜng", "zố", "vqg", "ắấ", "2025", ""}) CHECK_FALSE(is_syllable(word));
}

TEST_CASE("numbers, dates, codes and abbreviations are figures") {
    for (const char* word : {"053958357663", "05/09/2025", "684/STTTT-CNTT", "UBND", "NĐ-CP", "1.001612"}) CHECK(is_figure(word));
    for (const char* word : {"Hoằng", "gz:0wz", "-"}) CHECK_FALSE(is_figure(word));
}

TEST_CASE("words that cannot be Vietnamese are flagged and left as they were read") {
    TextPage page;
    page.lines = {line_of({{"Họ", 0.9}, {"tên:", 0.9}, {"Nguyễm", 0.8}, {"Vãn", 0.7}, {"053958357663", 0.6}, {"Internet", 0.96}, {"Place", 0.5}, {"-", 0.9}})};

    mark_doubtful(page);

    CHECK(page.text() == "Họ tên: Nguyễm Vãn 053958357663 Internet Place -\n");
    std::string doubtful;
    for (const Word& word : page.lines[0].words)
        if (word.doubtful) doubtful += word.text + " ";
    CHECK(doubtful == "Nguyễm Place ");
    PageAnswer answer;
    answer.text = page;
    const auto words = words_json(answer).at("lines").at(0).at("words");
    CHECK(words.at(2).at("doubtful") == true);
    CHECK_FALSE(words.at(0).contains("doubtful"));
}

TEST_CASE("what was read out of a signature goes, a misread name stays") {
    std::vector<Line> lines{line_of({{"Trần", 0.9}, {"Ngọc", 0.95}, {"Khoa", 0.96}, {"|", 0.4}, {"_", 0.9}}), line_of({{"gz:0wz", 0.2}, {"\\¡4", 0.1}, {"n>x", 0.3}}),
                            line_of({{"Nguyễm", 0.8}, {"Vãm", 0.75}}), line_of({{"-", 0.9}, {"Bản", 0.9}, {"sao", 0.9}})};

    drop_scribbles(lines);

    REQUIRE(lines.size() == 3);
    CHECK(lines[0].text() == "Trần Ngọc Khoa");
    CHECK(lines[1].text() == "Nguyễm Vãm");
    CHECK(lines[2].text() == "- Bản sao");
}

TEST_CASE("family names are told from words that only look like them") {
    CHECK(is_family_name("NGUYỄN"));
    CHECK(is_family_name("Đặng"));
    CHECK_FALSE(is_family_name("NGUYÊN"));
    CHECK(resembles_family_name("NGUYÊN"));
    CHECK(resembles_family_name("Dăng"));
    for (const char* heading : {"HỘ", "TỜ", "ĐÔ", "SỞ", "LỆ"}) CHECK_FALSE(resembles_family_name(heading));
}

TEST_CASE("a line cut in two is one again, columns stay apart") {
    const auto piece = [](const char* text, int left, int right) {
        Line line;
        line.words = {{text, {left, 100, right, 130}, {0.9}}};
        line.upright = {left, 100, right, 130};
        line.height = 38;
        return line;
    };

    const auto joined = whole_lines({piece("thông tin", 230, 400), piece("bí mật", 100, 208)});
    const auto columns = whole_lines({piece("ỦY BAN NHÂN DÂN", 100, 400), piece("CỘNG HÒA", 500, 800)});

    REQUIRE(joined.size() == 1);
    CHECK(joined[0].text() == "bí mật thông tin");
    CHECK(joined[0].upright.left == 100);
    CHECK(joined[0].upright.right == 400);
    CHECK(columns.size() == 2);
}
