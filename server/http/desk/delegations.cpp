// Who may sign by TUQ. (thừa ủy quyền), for what and until when, and what was before.

#include "server/signing_delegations.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/storage/account_store.hpp"

namespace server::http::desk {
namespace {

constexpr const char* address = "/desk/signing-delegations";

const std::vector<Field> end_fields{{.name = "reason", .label = "Lý do, số văn bản chấm dứt", .width = "govuk-input--width-30"}};

std::vector<Field> grant_fields(storage::UnitOfWork& work, const Principal& giver) {
    std::vector<Option> people{{"", "Chọn người được ủy quyền"}};
    for (const auto& officer : storage::list_officers(work, giver.agency, ""))
        if (officer.id != giver.id) people.push_back({officer.id, officer.name + " – " + officer.title});
    return {{.name = "officer", .label = "Người được ủy quyền ký", .input = Input::Choice, .options = people},
            {.name = "document", .label = "Số văn bản ủy quyền", .hint = "Ví dụ: 21/GUQ-UBND", .width = "govuk-input--width-20"},
            {.name = "content", .label = "Nội dung được ủy quyền ký", .input = Input::Area, .hint = "Ký loại văn bản nào, thuộc lĩnh vực nào"},
            {.name = "valid_from", .label = "Từ ngày", .width = "govuk-input--width-10", .kind = "date"},
            {.name = "valid_to", .label = "Đến hết ngày", .width = "govuk-input--width-10", .kind = "date"}};
}

// What was refused, and whose form it came from: a delegation, or "" for the new one.
struct Refused {
    const dossier::Error& error;
    std::string delegation;
};

struct Standing {
    const char* text;
    const char* tag_class;
    bool past;
};
Standing standing_of(const storage::WrittenDelegation& delegation, dossier::CivilDate today) {
    if (delegation.ended.at) return {"chấm dứt trước hạn", "govuk-tag--grey", true};
    if (delegation.wish.to < today) return {"đã hết hạn", "govuk-tag--grey", true};
    if (today < delegation.wish.from) return {"chưa đến hạn", "govuk-tag--blue", false};
    return {"đang có hiệu lực", "govuk-tag--green", false};
}

View row_of(const Request& request, const storage::WrittenDelegation& delegation, const Refused* refused) {
    const auto today = dossier::vietnam_date(request.arrived_at);
    const auto standing = standing_of(delegation, today);
    const bool here = refused && refused->delegation == delegation.id;
    const auto& ended = delegation.ended;
    return {{"giver", delegation.giver_name}, {"taker", delegation.taker_name}, {"document", delegation.wish.document}, {"content", delegation.wish.content},
            {"from", dossier::vietnamese_date(delegation.wish.from)}, {"to", dossier::vietnamese_date(delegation.wish.to)},
            {"standing", standing.text}, {"tag_class", standing.tag_class}, {"recorded", dossier::vietnamese_time(delegation.recorded_at)},
            {"ended", ended.at ? dossier::vietnamese_time(*ended.at) + ", " + ended.by_name + ": " + ended.reason : ""},
            {"end", may_end(actor_of(request.principal), delegation, today) ? std::string{address} + "/" + delegation.id + "/end" : ""}, {"open", here},
            {"fields", fields_view(end_fields, delegation.id + "-", here ? &request.form : nullptr, here ? refused->error.fields : Errors{})}};
}

Response delegations_page(const Request& request, Services& services, const Refused* refused, int status) {
    storage::UnitOfWork work{services.database};
    const auto fields = grant_fields(work, request.principal);
    const bool new_one = refused && refused->delegation.empty();
    auto view = frame(request, services, "Ủy quyền ký (TUQ.)");
    if (refused) add_errors(view, summary_of(refused->error, new_one ? fields : end_fields, new_one ? "" : refused->delegation + "-"));
    auto held = View::array(), past = View::array();
    for (const auto& delegation : storage::delegation_book(work, request.principal.agency))
        (standing_of(delegation, dossier::vietnam_date(request.arrived_at)).past ? past : held).push_back(row_of(request, delegation, refused));
    view["path"] = address;
    view["grants"] = allows(request.principal, Permission::DecideDossiers);
    view["fields"] = fields_view(fields, "", new_one ? &request.form : nullptr, new_one ? refused->error.fields : Errors{});
    view["any_held"] = !held.empty();
    view["held"] = std::move(held);
    view["any_past"] = !past.empty();
    view["past"] = std::move(past);
    return html("pages/signing-delegations", view, status);
}

int status_of(const dossier::Error& error) {
    return error.code == dossier::ErrorCode::InvalidInput ? 422 : error.code == dossier::ErrorCode::NotPermitted ? 403 : 409;
}

std::string typed(const Request& request, const char* name) { return request.field(name).value_or(""); }

dossier::CivilDate day(const Request& request, const char* name) { return dossier::parse_iso_date(typed(request, name)).value_or(dossier::CivilDate{}); }

}  // namespace

Result<Response> show_delegations(const Request& request, Services& services) { return delegations_page(request, services, nullptr, 200); }

Result<Response> grant_delegation(const Request& request, Services& services) {
    const dossier::signing_rules::Delegation wish{{}, typed(request, "officer"), typed(request, "document"), day(request, "valid_from"), day(request, "valid_to"),
                                                  typed(request, "content")};
    const auto granted = authorise(services, wish, asking(request));
    if (granted) return see_other(std::string{address} + "?done=Delegation");
    const Refused refused{granted.error(), ""};
    return delegations_page(request, services, &refused, status_of(granted.error()));
}

Result<Response> end_signing_delegation(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("delegation_id")).text();  // a UUID too
    const auto ended = end_delegation(services, id, typed(request, "reason"), asking(request));
    if (ended) return see_other(std::string{address} + "?done=DelegationEnded");
    if (ended.error().code == dossier::ErrorCode::NotFound) return tl::unexpected(ended.error());
    const Refused refused{ended.error(), id};
    return delegations_page(request, services, &refused, status_of(ended.error()));
}

}  // namespace server::http::desk
