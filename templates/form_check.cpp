#include "templates/form_check.hpp"

#include <algorithm>

#include "templates/check/markup.hpp"
#include "templates/check/style.hpp"
#include "templates/check/tags.hpp"
#include "templates/form_sample.hpp"

namespace templates {
namespace {

// What the rules ask a paper to say (TT 01/2018/TT-VPCP; TT 01/2023/TT-VPCP art. 26 for the QR); the book has no QR.
std::vector<std::string_view> required_fields(std::string_view form) {
    if (form == "register") return {"rows", "code", "applicant", "received", "due", "returned"};
    std::vector<std::string_view> fields{"qr", "title", "agency", "number", "date", "applicant", "procedure"};
    const auto add = [&](std::initializer_list<std::string_view> more) { fields.insert(fields.end(), more); };
    if (form == "receipt") add({"code", "components", "limit", "received_at", "due", "return_place", "officer"});
    if (form == "supplement") add({"components", "reason", "officer"});
    if (form == "refusal" || form == "stop") add({"reason"});
    if (form == "apology") add({"code", "due", "reason", "new_due"});
    if (form == "control_sheet") add({"code", "rows", "given_at", "taken_at", "due"});
    return fields;
}

// Names of the text's own tags and of the parts it puts in.
std::vector<std::string> names_in(const std::vector<Tag>& tags) {
    std::vector<std::string> names;
    for (const auto& tag : tags) {
        if (tag.kind == Tag::Kind::Value || tag.kind == Tag::Kind::Section) names.push_back(tag.name);
        if (tag.kind != Tag::Kind::Part) continue;
        try {
            FormProblems ignored;
            for (auto& name : names_in(tags_of(template_text(tag.name + ".html"), ignored))) names.push_back(std::move(name));
        } catch (const TemplateFault&) {
            continue;  // told by check_tags
        }
    }
    return names;
}

bool hostile_byte(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value < 0x20 && byte != '\n' && byte != '\t') || value == 0x7f;
}

bool readable(FormPart part, std::string_view text, std::size_t longest, FormProblems& problems) {
    const auto control = std::find_if(text.begin(), text.end(), hostile_byte);
    if (text.size() > longest) problems.push_back({part, 0, "dài quá " + std::to_string(longest) + " byte"});
    else if (control != text.end())
        problems.push_back({part, line_at(text, static_cast<std::size_t>(control - text.begin())), "có ký tự điều khiển không in được"});
    else return true;
    return false;
}

}  // namespace

FormProblems check_form(const FormKind& kind, std::string_view html, std::string_view css) {
    FormProblems problems;
    if (readable(FormPart::Html, html, longest_form, problems)) {
        const auto tags = tags_of(html, problems);
        auto data = form_sample(kind);
        data["title"] = kind.title;
        data["form_number"] = kind.number;
        check_tags(html, tags, data, problems);
        check_markup(html, tags, kind.width_mm == 210, problems);
        const auto names = names_in(tags);
        for (const auto field : required_fields(kind.form))
            if (std::find(names.begin(), names.end(), field) == names.end())
                problems.push_back({FormPart::Html, 0, "thiếu trường “" + std::string{field} + "” mà quy định bắt buộc"});
    }
    if (readable(FormPart::Css, css, longest_style, problems)) check_style(css, problems);
    std::stable_sort(problems.begin(), problems.end(), [](const FormProblem& left, const FormProblem& right) {
        return std::pair{left.part, left.line} < std::pair{right.part, right.line};
    });
    return problems;
}

}  // namespace templates
