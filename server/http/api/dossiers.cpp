#include "server/http/api/dossiers.hpp"

#include <algorithm>

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
// verifier, forms and prints from the renderer, warnings from the clock.
bool told_by_server(std::string_view action) {
    for (const auto* name : {"OpenDraft", "AddFile", "AttachResult", "ReplaceResult", "RecordForm", "RecordPrint", "Warn"})
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

struct Read {
    dossier::OpenDraft draft;
    std::vector<dossier::FieldError> faults;  // of the JSON's shape
};
Read draft_of(const nlohmann::json& body, const Principal& principal) {
    Read read;
    Json fields = body;
    for (const auto* other : {"procedure", "components", "receive", "immediate"}) fields.erase(other);
    catalogue::from_json(fields, read.draft, "", read.faults);
    catalogue::refuse_unknown_names<dossier::OpenDraft>(fields, "", read.faults);
    if (body.contains("id")) read.faults.push_back({"id", "unknown", "mã máy do hệ thống cấp"});
    if (!body.contains("procedure") || !body.at("procedure").is_string())
        read.faults.push_back({"procedure", "required", "chọn thủ tục hành chính"});
    if (read.draft.agency.empty()) read.draft.agency = principal.agency;
    return read;
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
    auto read = draft_of(body, request.principal);
    const auto marks = TRY(component_actions(body));
    const auto who = asking(request);
    const auto procedure = body.contains("procedure") && body["procedure"].is_string() ? body["procedure"].get<std::string>() : std::string{};
    const bool receive = body.contains("receive") && body["receive"] == true, immediate = body.contains("immediate") && body["immediate"] == true;

    storage::UnitOfWork work{services.database};
    const auto open = [&]() -> Result<dossier::Dossier> {
        auto dossier = TRY(open_in(work, services, procedure, read.draft, who));
        for (const auto& mark : marks) dossier = TRY(perform_in(work, services, dossier.id, mark, who));
        if (receive) dossier = TRY(perform_in(work, services, dossier.id, dossier::Receive{immediate, {}}, who));
        return dossier;
    };
    const auto dossier = read.faults.empty() ? open() : fail(ErrorCode::InvalidInput, "");
    if (!dossier && dossier.error().code == ErrorCode::InvalidInput) {  // everything at once, whichever door refused first
        auto faults = std::move(read.faults);
        for (auto& fault : faults_of_opening(work, services, procedure, read.draft, marks, receive, who))
            if (!std::any_of(faults.begin(), faults.end(), [&](const auto& each) { return each.field == fault.field; })) faults.push_back(std::move(fault));
        return fail(ErrorCode::InvalidInput, "thông tin hồ sơ chưa đủ hoặc chưa đúng", std::move(faults));
    }
    if (!dossier) return tl::unexpected(dossier.error());
    work.commit();
    return created(dossier_view(*dossier, who.actor), "/api/dossiers/" + dossier->id.text()).with_version(dossier->version);
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
    TRY(request.required_version());
    const auto dossier = TRY(perform(services, id, action, asking(request)));
    return ok(dossier_view(dossier, actor_of(request.principal))).with_version(dossier.version);
}

}  // namespace server::http
