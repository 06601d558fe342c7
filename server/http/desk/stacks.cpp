// A scanned stack: taken in, watched while it is read, corrected, confirmed, undone.

#include "server/loose_stacks.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/api/files.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/stack_page.hpp"

namespace server::http::desk {

using dossier::ErrorCode;
using dossier::StackId;

namespace {

std::string path_of(const StackId& id) { return "/desk/stacks/" + id.text(); }

// `fault`: a refusal of the form of `document` (0: of a button).
Result<Response> stack_page(const Request& request, Services& services, const StackId& id, const dossier::Error* fault, int document) {
    const auto who = asking(request);
    const auto stack = TRY(read_stack(services, id, who));
    const auto dossier = TRY(read_dossier(services, stack.stack.dossier, who));
    StackPageView page{stack, dossier, dossier::permitted<dossier::AddFile>(dossier, who.actor).has_value(), request.csrf_token, document,
                       &request.form, fault ? fault->fields : Errors{}};
    auto view = frame(request, services, "Bản quét");
    view.update(stack_view(page));
    if (fault)
        add_errors(view, summary_of(*fault, document_fields(stack, dossier.procedure, document), "d" + std::to_string(document) + "-"));
    return html("pages/stack", view, !fault ? 200 : fault->code == ErrorCode::InvalidInput ? 422 : 409);
}

int number_in(const Request& request, std::string_view field) {
    const auto text = request.field(field).value_or("");
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
    return std::stoi(text);
}

Result<StackView> stepped(const Request& request, Services& services, const StackId& id) {
    const auto step = request.field("step").value_or("");
    const auto page = number_in(request, "page");
    const auto who = asking(request);
    if (step == "split") return split_at(services, id, page, who);
    if (step == "join") return join_at(services, id, page, who);
    if (step == "drop" || step == "restore") return drop_page(services, id, page, step == "drop", who);
    if (step == "undo") return undo(services, id, who);
    return fail(ErrorCode::InvalidInput, "không rõ thao tác");
}

}  // namespace

Result<Response> take_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    Request call = request;
    call.query = request.form;
    const auto brought = TRY(brought_paper(call, *upload, id));
    const auto stack = TRY(add_stack(services, brought, asking(request)));
    return see_other(path_of(stack.stack.id));
}

Result<Response> assign_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto dossier = TRY(request.id<dossier::DossierId>("dossier_id"));
    TRY(assign(services, id, dossier, asking(request)));
    return see_other(path_of(id));
}

Result<Response> show_stack(const Request& request, Services& services) {
    return stack_page(request, services, TRY(request.id<StackId>("stack_id")), nullptr, 0);
}

Result<Response> step_on_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    const auto done = stepped(request, services, id);
    if (!done) return stack_page(request, services, id, &done.error(), 0);
    const auto page = request.field("page").value_or("");
    return see_other(path_of(id) + (page.empty() ? "" : "#page-" + page));
}

Result<Response> confirm_in_stack(const Request& request, Services& services) {
    const auto id = TRY(request.id<StackId>("stack_id"));
    DocumentDecision decision;
    decision.document = number_in(request, "document");
    decision.component = request.field("component").value_or("");
    for (const auto& [name, value] : request.form)
        if (name.starts_with("value.") && !value.empty())
            decision.values.push_back({name.substr(6), {}, 0, dossier::Personal<std::string>{value}});
    const auto number = decision.document;
    const auto done = confirm_document(services, id, std::move(decision), asking(request));
    if (!done) return stack_page(request, services, id, &done.error(), number);
    return see_other(path_of(id) + "?done=ConfirmDocument");
}

}  // namespace server::http::desk
