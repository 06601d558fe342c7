#include "server/print_job.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "dossier/intake/bundle.hpp"
#include "dossier/intake/completeness.hpp"
#include "ocr/stack/sheets.hpp"
#include "server/own_forms.hpp"
#include "server/paper_surroundings.hpp"
#include "server/print_trace.hpp"
#include "server/rules.hpp"
#include "server/storage/bundle_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/new_id.hpp"
#include "templates/form_engine.hpp"
#include "templates/join_pdf.hpp"
#include "templates/print_job.hpp"

namespace server {

using dossier::ComponentRule;
using dossier::Dossier;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::PrintedPaper;
using dossier::Procedure;
using dossier::Result;
using nlohmann::json;
using templates::LabelText;
using templates::PrintJob;

namespace {

constexpr int most_copies = 50;
constexpr std::size_t longest_title = 90;  // bytes of a component's title on a label: two lines

std::string shortened(const std::string& title) {
    if (title.size() <= longest_title) return title;
    auto end = title.rfind(' ', longest_title);
    return title.substr(0, end == std::string::npos ? 0 : end) + " …";
}

std::string amount_of(const ComponentRule& rule) {
    std::string text;
    if (rule.originals > 0) text = std::to_string(rule.originals) + " bản chính";
    if (rule.copies > 0) text += (text.empty() ? "" : ", ") + std::to_string(rule.copies) + " bản sao";
    return text.empty() ? "xuất trình" : text;
}

std::string word_of(dossier::Standing standing) {
    switch (standing) {
        case dossier::Standing::Satisfied: return "đủ";
        case dossier::Standing::Reused: return "dùng lại dữ liệu";
        case dossier::Standing::Marked: return "có giấy, chưa số hóa";
        case dossier::Standing::Missing: return "còn thiếu";
        case dossier::Standing::NotNeeded: return "không bắt buộc";
    }
    return {};
}

json checklist_view(const Procedure& procedure, const Dossier* dossier) {
    const auto standings = dossier ? dossier::check_components(*dossier) : std::vector<dossier::ComponentStanding>{};
    json rows = json::array();
    for (const auto& rule : procedure.components) {
        const auto standing = std::find_if(standings.begin(), standings.end(), [&](const auto& each) { return each.code == rule.code; });
        rows.push_back({{"no", rows.size() + 1}, {"title", rule.title}, {"amount", amount_of(rule)},
                        {"standing", standing == standings.end() ? rule.required ? "bắt buộc" : "" : word_of(standing->standing)}});
    }
    return {{"heading", "Danh mục giấy tờ cần nộp"}, {"code", dossier ? dossier->code : ""}, {"procedure", procedure.name},
            {"procedure_code", procedure.code}, {"rows", rows}};
}

// In the order in which they lie in the scanner: the cover, a sheet before each paper, separators for the rest.
void add_sheets(PrintJob& job, const Procedure& procedure, const Dossier* dossier, const PrintWish& wish) {
    if (wish.cover && dossier)
        job.sheets.push_back({"TỜ BÌA HỒ SƠ", procedure.code + " – " + procedure.name, ocr::cover_payload(dossier->id.text())});
    for (const auto& rule : procedure.components)
        if (wish.components && rule.digitisable)
            job.sheets.push_back({"TỜ THÀNH PHẦN", rule.title + " (" + procedure.code + " – " + rule.code + ")",
                                  ocr::component_payload(procedure.code, rule.code)});
    for (int sheet = 0; sheet < wish.separators; ++sheet)
        job.sheets.push_back({"TỜ PHÂN CÁCH", "Giấy tờ sau tờ này là một tài liệu mới", ocr::separator_payload()});
}

// As many labels as its list needs.
void add_bundle_labels(PrintJob& job, const dossier::Bundle& bundle, const storage::BundleLabel& label) {
    const auto most = static_cast<std::size_t>(templates::rows_on(*job.stock));
    const auto pages = (bundle.lines.size() + most - 1) / most;
    for (std::size_t page = 0; page < pages; ++page) {
        LabelText text{label.id, bundle.procedure_code, bundle.dossier_code, label.id, {}, {}};
        text.lines = {shortened(bundle.procedure_name),
                      "Nơi để: " + label.place + " – ngày " + dossier::vietnamese_date(dossier::vietnam_date(label.made_at)),
                      "Giấy tờ chưa số hóa" + (pages > 1 ? " (nhãn " + std::to_string(page + 1) + "/" + std::to_string(pages) + ")" : std::string{}) + ":"};
        for (auto line = page * most; line < std::min(bundle.lines.size(), (page + 1) * most); ++line)
            text.rows.push_back({shortened(bundle.lines[line].title), std::max(bundle.lines[line].originals + bundle.lines[line].copies, 1)});
        job.labels.push_back(std::move(text));
    }
}

struct LegalPaper {
    PrintedPaper told;
    std::string kept;  // content of the archived file; empty: made of `html`
    std::string html;
    std::string pdf(Services& services) const { return kept.empty() ? services.forms->pdf(html) : services.files.read(kept); }
};

// The archived file when there is one: what the citizen holds.
LegalPaper legal_paper(storage::UnitOfWork& work, Services& services, const Dossier& dossier, const std::string& form, const std::string& rule_set,
                       dossier::Instant now) {
    for (auto issued = dossier.forms.rbegin(); issued != dossier.forms.rend(); ++issued)
        if (issued->form == form && !issued->replaced)
            if (const auto file = storage::find_file(work, issued->file))
                return {{form, issued->rule_set, issued->number, issued->file}, file->sha256, ""};
    return {{form, rule_set, "", {}}, "",
            printed_form(work, {dossier.agency, rule_set, form},
                         paper_view(dossier, form, rule_set, paper_surroundings(work, services, dossier, now)), templates::Medium::Pdf, now)};
}

// Our own sheets and labels, as the history tells of them.
void tell_sheets(std::vector<PrintedPaper>& told, const Procedure& procedure, const PrintWish& wish, std::size_t bundle_labels) {
    const auto add = [&told](const char* form, std::ptrdiff_t quantity) {
        if (quantity > 0) told.push_back({form, "", "", {}, static_cast<int>(quantity)});
    };
    const auto& rules = procedure.components;
    add("checklist", wish.checklist ? 1 : 0);
    add("cover", wish.cover ? 1 : 0);
    add("component_sheet", wish.components ? std::count_if(rules.begin(), rules.end(), [](const auto& rule) { return rule.digitisable; }) : 0);
    add("separator", wish.separators);
    add("bundle_label", static_cast<std::ptrdiff_t>(bundle_labels));
    add("folder_label", wish.labels);
}

class Faults {
  public:
    void need(bool fine, const char* field, const char* rule, std::string message) {
        if (!fine) faults_.push_back({field, rule, std::move(message)});
    }
    Result<void> told() && {
        if (faults_.empty()) return {};
        return fail(ErrorCode::InvalidInput, "chưa in được như đã chọn", std::move(faults_));
    }

  private:
    std::vector<FieldError> faults_;
};

bool is_legal(const std::string& key) { return std::find(legal_forms.begin(), legal_forms.end(), key) != legal_forms.end(); }

void need_components(Faults& faults, const Procedure& procedure, const PrintWish& wish) {
    const bool any = std::any_of(procedure.components.begin(), procedure.components.end(), [](const auto& rule) { return rule.digitisable; });
    faults.need(!wish.components || any, "components", "state", "thủ tục này không có thành phần nào phải quét");
}

Result<std::string> printed(Services& services, const PrintJob& job, std::vector<std::string> papers) {
    if (!job.checklist.is_null() || !job.sheets.empty() || !job.labels.empty())
        papers.push_back(services.forms->pdf(templates::render_print_job(job), templates::PdfProfile::Plain));
    return templates::joined_pdf(papers);
}

}  // namespace

Result<PrintWish> print_wish(const json& asked) {
    PrintWish wish;
    std::map<std::string, bool> chosen;
    Faults faults;
    for (const auto& [key, value] : asked.items()) {
        const auto flag = [&](bool& into) {
            faults.need(value.is_boolean(), key.c_str(), "type", "phải là true hoặc false");
            if (value.is_boolean()) into = value.get<bool>();
        };
        const auto count = [&](int& into, int least, int most) {
            const bool fine = value.is_number_integer() && value >= least && value <= most;
            faults.need(fine, key.c_str(), "range", "phải là số nguyên từ " + std::to_string(least) + " đến " + std::to_string(most));
            if (fine) into = value.get<int>();
        };
        if (is_legal(key)) flag(chosen[key]);
        else if (key == "checklist") flag(wish.checklist);
        else if (key == "cover") flag(wish.cover);
        else if (key == "components") flag(wish.components);
        else if (key == "bundle") flag(wish.bundle);
        else if (key == "separators") count(wish.separators, 0, most_copies);
        else if (key == "labels") count(wish.labels, 0, most_copies);
        else if (key == "first_cell") count(wish.first_cell, 1, 100);
        else if (key == "stock" && value.is_string()) wish.stock = value.get<std::string>();
        else faults.need(false, key.c_str(), "unknown", "không có mục in này");
    }
    std::copy_if(legal_forms.begin(), legal_forms.end(), std::back_inserter(wish.forms), [&](const char* form) { return chosen[form]; });
    const auto* stock = templates::find_stock(wish.stock);
    faults.need(stock, "stock", "unknown", "không có khổ nhãn này");
    faults.need(!stock || wish.first_cell <= stock->cells(), "first_cell", "range", "tờ nhãn này không có nhiều ô như vậy");
    faults.need(!wish.forms.empty() || wish.checklist || wish.cover || wish.components || wish.bundle || wish.separators > 0 || wish.labels > 0, "checklist",
                "required", "chưa chọn gì để in");
    TRY(std::move(faults).told());
    return wish;
}

Result<std::string> print_for_dossier(Services& services, const Dossier& dossier, const PrintWish& wish, const dossier::Actor& by, dossier::Instant now) {
    if (!services.forms) return fail(ErrorCode::WrongState, "chưa in được giấy lúc này");
    const auto bundle = dossier::bundle_of(dossier);
    const auto* stock = templates::find_stock(wish.stock);
    const auto rule_set = rules_of(services, dossier, now).forms;
    Faults faults;
    for (const auto& form : wish.forms) faults.need(has_ground(dossier, form, rule_set), form.c_str(), "state", "hồ sơ chưa có giấy này");
    need_components(faults, dossier.procedure, wish);
    faults.need(!wish.bundle || bundle, "bundle", "state", "hồ sơ không có giấy tờ chưa số hóa, không cần nhãn");
    faults.need(!wish.bundle || templates::rows_on(*stock) > 0, "stock", "size", "nhãn này quá nhỏ cho danh sách giấy của bó; chọn nhãn cao từ 42 mm");
    faults.need(wish.labels == 0 || !dossier.code.empty(), "labels", "state", "hồ sơ chưa có mã nên chưa có nhãn");
    TRY(std::move(faults).told());

    PrintJob job;
    job.stock = stock;
    job.first_cell = wish.first_cell;
    if (wish.checklist) job.checklist = checklist_view(dossier.procedure, &dossier);
    add_sheets(job, dossier.procedure, &dossier, wish);
    dossier::RecordPrint print{wish.press.empty() ? storage::new_uuid() : wish.press, {}};
    std::vector<LegalPaper> legal;
    storage::UnitOfWork work{services.database};
    for (const auto& form : wish.forms) {
        legal.push_back(legal_paper(work, services, dossier, form, rule_set, now));
        print.papers.push_back(legal.back().told);
    }
    if (wish.bundle) {
        const auto known = storage::label_of(work, dossier.id);
        add_bundle_labels(job, *bundle, storage::label_bundle(work, dossier, known ? known->place : "", by.id.text(), now));
    }
    tell_sheets(print.papers, dossier.procedure, wish, job.labels.size());
    const auto trace = TRY(announce_print(work, dossier, std::move(print), by, now));
    work.commit();
    for (int label = 0; label < wish.labels; ++label)
        job.labels.push_back({dossier.code, dossier.procedure.code, dossier.code, "", {shortened(dossier.procedure.name),
                              "Hẹn trả: " + (dossier.due() ? dossier::vietnamese_time(*dossier.due()) : std::string{"–"})}, {}});
    try {
        std::vector<std::string> papers;
        for (const auto& paper : legal) papers.push_back(paper.pdf(services));
        auto made = printed(services, job, std::move(papers));
        if (made) record_print(services, trace);
        else withdraw_print(services, trace);
        return made;
    } catch (...) {
        withdraw_print(services, trace);
        throw;
    }
}

Result<std::string> print_for_procedure(Services& services, const Procedure& procedure, const PrintWish& wish) {
    if (!services.forms) return fail(ErrorCode::WrongState, "chưa in được giấy lúc này");
    Faults faults;
    for (const auto& form : wish.forms) faults.need(false, form.c_str(), "state", "chỉ in được cho một hồ sơ");
    for (const auto& [asked, field] : {std::pair{wish.cover, "cover"}, {wish.bundle, "bundle"}, {wish.labels > 0, "labels"}})
        faults.need(!asked, field, "state", "chỉ in được cho một hồ sơ");
    need_components(faults, procedure, wish);
    TRY(std::move(faults).told());
    PrintJob job;
    if (wish.checklist) job.checklist = checklist_view(procedure, nullptr);
    add_sheets(job, procedure, nullptr, wish);
    return printed(services, job, {});
}

}  // namespace server
