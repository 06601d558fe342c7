#include "server/http/desk/dossier_page.hpp"

#include <algorithm>

#include "dossier/intake/bundle.hpp"
#include "dossier/intake/completeness.hpp"
#include "dossier/money.hpp"
#include "server/http/desk/action_forms.hpp"
#include "server/http/desk/result_view.hpp"
#include "server/http/desk/words.hpp"
#include "server/term_view.hpp"
#include "templates/forms.hpp"

namespace server::http::desk {

using dossier::Dossier;
using dossier::vietnamese_time;

namespace {

std::string path_of(const Dossier& dossier) { return "/desk/dossiers/" + dossier.id.text(); }

void line(View& lines, std::string label, std::string value) {
    if (!value.empty()) lines.push_back({{"label", std::move(label)}, {"value", std::move(value)}});
}

View facts(const DossierPage& page) {
    const auto& dossier = page.dossier;
    const auto& applicant = dossier.particulars.applicant;
    auto lines = View::array();
    line(lines, "Người nộp", applicant.name.reveal());
    line(lines, std::string{number_label(applicant.kind)}, applicant.number.reveal());
    line(lines, "Điện thoại", grouped_phone(applicant.phone.reveal()));
    line(lines, "Thư điện tử", applicant.email.reveal());
    line(lines, "Địa chỉ", applicant.address.reveal());
    if (dossier.particulars.subject) line(lines, "Chủ hồ sơ", dossier.particulars.subject->name.reveal());
    for (const auto& other : dossier.particulars.other_subjects) line(lines, "Bên kia", other.name.reveal());
    line(lines, "Trích yếu", dossier.particulars.summary);
    line(lines, "Hình thức nhận kết quả", std::string{vietnamese_name(dossier.particulars.return_mode)});
    line(lines, "Kênh nộp", std::string{vietnamese_name(dossier.channel)});
    if (dossier.deciding_agency != dossier.agency) line(lines, "Cơ quan giải quyết", dossier.deciding_agency);
    if (dossier.received_at) line(lines, "Tiếp nhận lúc", vietnamese_time(*dossier.received_at));
    if (const auto start = dossier.official_start(); start && start != dossier.received_at)
        line(lines, "Tính từ (giờ tiếp nhận chính thức)", vietnamese_time(*start));
    line(lines, "Đang ở đơn vị", dossier.holder_unit);
    if (const auto* fee_class = dossier.procedure.fee_class(dossier.particulars.fee_class))
        line(lines, "Đối tượng miễn, giảm phí", fee_class->title);
    for (const auto& fee : dossier.fees) line(lines, fee.title, dossier::vietnamese_money(fee.amount));
    if (dossier.decision)
        line(lines, "Quyết định", (dossier.decision->outcome == dossier::Outcome::Granted ? "Giải quyết" : "Từ chối") +
                                      (dossier.decision->reason.empty() ? "" : ": " + dossier.decision->reason));
    line(lines, "Chưa gửi được Cổng DVCQG", page.unsent);
    if (dossier.work_file)
        line(lines, "Hồ sơ công việc", dossier.work_file->title + " – trả lời " + dossier.work_file->incoming + ", " +
                                           std::to_string(dossier.work_file->documents.size()) + " văn bản");
    if (dossier.paper_compared)
        line(lines, "Đối chiếu bản giấy", (dossier.paper_compared->matches ? "khớp" : "không khớp") +
                                              (dossier.paper_compared->note.empty() ? "" : ": " + dossier.paper_compared->note));
    if (dossier.archived)
        line(lines, "Nộp lưu", dossier.archived->place + ", bảo quản " +
                                   (dossier.archived->retention_years == 0 ? "vĩnh viễn" : std::to_string(dossier.archived->retention_years) + " năm"));
    if (dossier.punctuality) line(lines, "Tiến độ", std::string{vietnamese_name(*dossier.punctuality)});
    return lines;
}

// Of a group any one will do: that is said, with the others' names.
std::string why_missing(const dossier::ComponentStanding& missing, const std::vector<dossier::ComponentStanding>& all) {
    std::string others;
    for (const auto& each : all)
        if (!missing.group.empty() && each.group == missing.group && each.code != missing.code) others += (others.empty() ? "" : ", ") + each.title;
    if (others.empty()) return missing.why;
    return missing.why + (missing.why.empty() ? "" : "; ") + "chỉ cần giấy này hoặc: " + others;
}

View completeness(const Dossier& dossier) {
    const auto standings = dossier::check_components(dossier);
    auto missing = View::array();
    for (const auto& standing : standings)
        if (standing.standing == dossier::Standing::Missing)
            missing.push_back({{"title", standing.title}, {"why", why_missing(standing, standings)}, {"href", "#c-" + standing.code}});
    return {{"complete", dossier::is_complete(standings)}, {"missing", missing}};
}

std::string form_title(const dossier::IssuedForm& form) {
    const auto* kind = templates::find_form(form.rule_set, form.form);
    return (kind ? std::string{kind->title} : form.form) + (form.number.empty() ? "" : " số " + form.number);
}

View papers(const Dossier& dossier) {
    auto rows = View::array();
    for (const auto& form : dossier.forms)
        rows.push_back({{"title", form_title(form)}, {"href", path_of(dossier) + "/files/" + form.file.text()}, {"at", vietnamese_time(form.at)},
                        {"replaced", form.replaced}});
    return rows;
}

// The domain allows some actions again and again; the page offers them when something waits for them.
bool makes_sense(const Dossier& dossier, std::string_view action) {
    const auto waits = [](const auto& hand_over) { return !hand_over.taken_at.has_value(); };
    if (action == "TakeOver") return std::any_of(dossier.hand_overs.begin(), dossier.hand_overs.end(), waits);
    if (action == "Decide" || action == "AskApproval" || action == "SendBack") return !dossier.decision;
    if (action == "AttachResult") return dossier.decision.has_value();
    if (action == "Finish") return dossier.decision && !dossier.results.empty();
    if (action == "ChooseCase") return !dossier.procedure.cases.empty();
    if (action == "RecordOpinion") return !dossier.opinions.empty();
    if (action == "ComparePaper") return dossier.channel == dossier::Channel::Online && !dossier.paper_compared;
    if (action == "OpenWorkFile") return !dossier.work_file;
    if (action == "Archive") return !dossier.archived;
    if (action == "RemoveFile") return !dossier.current_files().empty();
    if (action == "LinkToWorkFile") return dossier.work_file.has_value();
    if (action == "FinishLinked") return std::any_of(dossier.linked.begin(), dossier.linked.end(), [](const auto& each) { return !each.finished_at; });
    if (action == "StartLinked") return dossier.linked.empty();
    if (action == "SendToMinistry") return dossier.procedure.left_to_ministry() && dossier.external_system.empty();
    if (action == "CancelResult") return std::any_of(dossier.results.begin(), dossier.results.end(), [](const auto& each) { return each.in_force(); });
    return true;
}

View actions_of(const DossierPage& page, Group group) {
    auto views = View::array();
    for (const auto& form : action_forms())
        if (form.group == group && permitted_now(page, form.action) && makes_sense(page.dossier, form.action)) views.push_back(action_view(form, page, "", 1));
    return views;
}

View group_view(std::string heading, View actions) {
    return {{"heading", std::move(heading)}, {"any", !actions.empty()}, {"actions", std::move(actions)}};
}

View stack_lines(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& stack : page.stacks)
        rows.push_back({{"name", stack.name}, {"state", stack.state}, {"pages", stack.pages}, {"done", stack.done},
                        {"href", "/desk/stacks/" + stack.id}});
    return rows;
}

View waiting_lines(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& stack : page.waiting)
        rows.push_back({{"id", stack.id}, {"name", stack.name}, {"state", stack.state}, {"pages", stack.pages}, {"counted", stack.pages > 0},
                        {"first_page", stack.done > 0 && stack.problem.empty() ? "/api/stacks/" + stack.id + "/pages/1/preview" : ""},
                        {"usable", stack.problem.empty()}, {"problem", stack.problem}});
    return rows;
}

View notice_lines(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& notice : page.notices)
        rows.push_back({{"at", vietnamese_time(notice.at)}, {"subject", notice.subject}, {"body", notice.body},
                        {"standing", notice.standing}, {"failed", notice.failed}});
    return rows;
}

// Newest first; whom it tells is a role or, while somebody stands in, a person.
View warning_lines(const DossierPage& page) {
    auto rows = View::array();
    const auto& warnings = page.dossier.warnings;
    for (auto warning = warnings.rbegin(); warning != warnings.rend(); ++warning) {
        const auto role = dossier::value_named<dossier::Role>(warning->to);
        const auto person = std::find_if(page.directory.officers.begin(), page.directory.officers.end(),
                                         [&](const Option& officer) { return officer.value == warning->to; });
        rows.push_back({{"at", vietnamese_time(warning->at)}, {"text", warning->text},
                        {"to", role ? std::string{vietnamese_name(*role)} : person != page.directory.officers.end() ? person->text : ""}});
    }
    return rows;
}

View earlier_lines(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& paper : page.earlier) {
        const auto files = "/desk/dossiers/" + paper.from.text() + "/files/";
        auto appendices = View::array();
        for (const auto& appendix : paper.appendices) appendices.push_back({{"title", appendix.title}, {"href", files + appendix.file.text()}});
        rows.push_back({{"component", paper.component}, {"title", paper.title}, {"file", paper.file.text()}, {"href", files + paper.file.text()},
                        {"from_code", paper.from_code}, {"since", vietnamese_time(paper.since)}, {"appendices", appendices}});
    }
    return rows;
}

View other_lines(const std::vector<OtherDossier>& others) {
    auto rows = View::array();
    for (const auto& other : others)
        rows.push_back({{"href", "/desk/dossiers/" + other.id}, {"code", other.code.empty() ? "(nháp)" : other.code}, {"state", other.state}});
    return rows;
}

bool at_the_desk(const dossier::Actor& reader) {
    return std::any_of(reader.roles.begin(), reader.roles.end(),
                       [](dossier::Role role) { return role == dossier::Role::reception_officer || role == dossier::Role::desk_head; });
}

}  // namespace

bool permitted_now(const DossierPage& page, std::string_view action) {
    const auto& names = dossier::action_names;
    const auto at = std::find(names.begin(), names.end(), action);
    return at != names.end() && dossier::permitted(page.dossier, static_cast<std::size_t>(at - names.begin()), page.reader).has_value();
}

View action_view(const ActionForm& form, const DossierPage& page, const std::string& component, int ordinal) {
    const auto* refused = page.refused;
    const bool mine = refused && refused->action == form.action && refused->component == component;
    auto fields = form.fields(page.dossier, page.directory);
    if (!component.empty()) {
        fields.push_back({.name = "component", .label = "", .input = Input::Hidden, .value = component});
        fields.push_back({.name = "ordinal", .label = "", .input = Input::Hidden, .value = std::to_string(ordinal)});
    }
    const auto prefix = std::string{form.action} + (component.empty() ? "" : "-" + component) + "-";
    return {{"action", form.action}, {"label", form.label}, {"open", mine || form.primary}, {"key", form.key},
            {"path", path_of(page.dossier) + (form.upload ? "/uploads/" : "/actions/") + std::string{form.action}},
            {"upload", form.upload}, {"upload_id", prefix + "file"},
            {"accept", form.action == "AttachResult" ? ".pdf" : ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.heic"},
            {"fields", fields_view(fields, prefix, mine ? refused->typed : nullptr, mine ? refused->error.fields : Errors{})},
            {"csrf", page.csrf}, {"version", page.dossier.version}, {"warning", form.hurts}};
}

// Beside the name of what happened; empty for most.
std::string detail_of(const dossier::Event& event) {
    const auto* printed = std::get_if<dossier::Done<dossier::RecordPrint>>(&event.change);
    return printed ? list_of(printed->asked.papers) : std::string{};
}

View timeline_view(const std::vector<dossier::Event>& history) {
    auto lines = View::array();
    for (auto event = history.rbegin(); event != history.rend(); ++event)
        lines.push_back({{"what", vietnamese_name(event->change)}, {"detail", detail_of(*event)}, {"at", vietnamese_time(event->at)}, {"who", event->by.name + (event->by.instead_of.empty() ? "" : ", làm thay công chức vắng mặt")},
                         {"role", vietnamese_name(event->by.role)}});
    return lines;
}

View dossier_view(const DossierPage& page) {
    const auto& dossier = page.dossier;
    const auto left = time_left(is_open(dossier.state) ? dossier.due() : std::nullopt, page.now);
    const bool received = is_received(dossier.state);
    return {{"id", dossier.id.text()}, {"path", path_of(dossier)}, {"code", dossier.code}, {"procedure", dossier.procedure.name},
            {"procedure_code", dossier.procedure.code}, {"sample", !dossier.procedure.verified}, {"urgent", dossier.urgent},
            {"state", dossier.cancelled ? "Nháp đã hủy" : vietnamese_name(dossier.state)}, {"state_class", tag_class(dossier.state)},
            {"due", dossier.due() ? vietnamese_time(*dossier.due()) : ""}, {"left", left.text}, {"late", left.late},
            {"facts", facts(page)}, {"may_edit", permitted_now(page, "EditParticulars")}, {"check", completeness(dossier)},
            {"components", components_view(page)}, {"may_digitise", permitted_now(page, "AddFile")}, {"stacks", stack_lines(page)},
            {"waiting", waiting_lines(page)}, {"any_waiting", !page.waiting.empty()},
            {"groups", View::array({group_view("Tiếp nhận", actions_of(page, Group::Reception)),
                                    group_view("Xử lý", actions_of(page, Group::Handling)),
                                    group_view("Kết quả", actions_of(page, Group::Outcome)),
                                    group_view("Việc khác", actions_of(page, Group::Other))})},
            {"received", received}, {"results", results_view(page)}, {"any_results", !dossier.results.empty()},
            {"uploads", uploads_view(page)}, {"any_uploads", !page.uploads.empty()},
            {"refresh", any_pending(page) ? path_of(dossier) : ""},
            {"papers", papers(dossier)}, {"any_papers", !dossier.forms.empty()}, {"deadline", term_view(dossier.clock)},
            {"earlier", earlier_lines(page)}, {"any_earlier", !page.earlier.empty()}, {"doubles", other_lines(page.doubles)}, {"any_doubles", !page.doubles.empty()},
            {"of_visit", other_lines(page.of_visit)}, {"any_of_visit", !page.of_visit.empty()}, {"may_open", at_the_desk(page.reader)},
            {"bundle", received && dossier::bundle_of(dossier).has_value()},
            {"warnings", warning_lines(page)}, {"any_warnings", !dossier.warnings.empty()},
            {"notices", notice_lines(page)}, {"any_notices", !page.notices.empty()}, {"timeline", timeline_view(page.history)}};
}

}  // namespace server::http::desk
