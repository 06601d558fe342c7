// A dossier's page and its forms.

#include <algorithm>
#include <map>

#include "dossier/signing_rules/authority.hpp"
#include "dossier/signing_rules/urgency.hpp"
#include "server/catalogue/dossier_json.hpp"
#include "server/earlier.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/action_forms.hpp"
#include "server/http/desk/dossier_page.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/result_view.hpp"
#include "server/http/desk/stack_page.hpp"
#include "server/http/api/results.hpp"
#include "server/http/api/signatures.hpp"
#include "server/perform.hpp"
#include "server/print_trace.hpp"
#include "server/result_versions.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/bundle_store.hpp"
#include "server/storage/catalogue_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/message_store.hpp"
#include "server/storage/notice_store.hpp"
#include "server/storage/oversight.hpp"
#include "server/storage/result_store.hpp"

namespace server::http::desk {

using dossier::DossierId;
using dossier::ErrorCode;

namespace rules = dossier::signing_rules;

namespace {

struct Surroundings {
    std::vector<dossier::Event> history;
    std::vector<StackLine> stacks, waiting;
    std::vector<UploadLine> uploads;
    std::vector<NoticeLine> notices;
    std::vector<dossier::ReusablePaper> earlier;
    std::vector<OtherDossier> doubles, of_visit;
    Directory directory;
    std::string unsent;
};

// What the forms of the page offer to choose from.
Directory directory_of(storage::UnitOfWork& work, const dossier::Dossier& dossier, dossier::Instant now) {
    Directory directory;
    std::vector<std::string> agencies{dossier.deciding_agency};
    if (dossier.agency != dossier.deciding_agency) agencies.push_back(dossier.agency);
    for (const auto& agency : agencies) {
        for (const auto& unit : storage::list_units(work, agency)) directory.units.push_back({unit.code, unit.name});
        for (const auto& officer : storage::list_officers(work, agency, "")) directory.officers.push_back({officer.id, officer.name + " (" + officer.unit + ")"});
    }
    if (!dossier.code.empty())  // only a received dossier can have been received under the wrong procedure
        for (const auto& procedure : storage::procedures_in_force(work, dossier::vietnam_date(now)))
            directory.procedures.push_back({procedure.code, procedure.name});
    for (const auto& component : dossier.components) {
        const auto* rule = dossier.procedure.component(component.code);
        for (const auto& file : component.files)
            if (file.current) directory.files.push_back({file.file.text(), (rule ? rule->title : "Văn bản phát sinh") + ", phiên bản " + std::to_string(file.version)});
    }
    return directory;
}

std::string standing_of(const storage::NoticeRow& notice) {
    static const std::map<std::string, std::string> by{{"email", "thư điện tử"}, {"sms", "tin nhắn SMS"}, {"zalo", "Zalo"}};
    if (notice.status == "delivered") return "đã gửi qua " + by.at(notice.channel);
    if (notice.status == "undeliverable") return "không gửi được, hãy gọi cho người nộp";
    if (notice.status == "shown") return notice.way == "account" ? "hiện trong tài khoản của người nộp" : "chưa có cách gửi, chỉ hiện ở đây";
    return "đang gửi";
}

// Asked while papers are still taken in; later nobody takes any over.
void add_earlier(Surroundings& around, storage::UnitOfWork& work, const dossier::Dossier& dossier) {
    const bool taking = dossier.state == dossier::State::Draft || dossier.state == dossier::State::Submitted || dossier.state == dossier::State::AwaitingSupplement;
    if (!taking || dossier.cancelled) return;
    auto earlier = earlier_of(work, dossier);
    around.earlier = std::move(earlier.papers);
    for (const auto& other : earlier.doubles) around.doubles.push_back({other.id.text(), other.code, std::string{vietnamese_name(other.state)}});
}

StackLine line_of(const storage::Stack& stack) {
    const auto at = dossier::vietnamese_time(stack.uploaded_at);
    return {stack.id.text(), stack.file_name.empty() ? "Bản quét " + at : stack.file_name + ", " + at, std::string{vietnamese_state(stack.state)},
            stack.pages, stack.pages_done, stack.state == storage::StackState::Failed && stack.problem.empty() ? "hãy quét lại" : stack.problem};
}

std::string urgency_of(const nlohmann::json& asked) {
    const auto level = dossier::value_named<rules::Urgency>(asked.value("urgency", ""));
    return level ? std::string{rules::stamp_text(*level)} : std::string{};
}

std::string signs_as(const nlohmann::json& asked) {
    if (!asked.contains("authority")) return {};
    const auto authority = dossier::value_named<rules::Authority>(asked.value("authority", "")).value_or(rules::Authority::Own);
    std::string all;
    for (const auto& line : rules::title_lines({authority, asked.value("place_of", ""), asked.value("title", "")})) all += (all.empty() ? "" : ", ") + line;
    return all;
}

UploadLine line_of(const storage::ResultUpload& upload, bool newest) {
    const bool pending = upload.status == storage::UploadStatus::Pending;
    const auto told = [&](const char* name) { return upload.report.is_object() ? upload.report.value(name, "") : std::string{}; };
    const auto verdict = told("verdict");
    return {upload.file.text(), pending ? "Đang kiểm tra chữ ký số." : told("summary"), upload.uploaded_at, pending, upload.status == storage::UploadStatus::Passed,
            upload.id, newest, verdict == "TOTAL-PASSED" || verdict == "NO-SIGNATURE", is_appendix(upload), upload.asked.value("form", "") == "paper_scan",
            storage::scan_confirmed(upload), verdict == "NO-SIGNATURE", urgency_of(upload.asked), signs_as(upload.asked)};
}

// What the desk's scanner saved: asked for while papers are still taken in.
void add_waiting(Surroundings& around, storage::UnitOfWork& work, const dossier::Dossier& dossier, const dossier::Actor& reader) {
    if (!dossier::permitted<dossier::AddFile>(dossier, reader) || dossier.agency != reader.agency) return;
    for (const auto& stack : storage::unassigned_stacks(work, reader.agency, 20))
        if (stack.unit == reader.unit) around.waiting.push_back(line_of(stack));
}

Surroundings surroundings_of(Services& services, const dossier::Dossier& dossier, const dossier::Actor& reader, dossier::Instant now) {
    const auto& id = dossier.id;
    storage::UnitOfWork work{services.database};
    Surroundings around;
    add_earlier(around, work, dossier);
    add_waiting(around, work, dossier, reader);
    around.directory = directory_of(work, dossier, now);
    for (const auto& other : storage::others_of_visit(work, dossier))
        around.of_visit.push_back({other.id.text(), other.code, std::string{vietnamese_name(other.state)}});
    around.history = storage::events_after(work, id, 0);
    for (const auto& stack : storage::stacks_of(work, id))
        around.stacks.push_back({stack.id.text(), stack.file_name.empty() ? "Bản quét " + dossier::vietnamese_time(stack.uploaded_at) : stack.file_name,
                                 std::string{vietnamese_state(stack.state)}, stack.pages, stack.pages_done});
    for (const auto& upload : storage::result_uploads_of(work, id)) around.uploads.push_back(line_of(upload, is_newest(work, upload)));
    for (const auto& notice : storage::notices_about(work, id))
        around.notices.push_back({notice.subject, notice.body, standing_of(notice), notice.created_at, notice.status == "undeliverable"});
    for (const auto& message : storage::messages_about(work, id.text()))
        around.unsent = message.status == "rejected" || message.status == "dead" ? message.answer : "";
    return around;
}

Response dossier_page(const Request& request, Services& services, const dossier::Dossier& dossier, const Refused* refused, int status) {
    const auto reader = actor_of(request.principal);
    const auto around = surroundings_of(services, dossier, reader, request.arrived_at);
    const DossierPage page{dossier, around.history, reader, request.arrived_at, request.csrf_token, around.stacks, around.uploads, around.notices, around.earlier, around.doubles, around.of_visit, around.directory, refused, around.unsent, around.waiting};
    auto view = frame(request, services, dossier.code.empty() ? "Hồ sơ nháp" : "Hồ sơ " + dossier.code);
    view.update(dossier_view(page));
    view["version"] = dossier.version;
    if (refused) {
        const auto* form = find_action_form(refused->action);  // none: a form or button of the results
        const auto prefix = refused->action + (refused->component.empty() ? "" : "-" + refused->component) + "-";
        add_errors(view, summary_of(refused->error, form ? form->fields(dossier, around.directory) : mark_fields(refused->action), prefix));
    }
    return html("pages/dossier", view, status);
}

// Fields a component's form carries besides its own.
void add_place(std::vector<Field>& fields, const Request& request) {
    if (!request.field("component")) return;
    fields.push_back({.name = "component", .label = "Thành phần", .input = Input::Hidden});
    fields.push_back({.name = "ordinal", .label = "Thứ tự", .input = Input::Number});
}

bool filled(std::string_view list, const nlohmann::ordered_json& row) {
    if (!row.is_object()) return false;
    if (list == "to") return row.contains("unit");
    if (list == "points") return row.contains("reason") || row.contains("how_to_fix");
    return !row.empty();
}

// Rows of a form nobody filled in go; the first stays, so that what it lacks is told.
void drop_empty_rows(nlohmann::ordered_json& typed) {
    for (auto& [key, value] : typed.items()) {
        if (!value.is_array()) continue;
        auto rows = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < value.size(); ++i)
            if (value[i].is_string() || filled(key, value[i])) rows.push_back(value[i]);
        if (rows.empty() && !value.empty() && value[0].is_object()) rows.push_back(value[0]);
        value = std::move(rows);
    }
}

// The officer chose a file; the component it lies in goes with it.
void name_component(nlohmann::ordered_json& typed, const dossier::Dossier& dossier) {
    const auto file = typed.value("file", "");
    for (const auto& component : dossier.components)
        for (const auto& each : component.files)
            if (each.current && each.file.text() == file) {
                typed["component"] = component.code;
                typed["ordinal"] = component.ordinal;
            }
}

int status_of(const dossier::Error& error) {
    return error.code == ErrorCode::InvalidInput ? 422 : error.code == ErrorCode::NotPermitted ? 403 : 409;
}

}  // namespace

Result<Response> show_dossier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    return dossier_page(request, services, TRY(read_dossier(services, id, asking(request))), nullptr, 200);
}

Result<Response> act(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto& name = request.path_value("action");
    const auto* form = find_action_form(name);
    if (!form || form->upload) return fail(ErrorCode::NotFound, "không có thao tác này");
    const auto dossier = TRY(read_dossier(services, id, asking(request)));

    auto fields = form->fields(dossier, {});
    add_place(fields, request);
    const auto done = [&]() -> Result<dossier::Dossier> {
        auto typed = TRY(json_of(fields, request.form));
        drop_empty_rows(typed);
        if (name == "RemoveFile") name_component(typed, dossier);
        if (name == "CorrectReception") typed["particulars"] = catalogue::to_json(dossier.particulars);  // the form changes the procedure alone
        const auto action = TRY(catalogue::action_from_json(name, typed));
        TRY(request.required_version());
        return perform(services, id, action, asking(request));
    }();
    const auto component = request.field("component").value_or("");
    if (done)
        return see_other("/desk/dossiers/" + id.text() + "?done=" + name + (component.empty() ? "" : "#c-" + component));
    if (done.error().code == ErrorCode::NotFound) return tl::unexpected(done.error());
    const Refused refused{name, component, &request.form, done.error()};
    return dossier_page(request, services, TRY(read_dossier(services, id, asking(request))), &refused, status_of(done.error()));
}

Result<Response> reuse_paper(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto component = TRY(request.required_field("component"));
    const auto file = TRY(request.required_field("file"));
    TRY(server::reuse_paper(services, id, component, dossier::FileId{file}, asking(request)));
    return see_other("/desk/dossiers/" + id.text() + "?done=AddFile#c-" + component);
}

Result<Response> label_bundle(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    if (!dossier::bundle_of(dossier)) return fail(ErrorCode::WrongState, "hồ sơ không có giấy tờ chưa số hóa, không cần nhãn");
    storage::UnitOfWork work{services.database};
    const auto known = storage::label_of(work, id);
    storage::label_bundle(work, dossier, known ? known->place : "", request.principal.id, request.arrived_at);
    dossier::RecordPrint print{storage::new_uuid(), {}};
    print.papers.push_back({"bundle_label", "", "", {}});
    const auto trace = TRY(announce_print(work, dossier, std::move(print), actor_of(request.principal), request.arrived_at));
    work.commit();
    record_print(services, trace);
    return see_other("/desk/dossiers/" + id.text() + "/label");
}

// The API's call for a form or button of the results; a refusal stands above the page it was pressed on.
Result<Response> on_result(const Request& request, Services& services, Handler call, const char* done) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto answer = call(request, services);
    if (answer) return see_other("/desk/dossiers/" + id.text() + "?done=" + done + "#results");
    if (answer.error().code == ErrorCode::NotFound) return tl::unexpected(answer.error());
    const Refused refused{done, request.path_value("upload_id"), &request.form, answer.error()};
    return dossier_page(request, services, TRY(read_dossier(services, id, asking(request))), &refused, status_of(answer.error()));
}

Result<Response> seal_result(const Request& request, Services& services) { return on_result(request, services, seal_uploaded_result, "Sealed"); }

Result<Response> stamp_result(const Request& request, Services& services) {
    auto call = request;
    call.body = nlohmann::json{{"level", request.field("level").value_or("")}}.dump();
    return on_result(call, services, stamp_uploaded_result, "Urgency");
}

Result<Response> note_result_title(const Request& request, Services& services) {
    const auto typed = [&](const char* name) { return request.field(name).value_or(""); };
    auto call = request;
    call.body = nlohmann::json{{"authority", typed("authority")}, {"place_of", typed("place_of")}, {"title", typed("title")}}.dump();
    return on_result(call, services, note_signing_title, "SigningTitle");
}

Result<Response> confirm_result_scan(const Request& request, Services& services) {
    auto call = request;
    call.body = R"({"scan_matches_paper": true})";
    return on_result(call, services, confirm_uploaded_scan, "Saved");
}

}  // namespace server::http::desk
