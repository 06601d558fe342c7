// Opening a draft and changing what the citizen told us.

#include "server/catalogue/catalogue.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/particulars_form.hpp"
#include "server/http/encoding.hpp"
#include "server/perform.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/new_id.hpp"

namespace server::http::desk {

using dossier::DossierId;
using dossier::ErrorCode;

namespace {

Field procedure_field(Services& services, const Request& request) {
    Field field{.name = "procedure", .label = "Thủ tục", .input = Input::Choice, .options = {{"", "Chọn thủ tục"}},
                .value = request.query_value("procedure").value_or("")};
    storage::UnitOfWork work{services.database};
    for (const auto& procedure : services.catalogue.procedures(work, request.arrived_at))
        field.options.push_back({procedure->code, procedure->name + " (" + procedure->code + ")" + (procedure->verified ? "" : " – minh họa")});
    return field;
}

// Reception does not ask where one lives: another agency may decide (NĐ 118/2025).
Field deciding_field(Services& services, const Request& request) {
    Field field{.name = "deciding_agency", .label = "Cơ quan giải quyết", .input = Input::Choice, .value = request.principal.agency};
    storage::UnitOfWork work{services.database};
    for (const auto& agency : storage::list_agencies(work)) field.options.push_back({agency.code, agency.name});
    return field;
}

// Another matter of the same visit (?from=…): the same people, their names read back already.
std::optional<dossier::Dossier> first_of_visit(Services& services, const Request& request) {
    const auto from = request.field("from").value_or(request.query_value("from").value_or(""));
    if (!is_uuid(from)) return std::nullopt;
    auto found = read_dossier(services, DossierId{from}, asking(request));
    if (!found) return std::nullopt;
    return *std::move(found);
}

dossier::Particulars same_people(const std::optional<dossier::Dossier>& first) {
    dossier::Particulars particulars;
    if (!first) return particulars;
    particulars.applicant = first->particulars.applicant;
    particulars.representative = first->particulars.representative;
    particulars.brought_by = first->particulars.brought_by;
    particulars.return_mode = first->particulars.return_mode;
    particulars.name_spelling_confirmed = first->particulars.name_spelling_confirmed;
    return particulars;
}

std::vector<FormPart> draft_form(Services& services, const Request& request, const std::optional<dossier::Dossier>& first) {
    auto parts = particulars_form(same_people(first), nullptr);
    parts.insert(parts.begin(), FormPart{"Thủ tục hành chính", {procedure_field(services, request), deciding_field(services, request)}});
    return parts;
}

Response draft_page(const Request& request, Services& services, const dossier::Error* error) {
    const auto first = first_of_visit(services, request);
    const auto parts = draft_form(services, request, first);
    auto view = frame(request, services, "Mở hồ sơ mới");
    if (error) add_errors(view, summary_of(*error, all_fields(parts), ""));
    view["heading"] = "Mở hồ sơ mới";
    view["path"] = "/desk/new";
    view["version"] = "";
    view["from"] = first ? first->id.text() : "";
    view["once"] = error ? request.idempotency_key : storage::new_uuid();
    view["submit"] = "Mở hồ sơ";
    view["parts"] = parts_view(parts, error ? &request.form : nullptr, error ? error->fields : Errors{});
    return html("pages/particulars", view, error ? 422 : 200);
}

Result<DossierId> opened(const Request& request, Services& services) {
    const auto first = first_of_visit(services, request);
    auto parts = draft_form(services, request, first);
    const auto procedure = request.field("procedure").value_or("");
    if (procedure.empty())
        return fail(ErrorCode::InvalidInput, "chưa chọn thủ tục", {{"procedure", "required", "chọn thủ tục hành chính"}});
    parts.erase(parts.begin());  // procedure and deciding agency are no particulars
    dossier::OpenDraft draft;
    draft.id = DossierId{request.idempotency_key};  // the form's own: a second press opens nothing new
    draft.agency = request.principal.agency;
    draft.deciding_agency = request.field("deciding_agency").value_or(draft.agency);
    if (first) draft.visit = first->visit.empty() ? first->id.text() : first->visit;
    draft.particulars = TRY(particulars_of(parts, request.form, {}));
    storage::UnitOfWork work{services.database};
    const auto dossier = TRY(open_in(work, services, procedure, std::move(draft), asking(request)));
    work.commit();
    return dossier.id;
}

Response particulars_page(const Request& request, Services& services, const dossier::Dossier& dossier, const dossier::Error* error) {
    const auto parts = particulars_form(dossier.particulars, &dossier.procedure);
    auto view = frame(request, services, "Sửa thông tin");
    if (error) add_errors(view, summary_of(*error, all_fields(parts), ""));
    view["heading"] = "Sửa thông tin hồ sơ " + dossier.code;
    view["path"] = "/desk/dossiers/" + dossier.id.text() + "/particulars";
    view["version"] = dossier.version;
    view["from"] = "";
    view["once"] = "";
    view["submit"] = "Lưu";
    view["parts"] = parts_view(parts, error ? &request.form : nullptr, error ? error->fields : Errors{});
    return html("pages/particulars", view, error ? 422 : 200);
}

}  // namespace

Result<Response> show_new_draft(const Request& request, Services& services) { return draft_page(request, services, nullptr); }

Result<Response> open_draft(const Request& request, Services& services) {
    if (!request.idempotency_key.empty()) {
        const auto before = read_dossier(services, DossierId{request.idempotency_key}, asking(request));
        if (before) return see_other("/desk/dossiers/" + before->id.text() + "?done=OpenDraft");
    }
    const auto id = opened(request, services);
    if (id) return see_other("/desk/dossiers/" + id->text() + "?done=OpenDraft");
    if (id.error().code == ErrorCode::InvalidInput) return draft_page(request, services, &id.error());
    return tl::unexpected(id.error());
}

Result<Response> show_particulars(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    return particulars_page(request, services, TRY(read_dossier(services, id, asking(request))), nullptr);
}

Result<Response> save_particulars(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    const auto parts = particulars_form(dossier.particulars, &dossier.procedure);
    const auto save = [&]() -> Result<dossier::Dossier> {
        const dossier::EditParticulars edit{TRY(particulars_of(parts, request.form, dossier.particulars))};
        return perform(services, id, edit, asking(request));
    };
    const auto saved = save();
    if (saved) return see_other("/desk/dossiers/" + id.text() + "?done=Saved");
    return particulars_page(request, services, dossier, &saved.error());
}

}  // namespace server::http::desk
