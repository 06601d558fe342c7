#include "server/http/api/dossiers.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/api/dossier_view.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/message_store.hpp"

namespace server::http {

using catalogue::Json;
using dossier::Action;
using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

// Facts the server finds out itself never come from a client's JSON: files arrive by upload, verdicts from the
// verifier, forms from the renderer, warnings from the clock.
bool told_by_server(std::string_view action) {
    for (const auto* name : {"OpenDraft", "AddFile", "AttachResult", "ReplaceResult", "RecordForm", "Warn"})
        if (action == name) return true;
    return false;
}

// "components": [{"component": …, "not_digitised": {…} | "shown": {…} | "looked_up": {…} | "confirmed": {…}}] of a new
// dossier, as the actions they stand for.
Result<std::vector<Action>> component_actions(const nlohmann::json& body) {
    static constexpr std::array<std::pair<const char*, const char*>, 4> kinds{
        {{"not_digitised", "MarkNotDigitised"}, {"shown", "RecordShown"}, {"looked_up", "RecordLookup"}, {"paper", "CountPaper"}}};
    std::vector<Action> actions;
    if (!body.contains("components")) return actions;
    if (!body.at("components").is_array())
        return fail(ErrorCode::InvalidInput, "dữ liệu gửi lên chưa đúng", {{"components", "type", "phải là danh sách"}});
    for (const auto& item : body.at("components")) {
        for (const auto& [key, name] : kinds) {
            if (!item.is_object() || !item.contains(key) || !item.at(key).is_object()) continue;
            Json fields = item.at(key);
            fields["component"] = item.value("component", "");
            if (item.contains("ordinal")) fields["ordinal"] = item.at("ordinal");
            actions.push_back(TRY(catalogue::action_from_json(name, fields)));
        }
    }
    return actions;
}

Result<dossier::OpenDraft> draft_of(const nlohmann::json& body, const Principal& principal) {
    dossier::OpenDraft draft;
    std::vector<dossier::FieldError> errors;
    Json fields = body;
    for (const auto* other : {"procedure", "components", "receive", "immediate"}) fields.erase(other);
    catalogue::from_json(fields, draft, "", errors);
    catalogue::refuse_unknown_names<dossier::OpenDraft>(fields, "", errors);
    if (body.contains("id")) errors.push_back({"id", "unknown", "mã máy do hệ thống cấp"});
    if (!body.contains("procedure") || !body.at("procedure").is_string())
        errors.push_back({"procedure", "required", "chọn thủ tục hành chính"});
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "thông tin hồ sơ chưa đầy đủ", std::move(errors));
    if (draft.agency.empty()) draft.agency = principal.agency;
    return draft;
}

// What partners were told of the dossier, and what could not be told and why.
Json messages_of(Services& services, const DossierId& id) {
    auto list = Json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& message : storage::messages_about(work, id.text()))
        list.push_back({{"partner", message.partner},
                        {"kind", message.kind},
                        {"status", message.status},
                        {"attempts", message.attempts},
                        {"answer", message.answer},
                        {"at", dossier::iso8601(message.created_at)}});
    return list;
}

}  // namespace

Result<Response> open_dossier(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    auto draft = TRY(draft_of(body, request.principal));
    const auto marks = TRY(component_actions(body));
    const auto who = asking(request);

    storage::UnitOfWork work{services.database};
    auto dossier = TRY(open_in(work, services, body.at("procedure").get<std::string>(), std::move(draft), who));
    for (const auto& mark : marks) dossier = TRY(perform_in(work, services, dossier.id, mark, who));
    if (body.value("receive", false))
        dossier = TRY(perform_in(work, services, dossier.id, dossier::Receive{body.value("immediate", false), {}}, who));
    work.commit();
    return created(dossier_view(dossier, who.actor), "/api/dossiers/" + dossier.id.text()).with_version(dossier.version);
}

Result<Response> show_dossier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    auto view = dossier_view(dossier, actor_of(request.principal));
    view["messages"] = messages_of(services, id);
    return ok(view).with_version(dossier.version);
}

Result<Response> act_on_dossier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto& name = request.path_value("action");
    if (told_by_server(name)) return fail(ErrorCode::NotFound, "không có thao tác này");
    const Json body = request.body.empty() ? nlohmann::json::object() : TRY(request.json());
    const auto action = TRY(catalogue::action_from_json(name, body));
    const auto dossier = TRY(perform(services, id, action, asking(request)));
    return ok(dossier_view(dossier, actor_of(request.principal))).with_version(dossier.version);
}

}  // namespace server::http
