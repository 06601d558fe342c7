#include "server/papers/paper_view.hpp"

#include <algorithm>

#include "dossier/intake/completeness.hpp"
#include "dossier/intake/dossier_code.hpp"
#include "server/papers/words.hpp"
#include "templates/qr.hpp"

namespace server::papers {

using dossier::Dossier;
using dossier::ErrorCode;
using dossier::fail;
using templates::View;
using namespace std::chrono_literals;

namespace {

// TT 03/2025/TT-VPCP, 15 September 2025.
constexpr dossier::CivilDate set_of_2025_from = 2025y / 9 / 15;

std::string_view law_of(std::string_view rule_set) { return rule_set == "2018" ? "TT 01/2018/TT-VPCP" : "TT 03/2025/TT-VPCP"; }

std::string_view number_suffix(std::string_view form) {
    if (form == "receipt") return "TNHS";
    if (form == "supplement") return "HDHS";
    if (form == "apology") return "PXL";
    return "TB";
}

unsigned serial_of(const Dossier& dossier) {
    const auto parts = dossier::parse_code(dossier.code);
    return parts ? parts->serial : 0;
}

std::string when(const std::optional<dossier::Instant>& at) { return at ? long_moment(*at) : std::string{}; }

std::string rule_title(const Dossier& dossier, std::string_view code) {
    const auto* rule = dossier.procedure.component(code);
    return rule ? rule->title : std::string{code};
}

View received_components(const Dossier& dossier) {
    auto rows = View::array();
    for (const auto& component : dossier.components) {
        if (!component.is_present()) continue;
        const bool kept = component.originals + component.copies > 0 || component.has_current_file();
        std::string note;
        if (component.not_digitised) note = "chưa số hóa";
        if (component.shown) note = "đã đối chiếu, trả lại";
        if (component.looked_up && component.looked_up->found) note = "khai thác từ cơ sở dữ liệu";
        if (component.reused) note = "dùng lại dữ liệu đã có";
        const auto pieces = std::max(component.originals + component.copies, kept ? 1 : 0);
        rows.push_back({{"no", rows.size() + 1}, {"name", rule_title(dossier, component.code)}, {"note", note},
                        {"kind", kept ? vietnamese_name(component.originality) : "Xuất trình"}, {"quantity", pieces}});
    }
    return rows;
}

View fees_of(const Dossier& dossier) {
    auto rows = View::array();
    std::int64_t total = 0;
    for (const auto& fee : dossier.fees) {
        rows.push_back({{"title", fee.title}, {"amount", money(fee.amount)}});
        total += fee.amount;
    }
    const bool paid = !dossier.payments.empty() && std::all_of(dossier.payments.begin(), dossier.payments.end(),
                                                               [](const auto& payment) { return payment.paid_at.has_value(); });
    return {{"any", total > 0}, {"rows", rows}, {"total", money(total)}, {"state", paid ? "đã nộp" : "chưa nộp"}};
}

View supplement_rows(const Dossier& dossier, const std::vector<dossier::MissingPoint>& points) {
    auto rows = View::array();
    for (const auto& point : points) {
        const auto* rule = dossier.procedure.component(point.component);
        rows.push_back({{"no", rows.size() + 1}, {"name", rule ? rule->title : "Nội dung khác"}, {"originals", rule ? rule->originals : 0},
                        {"certified", 0}, {"copies", rule ? rule->copies : 0},
                        {"reason", point.reason + (point.how_to_fix.empty() ? "" : " – " + point.how_to_fix)}});
    }
    return rows;
}

std::string name_in_history(const std::vector<dossier::Event>& history, const dossier::OfficerId& id) {
    for (const auto& event : history)
        if (event.by.id == id) return event.by.name;
    return {};
}

View hand_over_rows(const Dossier& dossier, const std::vector<dossier::Event>& history) {
    auto rows = View::array();
    for (const auto& each : dossier.hand_overs)
        rows.push_back({{"from", each.from_unit}, {"to", each.to_unit}, {"given_at", long_moment(each.at)},
                        {"given_by", name_in_history(history, each.by)}, {"taken_at", when(each.taken_at)},
                        {"taken_by", name_in_history(history, each.taken_by)},
                        {"result", each.punctuality ? vietnamese_name(*each.punctuality) : ""}, {"note", each.note}});
    return rows;
}

// What every paper shows.
View common(const Dossier& dossier, std::string_view rule_set, std::string_view form, const Issue& issue, const Config& config) {
    const auto* kind = templates::find_form(rule_set, form);
    const auto& person = dossier.particulars.applicant;
    const auto serial = serial_of(dossier);
    templates::PaperFacts facts{dossier.code, dossier.procedure.code, person.number.reveal(), std::string{kind->title},
                                config.agency_name, dossier::iso8601(issue.at), "", ""};
    if (form == "receipt" && dossier.due()) facts.appointment = dossier::iso8601(*dossier.due());
    auto number = issue.number;
    if (number.empty() && serial != 0) number = std::to_string(serial) + "/" + std::string{number_suffix(form)};
    return {{"law", law_of(rule_set)}, {"qr", templates::qr_data_uri(qr_text(facts))}, {"code", dossier.code},
            {"code_qr", templates::qr_data_uri(dossier.code)}, {"parent_agency", ""}, {"agency", config.agency_name},
            {"unit", "Bộ phận Một cửa"}, {"number", number}, {"place", config.agency_name},
            {"date", long_date(dossier::vietnam_date(issue.at))}, {"copy", issue.copy}, {"replaced", issue.replaced},
            {"applicant", person.name.reveal()}, {"id_label", number_label(person.kind)}, {"id_number", person.number.reveal()},
            {"address", person.address.reveal()}, {"phone", grouped_phone(person.phone.reveal())}, {"email", person.email.reveal()},
            {"procedure", dossier.procedure.name}, {"procedure_code", dossier.procedure.code}, {"summary", dossier.particulars.summary},
            {"submitter", dossier.particulars.representative ? dossier.particulars.representative->person.name.reveal() : person.name.reveal()},
            {"officer", issue.officer}, {"look_up", config.public_url + "/tra-cuu"}, {"sample", !dossier.procedure.verified},
            {"unverified", true}, {"received_at", when(dossier.received_at)}, {"due", when(dossier.due())},
            {"received_on", dossier.received_at ? "Ngày " + dossier::vietnamese_date(dossier::vietnam_date(*dossier.received_at)) : ""},
            {"handling_agency", dossier.holder_unit.empty() ? config.agency_name : dossier.holder_unit},
            {"signer", {{"signer_title", issue.signer_title}, {"name", issue.officer}}}};
}

void add_receipt(View& view, const Dossier& dossier, const Config& config) {
    view["components"] = received_components(dossier);
    view["sets"] = 1;
    view["limit"] = vietnamese_limit(dossier.clock.limit);
    view["return_place"] = dossier.particulars.return_mode == dossier::ReturnMode::Counter
                               ? "Bộ phận Một cửa " + config.agency_name
                               : std::string{vietnamese_name(dossier.particulars.return_mode)};
    view["deciding_agency"] = dossier.deciding_agency == dossier.agency ? "" : dossier.deciding_agency;
    view["fees"] = fees_of(dossier);
    view["book"] = dossier.received_at ? std::to_string(static_cast<int>(dossier::vietnam_date(*dossier.received_at).year())) : "";
    view["serial"] = dossier.code.substr(dossier.code.rfind('-') + 1);
}

}  // namespace

std::string_view rule_set_of(const Dossier& dossier, dossier::Instant now) {
    const auto date = dossier::vietnam_date(dossier.received_at.value_or(now));
    return date < set_of_2025_from ? "2018" : "2025";
}

dossier::Result<View> paper_view(const Dossier& dossier, const std::vector<dossier::Event>& history, std::string_view form,
                                 const Issue& issue, const Config& config) {
    const auto rule_set = rule_set_of(dossier, issue.at);
    const auto none = [&](std::string why) { return fail(ErrorCode::NotFound, std::move(why)); };
    if (form == "register" || !templates::find_form(rule_set, form)) return none("không có biểu mẫu này");
    auto view = common(dossier, rule_set, form, issue, config);
    if (form == "receipt") {
        if (!dossier.received_at) return none("hồ sơ chưa được tiếp nhận");
        add_receipt(view, dossier, config);
    } else if (form == "supplement") {
        if (dossier.supplements.empty()) return none("hồ sơ không có yêu cầu bổ sung");
        const auto& round = dossier.supplements.back();
        view["components"] = supplement_rows(dossier, round.points);
        view["reason"] = round.points.empty() ? "" : round.points.front().reason;
        view["expires"] = round.expires ? dossier::vietnamese_date(dossier::vietnam_date(*round.expires)) : "";
        view["contact"] = nullptr;
        view["rules_at"] = "https://dichvucong.gov.vn";
    } else if (form == "refusal") {
        if (!dossier.not_received) return none("hồ sơ không bị từ chối tiếp nhận");
        view["reason"] = dossier.not_received->reason;
        view["legal_basis"] = dossier.not_received->legal_basis;
    } else if (form == "apology") {
        if (dossier.apologies.empty()) return none("hồ sơ không có phiếu xin lỗi");
        const auto& apology = dossier.apologies.back();
        view["reason"] = apology.reason;
        view["stage"] = apology.responsible;
        view["due"] = when(apology.old_due);
        view["new_due"] = long_moment(apology.new_due);
    } else if (form == "stop") {
        if (!dossier.stop) return none("hồ sơ không bị dừng giải quyết");
        view["reason"] = dossier.stop->reason;
        view["legal_basis"] = dossier.stop->legal_basis;
    } else if (form == "control_sheet") {
        if (!dossier.received_at) return none("hồ sơ chưa được tiếp nhận");
        view["rows"] = hand_over_rows(dossier, history);
    }
    return view;
}

dossier::Result<std::string> paper_html(const Dossier& dossier, const std::vector<dossier::Event>& history, std::string_view form,
                                        const Issue& issue, const Config& config, templates::Medium medium) {
    auto view = TRY(paper_view(dossier, history, form, issue, config));
    return templates::render_form(rule_set_of(dossier, issue.at), form, std::move(view), medium);
}

}  // namespace server::papers
