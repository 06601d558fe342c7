#pragma once
// The legal papers (biểu mẫu) by rule set, and the sheets the desk prints for itself. One template serves screen,
// browser print and archived PDF.

#include <span>
#include <string>
#include <string_view>

#include "templates/render.hpp"
#include "templates/sheet.hpp"

namespace templates {

enum class Medium {
    Screen,  // the style sheet comes by its address
    Pdf,     // the style sheet travels inside the page
};

struct FormKind {
    std::string_view rule_set;  // "2018": TT 01/2018/TT-VPCP, "2025": TT 03/2025/TT-VPCP, "sheets": our own
    std::string_view form;      // "receipt", "supplement", "refusal", "apology", "stop", "control_sheet", "register"
    std::string_view number;    // "01"; empty for sheets
    std::string_view title;     // Vietnamese
    std::string_view template_name;
    int width_mm, height_mm;
};

std::span<const FormKind> form_kinds();
// nullptr when the rule set has no such form.
const FormKind* find_form(std::string_view rule_set, std::string_view form);

// What each form expects stands at its top. Throws TemplateFault for a form that does not exist.
std::string render_form(std::string_view rule_set, std::string_view form, View view, Medium medium = Medium::Pdf,
                        std::set<std::string>* missing = nullptr);

// An office's own text of a form, judged by check_form before.
struct OwnForm {
    std::string html, css;
    std::string css_address;  // where a screen asks for the css; empty without css
};
// The same with the office's text in the place of ours; its CSS comes after ours.
std::string render_own_form(const FormKind& kind, const OwnForm& own, View view, Medium medium = Medium::Pdf);
// Our text of a form, whole and without notes: what an office begins with.
std::string built_in_text(const FormKind& kind);

// The label of a bundle of papers; view data: templates/forms/label.html.
std::string render_label(View view, Medium medium = Medium::Pdf);

// A list as the page shows it, A4 lying, its heading on every page.
std::string render_list(const Sheet& sheet, Medium medium = Medium::Pdf);

// Data of the QR code that TT 01/2023/TT-VPCP art. 26 asks for on every paper issued from the system.
struct PaperFacts {
    std::string dossier_code, procedure_code;
    std::string person_id;       // personal data: only for the paper itself
    std::string paper_name, issuing_system;
    std::string issued_at;       // ISO 8601, +07:00
    std::string appointment;     // receipts: the appointment; results: validity; else empty
    std::string scope;           // results: where the paper is valid; else empty
};
// Fields in this order, separated by "|"; a "|" inside a field becomes a space.
std::string qr_text(const PaperFacts& facts);

}  // namespace templates
