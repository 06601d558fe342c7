#include "server/papers.hpp"

#include <array>

#include "dossier/intake/completeness.hpp"
#include "dossier/money.hpp"
#include "server/term_view.hpp"
#include "templates/forms.hpp"
#include "templates/qr.hpp"

namespace server {

using dossier::Dossier;
using nlohmann::json;

namespace {

std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "ngày 03 tháng 02 năm 2026": days and the first two months with a zero (NĐ30 PL I 4.b).
std::string long_date(dossier::Instant at) {
    const auto date = dossier::vietnam_date(at);
    const auto month = static_cast<unsigned>(date.month());
    return "ngày " + two(static_cast<unsigned>(date.day())) + " tháng " + (month < 3 ? two(month) : std::to_string(month)) +
           " năm " + std::to_string(static_cast<int>(date.year()));
}

std::string long_time(dossier::Instant at) {
    const int minute = dossier::vietnam_minute(at);
    return two(static_cast<unsigned>(minute / 60)) + " giờ " + two(static_cast<unsigned>(minute % 60)) + " phút, ngày " +
           dossier::vietnamese_date(dossier::vietnam_date(at));
}

std::string id_label(dossier::PersonKind kind) {
    switch (kind) {
        case dossier::PersonKind::Citizen: return "Số định danh cá nhân";
        case dossier::PersonKind::Foreigner: return "Số hộ chiếu";
        case dossier::PersonKind::Enterprise: return "Mã số doanh nghiệp";
        case dossier::PersonKind::Branch: return "Mã số thuế";
        case dossier::PersonKind::Organisation: return "Mã số tổ chức";
    }
    return {};
}

std::string component_note(const dossier::Component& component) {
    if (component.not_digitised) return "chưa số hóa: " + std::string{vietnamese_name(component.not_digitised->reason)};
    if (component.shown) return "đã xuất trình, đối chiếu";
    if (component.reused || component.looked_up) return "khai thác từ cơ sở dữ liệu";
    return {};
}

// After "nhận kết quả tại:".
std::string return_place(dossier::ReturnMode mode) {
    return mode == dossier::ReturnMode::Counter ? "Bộ phận Một cửa" : std::string{vietnamese_name(mode)};
}

json component_rows(const Dossier& dossier) {
    json rows = json::array();
    for (const auto& component : dossier.components) {
        if (!component.is_present()) continue;
        const auto* rule = dossier.procedure.component(component.code);
        const int pieces = component.originals + component.copies;
        rows.push_back({{"no", rows.size() + 1},
                        {"name", rule ? rule->title : component.code},
                        {"kind", vietnamese_name(component.originality)},
                        {"quantity", component.shown || component.looked_up ? 0 : std::max(pieces, 1)},
                        {"note", component_note(component)}});
    }
    return rows;
}

json fee_rows(const Dossier& dossier) {
    json rows = json::array();
    std::int64_t total = 0;
    for (const auto& fee : dossier.fees) {
        rows.push_back({{"title", fee.title}, {"amount", dossier::vietnamese_money(fee.amount)}});
        total += fee.amount;
    }
    return {{"any", !rows.empty()}, {"rows", rows}, {"total", dossier::vietnamese_money(total)}, {"state", total == 0 ? "không phải nộp" : "theo biên lai"}};
}

json missing_rows(const Dossier& dossier) {
    json rows = json::array();
    if (dossier.supplements.empty()) return rows;
    for (const auto& point : dossier.supplements.back().points) {
        const auto* rule = dossier.procedure.component(point.component);
        rows.push_back({{"no", rows.size() + 1},
                        {"name", rule ? rule->title : "Hồ sơ"},
                        {"originals", rule ? std::to_string(rule->originals) : ""},
                        {"certified", ""},
                        {"copies", rule ? std::to_string(rule->copies) : ""},
                        {"reason", point.reason + (point.how_to_fix.empty() ? "" : " – " + point.how_to_fix)}});
    }
    return rows;
}

json hand_over_rows(const Dossier& dossier, const PaperSurroundings& around) {
    const auto named = [&](const std::string& id, const std::string& otherwise) {
        const auto found = around.names.find(id);
        return found == around.names.end() ? otherwise : found->second;
    };
    json rows = json::array();
    for (const auto& each : dossier.hand_overs)
        rows.push_back({{"from", named(each.from_unit, each.from_unit)},
                        {"to", named(each.to_unit, each.to_unit)},
                        {"given_at", long_time(each.at)},
                        {"given_by", named(each.by.text(), "")},
                        {"taken_at", each.taken_at ? long_time(*each.taken_at) : "…"},
                        {"taken_by", named(each.taken_by.text(), "")},
                        {"result", each.punctuality ? vietnamese_name(*each.punctuality) : ""},
                        {"note", each.note}});
    return rows;
}

void add_person(json& view, const Dossier& dossier) {
    const auto& person = dossier.particulars.applicant;
    view["applicant"] = person.name.reveal();
    view["submitter"] = person.name.reveal();
    view["id_label"] = id_label(person.kind);
    view["id_number"] = person.number.reveal();
    view["address"] = person.address.reveal();
    view["phone"] = person.phone.reveal();
    view["email"] = person.email.reveal();
}

}  // namespace

bool has_ground(const Dossier& dossier, std::string_view form, std::string_view rule_set) {
    if (!templates::find_form(rule_set, form)) return false;
    if (form == "receipt" || form == "control_sheet") return dossier.received_at.has_value();
    if (form == "supplement") return !dossier.supplements.empty();
    if (form == "refusal") return dossier.not_received.has_value();
    if (form == "apology") return !dossier.apologies.empty();
    return form == "stop" && dossier.stop.has_value();
}

json paper_view(const Dossier& dossier, const std::string& form, const std::string& rule_set,
                const PaperSurroundings& surroundings) {
    const auto* kind = templates::find_form(rule_set, form);
    const std::string law = rule_set == "2018" ? "TT 01/2018/TT-VPCP" : "TT 03/2025/TT-VPCP";
    templates::PaperFacts facts{dossier.code, dossier.procedure.code, dossier.subject().number.reveal(),
                                kind ? std::string{kind->title} : form, surroundings.agency, dossier::iso8601(surroundings.now),
                                form == "receipt" && dossier.due() ? dossier::iso8601(*dossier.due()) : "", ""};
    json view{{"law", law},
              {"qr", templates::qr_data_uri(templates::qr_text(facts))},
              {"parent_agency", surroundings.parent_agency},
              {"agency", surroundings.agency},
              {"unit", surroundings.unit},
              {"number", surroundings.number},
              {"place", surroundings.place},
              {"date", long_date(surroundings.now)},
              {"copy", surroundings.copy},
              {"replaced", surroundings.replaced},
              {"code", dossier.code},
              {"code_qr", dossier.code.empty() ? "" : templates::qr_data_uri(dossier.code)},
              {"token_qr", surroundings.check.empty() ? "" : templates::qr_data_uri(surroundings.check)},
              {"procedure", dossier.procedure.name},
              {"procedure_code", dossier.procedure.code},
              {"summary", dossier.particulars.summary},
              {"components", form == "supplement" ? missing_rows(dossier) : component_rows(dossier)},
              {"sets", 1},
              {"limit", dossier::vietnamese_limit(dossier.clock.limit)},
              {"received_at", dossier.official_start() ? long_time(*dossier.official_start()) : ""},
              {"received_on", dossier.official_start() ? long_date(*dossier.official_start()) : ""},
              {"due", dossier.due() ? long_time(*dossier.due()) : ""},
              {"return_place", return_place(dossier.particulars.return_mode)},
              {"deciding_agency", surroundings.deciding_agency},
              {"handling_agency", surroundings.deciding_agency.empty() ? surroundings.agency : surroundings.deciding_agency},
              {"fees", fee_rows(dossier)},
              {"book", surroundings.book},
              {"serial", surroundings.serial},
              {"officer", surroundings.officer},
              {"rows", hand_over_rows(dossier, surroundings)},
              {"term", term_view(dossier.clock)},
              {"rules_at", surroundings.look_up},
              {"contact", nullptr},
              {"expires", ""},
              {"reason", ""},
              {"legal_basis", ""},
              {"signer", surroundings.signer.empty()
                             ? json{}
                             : json{{"signer_title", surroundings.signer_title}, {"name", surroundings.signer}}},
              {"look_up", surroundings.look_up},
              {"sample", !dossier.procedure.verified},
              {"unverified", true}};
    add_person(view, dossier);
    if (form == "supplement" && !dossier.supplements.empty() && dossier.supplements.back().expires)
        view["expires"] = long_time(*dossier.supplements.back().expires);
    if (form == "supplement") view["reason"] = "hồ sơ chưa đầy đủ hoặc chưa đúng quy định, chi tiết tại bảng trên";
    const auto* ending = form == "refusal" && dossier.not_received ? &*dossier.not_received
                         : form == "stop" && dossier.stop          ? &*dossier.stop
                                                                   : nullptr;
    if (ending) {
        view["reason"] = ending->reason;
        view["legal_basis"] = ending->legal_basis;
    }
    if (form == "apology" && !dossier.apologies.empty()) {
        const auto& apology = dossier.apologies.back();
        view["reason"] = apology.reason;
        view["stage"] = apology.responsible;
        view["due"] = apology.old_due ? long_time(*apology.old_due) : "";
        view["new_due"] = long_time(apology.new_due);
    }
    return view;
}

}  // namespace server
