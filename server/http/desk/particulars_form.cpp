#include "server/http/desk/particulars_form.hpp"

#include <algorithm>

#include "server/catalogue/json_codec.hpp"
#include "server/http/desk/words.hpp"

namespace server::http::desk {

using dossier::Particulars;
using dossier::Person;

namespace {

std::vector<Field> person_fields(const std::string& path, const Person& person, const std::string& name_label) {
    Field kind{.name = path + ".kind", .label = "Là", .input = Input::Choice, .value = std::string{name_of(person.kind)}};
    for (const auto& [code, each] : dossier::person_kind_names) kind.options.push_back({std::string{code}, std::string{kind_name(each)}});
    return {kind,
            {.name = path + ".name", .label = name_label, .hint = "Ghi như trên thẻ căn cước, ví dụ Đặng Thị Đào",
             .width = "govuk-input--width-30", .value = person.name.reveal()},
            {.name = path + ".number", .label = "Số định danh cá nhân, hộ chiếu hoặc mã số tổ chức", .hint = "Số định danh có 12 chữ số",
             .width = "govuk-input--width-20", .inputmode = "numeric", .digits_only = true, .value = person.number.reveal()},
            {.name = path + ".birth_date", .label = "Ngày sinh", .width = "govuk-input--width-10", .kind = "date",
             .value = person.birth_date.reveal()},
            {.name = path + ".phone", .label = "Số điện thoại", .width = "govuk-input--width-10", .kind = "tel", .inputmode = "tel",
             .digits_only = true, .value = person.phone.reveal()},
            {.name = path + ".email", .label = "Thư điện tử (không bắt buộc)", .width = "govuk-input--width-20", .kind = "email",
             .value = person.email.reveal()},
            {.name = path + ".address", .label = "Địa chỉ", .width = "govuk-input--width-30", .value = person.address.reveal()}};
}

Field case_field(const Particulars& current, const dossier::Procedure& procedure) {
    Field field{.name = "case_code", .label = "Trường hợp", .input = Input::Choice, .options = {{"", "Chưa xác định"}},
                .value = current.case_code};
    for (const auto& each : procedure.cases) field.options.push_back({each.code, each.title});
    return field;
}

// Who pays less or nothing: the classes its fees name.
Field fee_class_field(const Particulars& current, const dossier::Procedure& procedure) {
    Field field{.name = "fee_class", .label = "Đối tượng miễn, giảm phí", .input = Input::Choice, .options = {{"", "Không"}},
                .value = current.fee_class};
    const auto add = [&](const std::vector<dossier::FeeRule>& fees) {
        for (const auto& fee : fees)
            for (const auto& each : fee.classes)
                if (std::none_of(field.options.begin(), field.options.end(), [&](const Option& known) { return known.value == each.code; }))
                    field.options.push_back({each.code, (each.title.empty() ? each.code : each.title) +
                                                            (each.ages.any() ? " (" + vietnamese_ages(each.ages) + ")" : "")});
    };
    for (const auto& rule : procedure.components)
        if (!rule.when.fee_classes.empty()) field.hint = "Cần: " + rule.title;
    add(procedure.fees);
    for (const auto& each : procedure.cases) add(each.fees);
    return field;
}

Field brought_by_field(const Particulars& current) {
    return {.name = "brought_by", .label = "Hồ sơ đến bằng", .input = Input::Choice,
            .options = {{"in_person", "Nộp trực tiếp"}, {"authorised_person", "Người được ủy quyền"}, {"public_post", "Bưu chính công ích"},
                        {"hired_service", "Dịch vụ thuê nộp"}, {"online", "Trực tuyến"}},
            .value = std::string{name_of(current.brought_by)}};
}

// Who acts for the applicant, and by what right.
std::vector<Field> representative_fields(const Particulars& current) {
    const auto person = current.representative.value_or(dossier::Representative{});
    return {brought_by_field(current),
            {.name = "representative.person.name", .label = "Họ, chữ đệm và tên người nộp thay", .width = "govuk-input--width-30",
             .value = person.person.name.reveal()},
            {.name = "representative.person.number", .label = "Số định danh cá nhân của người nộp thay", .width = "govuk-input--width-20",
             .inputmode = "numeric", .digits_only = true, .value = person.person.number.reveal()},
            {.name = "representative.person.phone", .label = "Số điện thoại của người nộp thay", .width = "govuk-input--width-10", .kind = "tel",
             .inputmode = "tel", .digits_only = true, .value = person.person.phone.reveal()},
            {.name = "representative.relation", .label = "Quan hệ với người nộp hồ sơ", .input = Input::Choice,
             .options = {{"", "Không có người nộp thay"}, {"authorised", "Được ủy quyền"}, {"parent", "Cha, mẹ"}, {"spouse", "Vợ, chồng"},
                         {"child", "Con"}, {"guardian", "Người giám hộ"}},
             .value = person.relation},
            {.name = "representative.document", .label = "Số, ngày văn bản ủy quyền", .hint = "Bắt buộc khi nộp theo ủy quyền",
             .width = "govuk-input--width-20", .value = person.document}};
}

constexpr const char* other_subjects = "other_subjects";

// Whose matter it is besides the person who files.
int others_of(const dossier::Procedure* procedure) { return procedure ? procedure->subjects - 1 : 0; }

// A list of kinds always has a value; somebody is there only when something else was typed.
bool is_nobody(const nlohmann::ordered_json& person) { return person.size() <= 1; }

std::vector<Field> matter_fields(const Particulars& current, const dossier::Procedure* procedure) {
    std::vector<Field> fields;
    if (procedure && !procedure->cases.empty()) fields.push_back(case_field(current, *procedure));
    if (procedure)
        if (auto classes = fee_class_field(current, *procedure); classes.options.size() > 1) fields.push_back(std::move(classes));
    fields.push_back({.name = "summary", .label = "Trích yếu nội dung (không bắt buộc)", .width = "govuk-input--width-30", .value = current.summary});
    Field mode{.name = "return_mode", .label = "Nhận kết quả", .input = Input::Choice, .value = std::string{name_of(current.return_mode)}};
    for (const auto& [code, each] : dossier::return_mode_names) mode.options.push_back({std::string{code}, std::string{vietnamese_name(each)}});
    fields.push_back(mode);
    fields.push_back({.name = "copies", .label = "Số bản sao kết quả xin thêm", .input = Input::Number, .width = "govuk-input--width-5",
                      .value = std::to_string(current.copies)});
    fields.push_back({.name = "name_spelling_confirmed", .label = "Đã đọc lại và xác nhận cách viết họ tên với công dân", .input = Input::Tick,
                      .value = current.name_spelling_confirmed ? "true" : ""});
    return fields;
}

}  // namespace

std::vector<FormPart> particulars_form(const Particulars& current, const dossier::Procedure* procedure) {
    std::vector<FormPart> parts{
        {"Người nộp hồ sơ", person_fields("applicant", current.applicant, "Họ, chữ đệm và tên khai sinh, hoặc tên tổ chức")},
        {"Chủ hồ sơ, khi là người khác", person_fields("subject", current.subject.value_or(Person{}), "Họ, chữ đệm và tên")}};
    for (int i = 0; i < others_of(procedure); ++i) {
        const auto at = static_cast<size_t>(i);
        const auto& others = current.other_subjects;
        parts.push_back({"Bên kia", person_fields(std::string{other_subjects} + "." + std::to_string(i), at < others.size() ? others[at] : Person{},
                                                  "Họ, chữ đệm và tên")});
    }
    const bool nobody_stands_in = procedure && procedure->in_person;
    parts.push_back(nobody_stands_in ? FormPart{"Cách nộp", {brought_by_field(current)}}
                                     : FormPart{"Cách nộp, người nộp thay", representative_fields(current)});
    parts.push_back({"Nội dung", matter_fields(current, procedure)});
    return parts;
}

std::vector<Field> all_fields(const std::vector<FormPart>& parts) {
    std::vector<Field> fields;
    for (const auto& part : parts) fields.insert(fields.end(), part.fields.begin(), part.fields.end());
    return fields;
}

View parts_view(const std::vector<FormPart>& parts, const Pairs* typed, const Errors& errors) {
    auto views = View::array();
    for (const auto& part : parts) views.push_back({{"heading", part.heading}, {"fields", fields_view(part.fields, "", typed, errors)}});
    return views;
}

dossier::Result<Particulars> particulars_of(const std::vector<FormPart>& parts, const Pairs& typed, Particulars current) {
    auto json = TRY(json_of(all_fields(parts), typed));
    if (json.contains("subject") && is_nobody(json["subject"])) json.erase("subject");
    if (json.contains(other_subjects)) {
        auto& others = json[other_subjects];
        others.erase(std::remove_if(others.begin(), others.end(), is_nobody), others.end());
    }
    current.applicant = Person{};
    current.subject.reset();
    const auto document_file = current.representative ? current.representative->document_file : dossier::FileId{};
    current.representative.reset();
    Errors errors;
    catalogue::from_json(json, current, "", errors);
    if (!errors.empty()) return fail(dossier::ErrorCode::InvalidInput, "dữ liệu nhập chưa đúng", std::move(errors));
    if (current.representative) current.representative->document_file = document_file;
    return current;
}

}  // namespace server::http::desk
