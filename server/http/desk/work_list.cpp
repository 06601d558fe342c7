#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/words.hpp"
#include "server/http/permission.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/work_list.hpp"

namespace server::http::desk {
namespace {

constexpr int rows_per_page = 50;
constexpr int furthest_row = 5'000;  // deeper than this people search

View row_view(const storage::WorkListRow& row, dossier::Instant now) {
    const auto left = time_left(row.due, now);
    auto flags = View::array();
    if (row.urgent) flags.push_back({{"text", "khẩn"}});
    if (!row.fully_digitised) flags.push_back({{"text", "có giấy chưa số hóa"}});
    return {{"href", "/desk/dossiers/" + row.id.text()}, {"code", row.code.empty() ? "(nháp)" : row.code},
            {"applicant", row.applicant}, {"procedure", row.procedure}, {"state", vietnamese_name(row.state)},
            {"state_class", tag_class(row.state)}, {"due", row.due ? dossier::vietnamese_time(*row.due) : ""},
            {"left", is_open(row.state) ? left.text : ""}, {"late", left.late}, {"owner", row.holder_unit}, {"flags", flags}};
}

View counts_view(const storage::WorkCounts& counts) {
    const auto box = [](std::int64_t number, const char* text, const char* href, bool late) {
        return View{{"number", number}, {"text", text}, {"href", href}, {"late", late && number > 0}};
    };
    return View::array({box(counts.waiting, "chờ tiếp nhận", "/desk?state=Draft", false),
                        box(counts.in_hand, "đang giải quyết", "/desk", false),
                        box(counts.due_soon, "đến hạn trong 24 giờ", "/desk", false),
                        box(counts.overdue, "quá hạn", "/desk?overdue=1", true),
                        box(counts.to_return, "chờ trả kết quả", "/desk?state=ResultReady", false)});
}

View search_field(const Request& request) {
    Field field{.name = "q", .label = "Mã hồ sơ hoặc họ tên", .width = "govuk-input--width-20", .kind = "search",
                .value = request.query_value("q").value_or("")};
    return field_view(field, "", nullptr, {})["text"];
}

View state_field(const std::string& chosen) {
    Field field{.name = "state", .label = "Trạng thái", .input = Input::Choice, .options = {{"", "Đang mở"}}, .value = chosen};
    for (const auto& [name, state] : dossier::state_names)
        field.options.push_back({std::string{name}, std::string{vietnamese_name(state)}});
    return field_view(field, "", nullptr, {})["choice"];
}

std::string next_page(const storage::WorkListFilter& filter) {
    return "/desk?skip=" + std::to_string(filter.skip + rows_per_page) + (filter.state.empty() ? "" : "&state=" + filter.state) +
           (filter.overdue ? "&overdue=1" : "");
}

}  // namespace

Result<Response> show_work_list(const Request& request, Services& services) {
    storage::WorkListFilter filter{.agency = request.principal.agency, .text = request.query_value("q").value_or(""),
                                   .overdue = request.query_value("overdue").has_value(), .now = request.arrived_at,
                                   .most = rows_per_page + 1,
                                   .skip = static_cast<int>(TRY(request.query_number("skip", 0, furthest_row, 0)))};
    if (const auto state = request.query_value("state"); state && dossier::value_named<dossier::State>(*state)) filter.state = *state;

    storage::UnitOfWork work{services.database};
    auto rows = storage::work_list(work, filter);
    const auto counts = storage::work_counts(work, filter.agency, filter.now);
    const bool more = rows.size() > rows_per_page;
    if (more) rows.pop_back();

    auto view = frame(request, services, "Hàng đợi");
    view["may_open"] = allows(request.principal, Permission::OpenDossiers);
    view["counts"] = counts_view(counts);
    view["search"] = search_field(request);
    view["state"] = state_field(filter.state);
    view["rows"] = View::array();
    for (const auto& row : rows) view["rows"].push_back(row_view(row, filter.now));
    view["any"] = !rows.empty();
    view["next_page"] = more && filter.text.empty() ? next_page(filter) : "";
    return html("pages/work-list", view);
}

Result<Response> find_by_code(const Request& request, Services& services) {
    const auto code = request.query_value("code").value_or("");
    auto view = frame(request, services, "Tìm theo mã");
    if (!code.empty()) {
        storage::UnitOfWork work{services.database};
        const auto found = storage::find_dossier_by_code(work, code);
        const auto& agency = request.principal.agency;
        if (found && (found->agency == agency || found->deciding_agency == agency))
            return see_other("/desk/dossiers/" + found->id.text());
    }
    view["path"] = "/desk/find";
    view["fields"] = fields_view({{.name = "code", .label = "Mã hồ sơ", .hint = "Ví dụ H99.14-261128-0001", .width = "govuk-input--width-30",
                                   .value = code}}, "", nullptr, {});
    view["asked"] = !code.empty();
    view["any"] = false;
    view["rows"] = View::array();
    return html("pages/find", view);
}

}  // namespace server::http::desk
