// Who is absent and who stands in.

#include "server/absences.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"

namespace server::http::desk {
namespace {

std::vector<Field> fields_of(const std::vector<storage::AccountRow>& officers, const dossier::Actor& reader) {
    std::vector<Option> people;
    for (const auto& officer : officers) people.push_back({officer.id, officer.name + " – " + officer.title});
    std::vector<Field> fields;
    if (speaks_for_colleagues(reader))
        fields.push_back({.name = "officer", .label = "Người vắng mặt", .input = Input::Choice, .options = people, .value = reader.id.text()});
    people.insert(people.begin(), Option{"", "Chọn người thay"});
    fields.push_back({.name = "substitute", .label = "Người thay", .input = Input::Choice, .options = people});
    fields.push_back({.name = "begins_at", .label = "Từ lúc", .input = Input::Moment, .width = "govuk-input--width-20"});
    fields.push_back({.name = "ends_at", .label = "Đến lúc", .input = Input::Moment, .width = "govuk-input--width-20"});
    fields.push_back({.name = "reason", .label = "Lý do, số văn bản ủy quyền", .width = "govuk-input--width-30"});
    return fields;
}

Response absences_page(const Request& request, Services& services, const dossier::Error* error, int status) {
    const auto reader = actor_of(request.principal);
    storage::UnitOfWork work{services.database};
    const auto fields = fields_of(storage::list_officers(work, reader.agency, ""), reader);
    auto view = frame(request, services, "Vắng mặt và người thay");
    if (error) add_errors(view, summary_of(*error, fields, ""));
    view["path"] = "/desk/absences";
    view["fields"] = fields_view(fields, "", error ? &request.form : nullptr, error ? error->fields : Errors{});
    auto rows = View::array();
    for (const auto& absence : storage::absences_of(work, reader.agency, request.arrived_at))
        rows.push_back({{"officer", absence.officer_name}, {"substitute", absence.substitute_name}, {"from", dossier::vietnamese_time(absence.begins_at)},
                        {"until", dossier::vietnamese_time(absence.ends_at)}, {"reason", absence.reason},
                        {"end", absence.officer == reader.id.text() || speaks_for_colleagues(reader) ? "/desk/absences/" + absence.id + "/end" : ""}});
    view["any"] = !rows.empty();
    view["rows"] = std::move(rows);
    return html("pages/absences", view, status);
}

}  // namespace

Result<Response> show_absences(const Request& request, Services& services) { return absences_page(request, services, nullptr, 200); }

Result<Response> add_absence(const Request& request, Services& services) {
    const auto typed = [&](const char* name) { return request.field(name).value_or(""); };
    const AbsenceWish wish{typed("officer"), typed("substitute"), typed("begins_at"), typed("ends_at"), typed("reason")};
    const auto recorded = record_absence(services, actor_of(request.principal), wish, request.arrived_at);
    if (recorded) return see_other("/desk/absences?done=Saved");
    return absences_page(request, services, &recorded.error(), recorded.error().code == dossier::ErrorCode::InvalidInput ? 422 : 409);
}

Result<Response> finish_absence(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("absence_id"));  // a UUID too
    TRY(end_absence(services, actor_of(request.principal), id.text(), request.arrived_at));
    return see_other("/desk/absences?done=Saved");
}

}  // namespace server::http::desk
