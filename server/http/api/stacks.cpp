#include "server/http/api/stacks.hpp"

#include "server/catalogue/json_codec.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/files.hpp"
#include "server/http/api/stack_view.hpp"
#include "server/loose_stacks.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using dossier::StackId;

namespace {

Response answer(const StackView& view) { return ok(stack_view(view)).with_version(view.stack.version); }

}  // namespace

Result<Response> upload_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    const auto brought = TRY(brought_paper(request, *upload, id));
    const auto view = TRY(add_stack(services, brought, asking(request)));
    return accepted(stack_view(view), "/api/stacks/" + view.stack.id.text());
}

Result<Response> list_unassigned_stacks(const Request& request, Services& services) {
    auto stacks = nlohmann::json::array();
    for (const auto& stack : list_unassigned(services, asking(request)))
        stacks.push_back({{"id", stack.id.text()}, {"unit", stack.unit}, {"name", stack.file_name}, {"state", dossier::name_of(stack.state)},
                          {"pages_total", stack.pages}, {"pages_done", stack.pages_done}, {"problem", stack.problem},
                          {"at", dossier::iso8601(stack.uploaded_at)}});
    return ok({{"stacks", stacks}});
}

Result<Response> assign_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto body = TRY(request.json());
    Request inside = request;
    inside.path_values = {{"dossier_id", body.contains("dossier") && body.at("dossier").is_string() ? body.at("dossier").get<std::string>() : ""}};
    const auto dossier = TRY(inside.id<dossier::DossierId>("dossier_id"));
    return answer(TRY(assign(services, id, dossier, asking(request))));
}

Result<Response> show_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    return answer(TRY(read_stack(services, id, asking(request))));
}

Result<Response> show_preview(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto view = TRY(read_stack(services, id, asking(request)));
    if (view.stack.state == storage::StackState::Waiting || view.stack.state == storage::StackState::Reading)
        return fail(ErrorCode::WrongState, "Tập giấy tờ đang được đọc và soát dấu độ mật; ảnh các trang hiện ra khi đọc xong.");
    for (const auto& page : view.pages)
        if (std::to_string(page.number) == request.path_value("page") && !page.preview.empty())
            return file_answer(services, page.preview, false);
    return fail(ErrorCode::NotFound, "trang này chưa có ảnh");
}

Result<Response> step_on_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto body = TRY(request.json());
    const auto step = body.value("step", "");
    const auto page = body.contains("page") && body.at("page").is_number_integer() ? body.at("page").get<int>() : 0;
    const auto who = asking(request);
    if (step == "split") return answer(TRY(split_at(services, id, page, who)));
    if (step == "join") return answer(TRY(join_at(services, id, page, who)));
    if (step == "drop" || step == "restore") return answer(TRY(drop_page(services, id, page, step == "drop", who)));
    if (step == "undo") return answer(TRY(undo(services, id, who)));
    return fail(ErrorCode::InvalidInput, "không rõ thao tác", {{"step", "enum", "split, join, drop, restore hoặc undo"}});
}

Result<Response> confirm_in_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto body = TRY(request.json());
    DocumentDecision decision;
    std::vector<dossier::FieldError> errors;
    const catalogue::Json json = body;
    if (json.contains("document")) catalogue::from_json(json.at("document"), decision.document, "document", errors);
    if (json.contains("component")) catalogue::from_json(json.at("component"), decision.component, "component", errors);
    if (json.contains("ordinal")) catalogue::from_json(json.at("ordinal"), decision.ordinal, "ordinal", errors);
    if (json.contains("values")) catalogue::from_json(json.at("values"), decision.values, "values", errors);
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "dữ liệu gửi lên chưa đúng", std::move(errors));
    const auto view = TRY(confirm_document(services, id, std::move(decision), asking(request)));
    return accepted(stack_view(view), "/api/stacks/" + id.text());
}

}  // namespace server::http
