// The interactive form of a component: every fault in one answer, values kept with the component.

#include "dossier/intake/form_check.hpp"
#include "tests/unit/dossier/filing.hpp"

using namespace dossier_tests;

namespace {

constexpr const char* application = "000.00.00.G05-KQ900301";

FillForm filled(std::initializer_list<std::pair<const char*, const char*>> values) {
    FillForm form;
    form.component = application;
    for (const auto& [name, value] : values) form.values.push_back({name, Personal<std::string>{value}});
    return form;
}

Filing online() {
    Filing filing{"1.001612"};
    filing.open("2026-11-09T08:00", Channel::Online);
    return filing;
}

const auto good = [] {
    return filled({{"ho_ten_chu_ho", "Nguyễn Thị Mẫu"}, {"so_dinh_danh", "001190000001"}, {"dien_thoai", "0912 345 678"},
                   {"ten_ho_kinh_doanh", "Tạp hóa Mẫu"}, {"tru_so", "Số 12 phố Ví Dụ"}, {"ma_nganh", "4711"}, {"von", "50000000"}});
};

}  // namespace

TEST_CASE("a form that keeps its rules completes the component and its values stay there", "[forms]") {
    auto filing = online();
    filing.act(good(), filing.when("2026-11-09T08:10", a_filer));
    CHECK(filing.standing(application) == Standing::Satisfied);
    const auto& values = filing.it.component(application)->form_values;
    REQUIRE(values.size() == 7);
    CHECK(values[5].name == "ma_nganh");
    CHECK(values[5].value.reveal() == "4711");
}

TEST_CASE("a form with faults is answered once, each with its field and rule, never with the value", "[forms]") {
    auto filing = online();
    const auto error = filing.refused(filled({{"so_dinh_danh", "12345678901"}, {"dien_thoai", "gọi sau"}, {"ten_ho_kinh_doanh", "Ổi"},
                                              {"tru_so", "  "}, {"ma_nganh", "47.11"}, {"von", "0"}, {"lao_dong", "nhiều"}, {"la", "x"}}),
                                      filing.when("2026-11-09T08:10", a_filer));
    CHECK(error.code == ErrorCode::InvalidInput);
    CHECK(faults_of(error) == std::vector<std::string>{"values.ho_ten_chu_ho required", "values.so_dinh_danh kind", "values.dien_thoai kind",
                                                       "values.ten_ho_kinh_doanh min", "values.tru_so required", "values.ma_nganh pattern",
                                                       "values.von min", "values.lao_dong kind", "values[7].name unknown"});
    CHECK(error.fields[1].message == "“Số định danh cá nhân”: phải gồm đúng 12 chữ số");
    CHECK(error.fields[3].message == "“Tên hộ kinh doanh”: phải dài từ 3 đến 200 ký tự");
    CHECK(error.fields[5].message == "“Mã ngành kinh doanh chính”: chưa đúng mẫu: mã cấp bốn gồm 4 chữ số, ví dụ 4711");
    for (const auto& field : error.fields) CHECK(field.message.find("12345678901") == std::string::npos);
    CHECK(filing.standing(application) == Standing::Missing);
}

TEST_CASE("dates, choices and lengths are counted as people do", "[forms]") {
    ComponentRule rule;
    FormRule born{"born", "Ngày sinh", FieldKind::Date, true, {}, {}, "", "", {}};
    FormRule sex{"sex", "Giới tính", FieldKind::Text, true, {}, {}, "", "", {"Nam", "Nữ"}};
    FormRule name{"name", "Họ tên", FieldKind::PersonName, true, {}, 8, "", "", {}};
    rule.form = {born, sex, name};
    const auto faults = [&](const char* date, const char* choice, const char* word) {
        std::vector<std::string> rules;
        for (const auto& fault : form_faults(rule, {{"born", Personal<std::string>{date}}, {"sex", Personal<std::string>{choice}},
                                                    {"name", Personal<std::string>{word}}}))
            rules.push_back(fault.field + " " + fault.rule);
        return rules;
    };
    CHECK(faults("2026-02-28", "Nữ", "Đỗ Đệ Ðạ").empty());  // eight letters, more bytes
    CHECK(faults("2026-02-29", "nữ", "Nguyễn Mẫu") == std::vector<std::string>{"values.born kind", "values.sex choices", "values.name max"});
    CHECK(form_faults(rule, {{"born", Personal<std::string>{"2026-02-28"}}, {"born", Personal<std::string>{"2026-02-28"}}}).size() == 4);
}

TEST_CASE("a pattern that would backtrack for ever is answered at once", "[forms]") {
    ComponentRule rule;
    rule.form = {{"x", "Mã", FieldKind::Text, true, {}, {}, "(a+)+b", "", {}}};
    const std::string many(400, 'a');
    CHECK(form_faults(rule, {{"x", Personal<std::string>{many}}}).size() == 1);
    CHECK(form_faults(rule, {{"x", Personal<std::string>{many.substr(1) + "b"}}}).empty());
    CHECK_FALSE(is_usable_pattern("(a"));
}

TEST_CASE("a stricter form in force at reception makes an old filling count no more", "[forms]") {
    auto filing = online();
    filing.act(good(), filing.when("2026-11-09T08:10", a_filer)).act(RecordLookup{"000.00.00.G05-KQ900304", 1, "identity", true, ""}, filing.when("2026-11-09T08:11", desk()));
    filing.act(SubmitDraft{}, filing.when("2026-11-09T08:12", a_filer)).act(Examine{true, ""}, filing.when("2026-11-09T08:13", desk()));
    auto stricter = filing.procedure;
    stricter.components[0].form.push_back({"email", "Thư điện tử", FieldKind::Text, true, {}, {}, "", "", {}});
    auto context = filing.when("2026-11-09T08:20", desk());
    context.procedure = &stricter;
    CHECK(faults_of(filing.refused(Receive{}, context)) == std::vector<std::string>{std::string{application} + " required"});
    filing.received_at("2026-11-09T08:20");
}
