// The national catalogue's shape (service LayThuTuc): numbers arrive as text, units as words, cases as headings.

#include <charconv>
#include <map>

#include "dossier/intake/dossier_code.hpp"
#include "server/catalogue/json_reader.hpp"
#include "server/catalogue/procedure_json.hpp"

namespace server::catalogue {
namespace {

using namespace dossier;

// Text or number: partners send both.
std::string word(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    if (!json.is_object() || found == json.end() || found->is_null()) return {};
    return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : std::string{};
}

const Json& list(const Json& json, const char* key) {
    static const Json nothing = Json::array();
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_array() ? *found : nothing;
}

int whole(const std::string& text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value < 0 ? 0 : value;
}

std::int64_t dong(std::string text) {
    std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool mentions(const std::string& text, std::initializer_list<std::string_view> words) {
    for (const auto each : words)
        if (text.find(each) != std::string::npos) return true;
    return false;
}

std::optional<Limit> limit_of(const Json& row) {
    const auto amount = word(row, "THOIGIANGIAIQUYET"), unit = word(row, "DONVITINH");
    const char* code = mentions(unit, {"Giờ", "giờ"})                   ? "wh"
                       : mentions(unit, {"làm việc", "Làm việc"})       ? "wd"
                       : mentions(unit, {"Tháng", "tháng"})             ? "m"
                       : mentions(unit, {"Ngày", "ngày"})               ? "d"
                                                                        : "";
    const auto parsed = parse_limit(amount + code);
    return parsed ? std::optional{*parsed} : std::nullopt;
}

Channel channel_of(const std::string& code) {
    return code == "2" ? Channel::Online : code == "3" ? Channel::Post : Channel::Counter;
}

void read_ways(const Json& json, Procedure& procedure, bool& has_limit) {
    for (const auto& way : list(json, "CACHTHUCTHUCHIEN")) {
        const auto channel = channel_of(word(way, "KENH"));
        if (channel == Channel::Online) procedure.level = OnlineLevel::Full;
        for (const auto& time : list(way, "THOIGIAN")) {
            if (const auto limit = limit_of(time); limit && !has_limit) {
                procedure.limit = *limit;
                has_limit = true;
            }
            for (const auto& fee : list(time, "PHILEPHI")) {
                FeeRule rule;
                rule.code = word(fee, "MAPHILEPHI");
                rule.title = word(fee, "MOTA").empty() ? "Phí, lệ phí" : word(fee, "MOTA");
                rule.amount = dong(word(fee, "SOTIEN"));
                rule.when.channels = {channel};
                procedure.fees.push_back(std::move(rule));
            }
        }
    }
}

void read_components(const Json& json, Procedure& procedure) {
    const auto& groups = list(json, "THANHPHANHOSO");
    for (const auto& group : groups) {
        const auto title = word(group, "TRUONGHOP");
        std::string case_code;
        if (groups.size() > 1 && !title.empty() && !mentions(title, {"Mặc định", "mặc định"})) {
            char number[8];
            std::snprintf(number, sizeof number, ".%02zu", procedure.cases.size() % 100 + 1);
            case_code = procedure.code + number;
            procedure.cases.push_back({case_code, title, std::nullopt, {}, true});
        }
        for (const auto& paper : list(group, "GIAYTO")) {
            ComponentRule rule;
            rule.code = word(paper, "MAGIAYTO");
            rule.title = word(paper, "TENGIAYTO");
            rule.originals = whole(word(paper, "SOBANCHINH"));
            rule.copies = whole(word(paper, "SOBANSAO"));
            rule.modes = {Mode::Submit};
            if (!word(paper, "MA_KQ_THAYTHE").empty()) rule.modes.push_back(Mode::Lookup);
            if (!case_code.empty()) rule.when.cases = {case_code};
            if (auto* known = const_cast<ComponentRule*>(procedure.component(rule.code)); known && !rule.code.empty()) {
                if (known->when.cases.empty() || case_code.empty()) known->when.cases.clear();
                else known->when.cases.push_back(case_code);
                continue;
            }
            procedure.components.push_back(std::move(rule));
        }
    }
}

Procedure read_one(const Json& json, const std::string& path, CivilDate seen_on, std::vector<FieldError>& errors) {
    Procedure procedure;
    procedure.code = word(json, "MATTHC");
    procedure.name = word(json, "TENTTHC");
    procedure.effective_from = seen_on;
    if (!is_procedure_code(procedure.code)) errors.push_back({path + ".MATTHC", "format", "mã thủ tục chưa đúng"});
    if (procedure.name.empty()) errors.push_back({path + ".TENTTHC", "required", "bắt buộc phải có"});
    for (const auto& field : list(json, "LINHVUCTHUCHIEN")) {
        procedure.field_code = word(field, "MALINHVUC");
        procedure.field_name = word(field, "TENLINHVUC");
        break;
    }
    if (!procedure.field_code.empty() && !is_field_code(procedure.field_code))
        errors.push_back({path + ".LINHVUCTHUCHIEN[0].MALINHVUC", "format", "mã lĩnh vực chưa đúng"});
    bool has_limit = false;
    read_ways(json, procedure, has_limit);
    if (!has_limit) errors.push_back({path + ".CACHTHUCTHUCHIEN", "limit", "không đọc được thời hạn giải quyết"});
    read_components(json, procedure);
    if (procedure.components.empty()) errors.push_back({path + ".THANHPHANHOSO", "required", "không có thành phần hồ sơ"});
    for (size_t i = 0; i < procedure.components.size(); ++i)
        if (procedure.components[i].code.empty() || procedure.components[i].title.empty())
            errors.push_back({path + ".THANHPHANHOSO", "required", "giấy tờ thứ " + std::to_string(i + 1) + " thiếu mã hoặc tên"});
    for (const auto& result : list(json, "KETQUATHUCHIEN"))
        procedure.results.push_back({word(result, "MAKETQUA"), word(result, "TENKETQUA"), false});
    for (const auto& law : list(json, "CANCUPHAPLY"))
        procedure.legal_bases.push_back(word(law, "SOVANBAN") + " " + word(law, "TENVANBAN"));
    return procedure;
}

const Json& rows_of(const Json& json) {
    if (json.is_object() && json.contains("result")) return json.at("result");
    if (json.is_object() && json.contains("data")) return json.at("data");
    return json;
}

}  // namespace

bool is_national_answer(const Json& json) {
    const auto& rows = rows_of(json);
    if (rows.is_object()) return rows.contains("MATTHC");
    return rows.is_array() && !rows.empty() && rows.front().is_object() && rows.front().contains("MATTHC");
}

Result<std::vector<Procedure>> procedures_from_national(const Json& json, CivilDate seen_on) {
    std::vector<FieldError> errors;
    std::vector<Procedure> procedures;
    const auto& rows = rows_of(json);
    if (rows.is_object()) {
        procedures.push_back(read_one(rows, "result", seen_on, errors));
    } else {
        for (size_t i = 0; i < rows.size(); ++i)
            procedures.push_back(read_one(rows[i], "result[" + std::to_string(i) + "]", seen_on, errors));
    }
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "trả lời của danh mục quốc gia chưa dùng được", std::move(errors));
    return procedures;
}

}  // namespace server::catalogue
