#include <catch2/catch.hpp>

#include "ocr/fields/fields.hpp"
#include "ocr/fields/secrecy.hpp"
#include "ocr/stack/splitter.hpp"
#include "ocr/stack/titles.hpp"

using namespace ocr;

namespace {

// A page of text lines, forty pixels apart, ten pixels a letter.
TextPage a_page(const std::vector<std::string>& lines) {
    TextPage page{2480, 3508, 300, {}};
    int y = 200;
    for (const std::string& text : lines) {
        Line line;
        line.block = static_cast<int>(page.lines.size());
        int x = 300;
        for (size_t at = 0; at < text.size();) {
            const size_t end = std::min(text.find(' ', at), text.size());
            const std::string word = text.substr(at, end - at);
            const Box box{x, y, x + 14 * static_cast<int>(word.size()), y + 30};
            if (!word.empty()) line.words.push_back({word, box, {0.95}, box});
            x = box.right + (word.empty() ? 60 : 12);
            at = end + 1;
        }
        line.upright = {300, y, x, y + 30};
        y += 50;
        page.lines.push_back(std::move(line));
    }
    return page;
}

const std::vector<ProcedureRules> procedures{
    {"1.001193", "Đăng ký khai sinh",
     {{"KQ900101", "Tờ khai đăng ký khai sinh", {},
       {{"ho_ten_tre", {"Họ, chữ đệm, tên"}, "name"}, {"nguoi_yeu_cau", {"Họ, chữ đệm, tên người yêu cầu"}, "name"},
        {"ngay_sinh", {"Ngày, tháng, năm sinh"}, "date"}, {"so_dinh_danh", {"Giấy tờ tùy thân"}, "personal_number"},
        {"noi_sinh", {"Nơi sinh"}, "address"}}},
      {"KQ004389", "Giấy chứng sinh"}}}};

const std::vector<std::string> form{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TỜ KHAl ĐĂNG KÝ KHAI SINH",
                                    "Họ, chữ đệm, tên người yêu cầu: QUÁCH THU DIỄM TRANG", "Giấy tờ tùy thân: Căn cước công dân số 017191542513",
                                    "Họ, chữ đệm, tên: Nguyễn Bích Ngân", "Ngày, tháng, năm sinh: 09/05/2020, ghi bằng chữ: ngày chín tháng năm",
                                    "Nơi sinh: Bệnh viện Đa khoa tỉnh Thanh Hóa"};

Code code(const std::string& text) { return {"QRCode", text, {}}; }

const FieldValue* field(const std::vector<FieldValue>& fields, const std::string& name) {
    for (const FieldValue& value : fields)
        if (value.name == name) return &value;
    return nullptr;
}

}  // namespace

TEST_CASE("check digits follow CRC-16/CCITT-FALSE") {
    CHECK(crc16("123456789") == 0x29B1);
    CHECK(sheet_of(separator_payload()).value().kind == Sheet::Kind::Separator);
    CHECK(sheet_of(component_payload("1.001193", "KQ004389")).value().component == "KQ004389");
    CHECK(sheet_of(cover_payload("42")).value().dossier == "42");
}

TEST_CASE("a code that is no sheet of ours is a stray") {
    CHECK_FALSE(sheet_of("MC1|S|0000"));
    CHECK_FALSE(sheet_of("MC1|C|1.001193|KQ004389|0000"));
    CHECK_FALSE(sheet_of("https://example.vn"));
    CHECK_FALSE(sheet_of(""));
}

TEST_CASE("a form is known by its title although a letter of it was misread") {
    const auto matches = match_titles(a_page(form), procedures);

    REQUIRE_FALSE(matches.empty());
    CHECK(matches[0].component == "KQ900101");
    CHECK(matches[0].score > 0.85);
}

TEST_CASE("a stack becomes documents: form, its second page, a blank back, a certificate") {
    StackSplitter splitter{procedures, ""};
    splitter.begin_input();

    const auto first = splitter.add(a_page(form), false, 0, {});
    const auto second = splitter.add(a_page({"2", "Tôi cam đoan những nội dung trên là đúng sự thật"}), false, 0, {});
    const auto back = splitter.add(a_page({}), true, 0, {});
    const auto other = splitter.add(
        a_page({"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "GIẤY CHỨNG SINH"}), false, 0, {});

    CHECK(first.document == 1);
    CHECK(second.document == 1);
    CHECK_FALSE(second.first);
    CHECK(back.blank);
    CHECK_FALSE(back.document);
    CAPTURE(other.reason);
    CHECK(other.document.value_or(0) == 2);
    CHECK(other.component.value_or("") == "KQ004389");
}

TEST_CASE("a component sheet names the next document and nothing after it") {
    StackSplitter splitter{procedures, "1.001193"};
    splitter.begin_input();

    const auto sheet = splitter.add(a_page({"TỜ THÀNH PHẦN"}), false, 0, {code(component_payload("1.001193", "KQ004389"))});
    const auto named = splitter.add(a_page({"một tờ giấy viết tay không có tiêu đề"}), false, 0, {});
    const auto next_sheet = splitter.add(a_page({"TỜ PHÂN CÁCH"}), false, 0, {code(separator_payload())});
    const auto after = splitter.add(a_page({"một tờ giấy khác"}), false, 0, {});

    CHECK(sheet.separator);
    CHECK(sheet.codes.at(0).accepted);
    CHECK(named.component == "KQ004389");
    CHECK(named.score == 1.0);
    CHECK(next_sheet.separator);
    CHECK_FALSE(after.component);
}

TEST_CASE("a stray code is reported and not obeyed") {
    StackSplitter splitter{procedures, "1.001193"};
    splitter.begin_input();
    const auto code_text = GENERATE(as<std::string>{}, "MC1|C|1.001193|KQ004389|FFFF", component_payload("9.999999", "KQ004389"), "045073277312|x|y");

    const auto page = splitter.add(a_page(form), false, 0, {code(code_text)});

    CHECK_FALSE(page.separator);
    CHECK_FALSE(page.codes.at(0).accepted);
    CHECK(page.component == "KQ900101");
}

TEST_CASE("no code reaches into the next file") {
    StackSplitter splitter{procedures, ""};
    splitter.begin_input();
    splitter.add(a_page({"TỜ THÀNH PHẦN"}), false, 0, {code(component_payload("1.001193", "KQ004389"))});
    splitter.begin_input();

    CHECK_FALSE(splitter.add(a_page({"một tờ giấy khác"}), false, 0, {}).component);
}

TEST_CASE("values stand behind their labels, the longer label first") {
    const auto fields = extract_fields(a_page(form), procedures[0].components[0].fields);

    CHECK(field(fields, "nguoi_yeu_cau")->value == "QUÁCH THU DIỄM TRANG");
    CHECK(field(fields, "ho_ten_tre")->value == "Nguyễn Bích Ngân");
    CHECK(field(fields, "ngay_sinh")->normalised == "2020-05-09");
    CHECK(field(fields, "so_dinh_danh")->value == "017191542513");
    CHECK(field(fields, "noi_sinh")->value == "Bệnh viện Đa khoa tỉnh Thanh Hóa");
}

TEST_CASE("the citizen card's code gives name and number") {
    const auto fields = fields_of_card("045073277312|318057996|Quách Bá Phúc|03011973|Nam|xã Đức Thạnh|26032023");

    CHECK(field(fields, "so_dinh_danh")->value == "045073277312");
    CHECK(field(fields, "ngay_sinh")->normalised == "1973-01-03");
    CHECK(field(fields, "ho_ten")->source == "qr");
    CHECK(fields_of_card("MC1|S|0000").empty());
}

TEST_CASE("a secrecy stamp is seen, the word in a sentence is not") {
    CHECK(secrecy_stamp(a_page({"TUYỆT MẬT"})) == "TUYỆT MẬT");
    CHECK(secrecy_stamp(a_page({"Số: 12/BC-UBND", "TỐI MẬT"})) == "TỐI MẬT");
    CHECK(secrecy_stamp(a_page({"UBND TỈNH    MẬT"})) == "MẬT");
    CHECK_FALSE(secrecy_stamp(a_page({"QUY CHẾ BẢO MẬT THÔNG TIN"})));
    CHECK_FALSE(secrecy_stamp(a_page({"tài liệu mật phải được cất giữ"})));
}

TEST_CASE("labels that are nearly the same keep their own values, numbering belongs to the next label") {
    const std::vector<FieldRule> rules{{"me", {"Họ, chữ đệm, tên người mẹ"}, "name"}, {"cha", {"Họ, chữ đệm, tên người cha"}, "name"}, {"ngay_sinh", {"Ngày, tháng, năm sinh"}, "date"}};

    const auto fields = extract_fields(a_page({"Họ, chữ đệm, tên người mẹ: Trần Thị Mẫu", "Họ, chữ đệm, tên người cha: Lê Văn Thử", "2. Ngày, tháng, năm sinh: 20/12/1986 3. Giới tính: Nam"}), rules);

    CHECK(field(fields, "me")->value == "Trần Thị Mẫu");
    CHECK(field(fields, "cha")->value == "Lê Văn Thử");
    CHECK(field(fields, "ngay_sinh")->value == "20/12/1986");
}

TEST_CASE("a speck behind a date and a misread slash before the foreign label are no part of the value") {
    const std::vector<FieldRule> rules{{"ngay_sinh", {"Ngày, tháng, năm sinh"}, "date"}, {"ho_ten", {"Họ và tên"}, "text"}};

    const auto fields = extract_fields(a_page({"Ngày, tháng, năm sinh: 28/02/2025 t", "Họ và tên ! Full name:", "PHẠM THANH AN"}), rules);

    REQUIRE(fields.size() == 2);
    CHECK(fields[0].value == "28/02/2025");
    CHECK(fields[0].normalised == "2025-02-28");
    CHECK(fields[1].value == "PHẠM THANH AN");
}

TEST_CASE("a number is taken out of its words") {
    CHECK(normalised("2 bản", "number") == "2");
    CHECK(normalised("02 (hai) bản chính", "number") == "2");
    CHECK(normalised("3.250 gam", "number") == "3250");
    CHECK(normalised("1 234 567", "number") == "1234567");
    CHECK(normalised("khoảng 3,5 ha", "number") == "3.5");
    CHECK(normalised("0", "number") == "0");
    CHECK_FALSE(normalised("hai bản", "number"));
    const std::vector<FieldRule> rules{{"lao_dong", {"Số lao động dự kiến"}, "number"}};
    const auto fields = extract_fields(a_page({"5. Số lao động dự kiến: 7 người"}), rules);
    CHECK(field(fields, "lao_dong")->value == "7 người");
    CHECK(field(fields, "lao_dong")->normalised == "7");
}

TEST_CASE("a number that did not fit on the line of its label is read from the next one, another label's is not") {
    const std::vector<FieldRule> rules{{"so_dinh_danh", {"Giấy tờ nhân thân"}, "personal_number"}};

    const auto below = extract_fields(a_page({"b) Giấy tờ nhân thân: Căn cước công dân số", "008116565573", "c) Địa chỉ: xã Đức Thạnh"}), rules);
    REQUIRE(field(below, "so_dinh_danh"));
    CHECK(field(below, "so_dinh_danh")->value == "008116565573");

    CHECK(extract_fields(a_page({"b) Giấy tờ nhân thân: Căn cước công dân số", "c) Mã số thuế: 008116565573"}), rules).empty());
}

TEST_CASE("an official letter gives number and notation however its parts stand") {
    const auto number = GENERATE(as<std::string>{}, "Số: 684/STTTT-CNTT", "Số:684/STTTT-CNTT", "Số: 684 /STTTT-CNTT Khánh Hòa, ngày 02 tháng 4 năm 2021");

    const auto fields = extract_letter(a_page({"SỞ THÔNG TIN VÀ TRUYỀN THÔNG", number, "Kính gửi: các sở, ban, ngành"}));

    REQUIRE(field(fields, "so_ky_hieu"));
    CHECK(field(fields, "so_ky_hieu")->value == "684/STTTT-CNTT");
}

TEST_CASE("a slash lost in the scan stands again between number and notation, with less confidence") {
    const auto number = GENERATE(as<std::string>{}, "Số: 684 STTTT-CNTT", "Số:684|STTTT-CNTT", "Số: 684 I STTTT-CNTT");

    const auto fields = extract_letter(a_page({"SỞ THÔNG TIN VÀ TRUYỀN THÔNG", number, "Kính gửi: các sở, ban, ngành"}));

    REQUIRE(field(fields, "so_ky_hieu"));
    CHECK(field(fields, "so_ky_hieu")->value == "684/STTTT-CNTT");
    CHECK(field(fields, "so_ky_hieu")->confidence.value < 0.6);
}

TEST_CASE("a letter whose number cannot be read still gives its date, agency and signer") {
    const auto fields = extract_letter(a_page({"SỞ THÔNG TIN VÀ TRUYỀN THÔNG  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: ~/  Khánh Hòa, ngày 02 tháng 4 năm 2021",
                                               "Kính gửi: các sở, ban, ngành", "                GIÁM ĐỐC", "                Lê Văn Tám"}));

    CHECK_FALSE(field(fields, "so_ky_hieu"));
    REQUIRE(field(fields, "ngay_ban_hanh"));
    CHECK(field(fields, "ngay_ban_hanh")->normalised == "2021-04-02");
    REQUIRE(field(fields, "co_quan"));
    CHECK(field(fields, "co_quan")->value == "SỞ THÔNG TIN VÀ TRUYỀN THÔNG");
    REQUIRE(field(fields, "nguoi_ky"));
    CHECK(field(fields, "nguoi_ky")->value == "Lê Văn Tám");
}

TEST_CASE("a form with a date and a motto at its head is no letter when no agency stands beside it") {
    CHECK(extract_letter(a_page({"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Huế, ngày 02 tháng 4 năm 2021", "TỜ KHAI"})).empty());
}
