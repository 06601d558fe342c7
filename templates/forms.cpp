#include "templates/forms.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "templates/asset.hpp"
#include "templates/qr.hpp"

namespace templates {
namespace {

constexpr int a5_width = 148, a5_height = 210, a4_width = 210, a4_height = 297;  // mm, ISO 216

// Titles of the 2025 set as public summaries word them; not compared with the official annex.
constexpr std::array kinds{
    FormKind{"2025", "receipt", "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "forms/2025/receipt", a5_width, a5_height},
    FormKind{"2025", "supplement", "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "forms/2025/supplement", a5_width, a5_height},
    FormKind{"2025", "refusal", "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "forms/2025/refusal", a5_width, a5_height},
    FormKind{"2025", "apology", "04", "Phiếu xin lỗi và đề nghị gia hạn thời gian trả kết quả", "forms/2025/apology", a5_width, a5_height},
    FormKind{"2025", "stop", "05", "Thông báo dừng giải quyết hồ sơ", "forms/2025/stop", a5_width, a5_height},
    FormKind{"2025", "control_sheet", "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "forms/2025/control-sheet", a5_width, a5_height},
    FormKind{"2025", "register", "07", "Sổ theo dõi hồ sơ", "forms/2025/register", a4_width, a4_height},
    FormKind{"2018", "receipt", "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "forms/2018/receipt", a5_width, a5_height},
    FormKind{"2018", "supplement", "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "forms/2018/supplement", a5_width, a5_height},
    FormKind{"2018", "refusal", "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "forms/2018/refusal", a5_width, a5_height},
    FormKind{"2018", "apology", "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "forms/2018/apology", a5_width, a5_height},
    FormKind{"2018", "control_sheet", "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "forms/2018/control-sheet", a5_width, a5_height},
    FormKind{"2018", "register", "06", "Sổ theo dõi hồ sơ", "forms/2018/register", a4_width, a4_height},
};

std::string without_bars(std::string text) {
    std::replace(text.begin(), text.end(), '|', ' ');
    return text;
}

std::string stylesheet(Medium medium) {
    const auto address = asset_url("forms.css");
    return medium == Medium::Screen ? std::string{address} : "data:text/css;base64," + base64(find_asset(address)->bytes);
}

}  // namespace

std::span<const FormKind> form_kinds() { return kinds; }

const FormKind* find_form(std::string_view rule_set, std::string_view form) {
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const FormKind& kind) {
        return kind.rule_set == rule_set && kind.form == form;
    });
    return found == kinds.end() ? nullptr : &*found;
}

std::string render_form(std::string_view rule_set, std::string_view form, View view, Medium medium,
                        std::set<std::string>* missing) {
    const auto* kind = find_form(rule_set, form);
    if (!kind) throw TemplateFault("no form " + std::string{form} + " in the set of " + std::string{rule_set});
    view["title"] = kind->title;
    view["form_number"] = kind->number;
    view["stylesheet"] = stylesheet(medium);
    view["own_stylesheet"] = "";
    return render(kind->template_name, view, missing);
}

std::string render_own_form(const FormKind& kind, const OwnForm& own, View view, Medium medium) {
    view["title"] = kind.title;
    view["form_number"] = kind.number;
    view["stylesheet"] = stylesheet(medium);
    view["own_stylesheet"] = own.css.empty()            ? ""
                             : medium == Medium::Screen ? own.css_address
                                                        : "data:text/css;charset=utf-8;base64," + base64(own.css);
    return render_text(own.html, view, nullptr, "forms/layout.html");
}

std::string built_in_text(const FormKind& kind) {
    auto text = whole_text(std::string{kind.template_name} + ".html");
    for (auto open = text.find("{{!"); open != std::string::npos; open = text.find("{{!", open))
        text.erase(open, text.find("}}", open) + 2 - open);
    return text;
}

std::string render_label(View view, Medium medium) {
    view["title"] = "Nhãn bó giấy chưa số hóa";
    view["own_stylesheet"] = "";
    view["stylesheet"] = stylesheet(medium);
    return render("forms/label", view);
}

std::string render_list(const Sheet& sheet, Medium medium) {
    const auto cells = [](const std::vector<std::string>& texts) {
        auto list = View::array();
        for (const auto& text : texts) list.push_back({{"text", text}});
        return list;
    };
    auto rows = View::array();
    for (const auto& row : sheet.rows) rows.push_back({{"cells", cells(row)}});
    const auto letters = column_widths(sheet);
    const double whole = std::accumulate(letters.begin(), letters.end(), 0.0);
    auto widths = View::array();
    for (const double each : letters) widths.push_back({{"percent", static_cast<int>(100 * each / whole)}});
    return render("forms/list", {{"title", sheet.title},
                                 {"widths", std::move(widths)},
                                 {"columns", cells(sheet.columns)},
                                 {"rows", std::move(rows)},
                                 {"own_stylesheet", ""},
                                 {"stylesheet", stylesheet(medium)}});
}

std::string qr_text(const PaperFacts& facts) {
    std::string text;
    for (const auto* field : {&facts.dossier_code, &facts.procedure_code, &facts.person_id, &facts.paper_name,
                              &facts.issuing_system, &facts.issued_at, &facts.appointment, &facts.scope}) {
        if (!text.empty()) text += '|';
        text += without_bars(*field);
    }
    while (text.ends_with('|')) text.pop_back();
    return text;
}

}  // namespace templates
