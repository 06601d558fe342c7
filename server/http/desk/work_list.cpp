#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/desk/words.hpp"
#include "server/http/exports.hpp"
#include "server/http/permission.hpp"
#include "server/storage/work_list.hpp"

namespace server::http::desk {
namespace {

constexpr int rows_per_page = 50;

View row_view(const storage::WorkLine& row, dossier::Instant now) {
    const auto left = time_left(row.due_at, now);
    auto flags = View::array();
    if (row.urgent) flags.push_back({{"text", "khẩn"}});
    if (!row.fully_digitised) flags.push_back({{"text", "có giấy chưa số hóa"}});
    return {{"href", "/desk/dossiers/" + row.id.text()}, {"code", row.code.empty() ? "(nháp)" : row.code},
            {"applicant", row.applicant.reveal()}, {"procedure", row.procedure_name}, {"state", vietnamese_name(row.state)},
            {"state_class", tag_class(row.state)}, {"due", row.due_at ? dossier::vietnamese_time(*row.due_at) : ""},
            {"left", is_open(row.state) ? left.text : ""}, {"late", left.late}, {"owner", row.holder_unit}, {"flags", flags}};
}

View counts_view(const storage::WorkCounts& counts) {
    using dossier::State;
    const auto of = [&](std::initializer_list<State> states) {
        std::int64_t sum = 0;
        for (const auto state : states)
            if (const auto found = counts.by_state.find(state); found != counts.by_state.end()) sum += found->second;
        return sum;
    };
    const auto box = [](std::int64_t number, const char* text, const char* href, bool late) {
        return View{{"number", number}, {"text", text}, {"href", href}, {"late", late && number > 0}};
    };
    return View::array({box(of({State::Draft, State::Submitted}), "chờ tiếp nhận", "/desk?state=Draft", false),
                        box(of({State::Received, State::InProcess}), "đang giải quyết", "/desk?state=InProcess", false),
                        box(of({State::AwaitingSupplement, State::AwaitingPayment, State::WithdrawalAsked}), "chờ công dân",
                            "/desk?state=AwaitingSupplement", false),
                        box(counts.late, "quá hạn", "/desk?overdue=1", true),
                        box(of({State::ResultReady}), "chờ trả kết quả", "/desk?state=ResultReady", false)});
}

View state_field(const std::string& chosen) {
    Field field{.name = "state", .label = "Trạng thái", .input = Input::Choice, .options = {{"", "Đang mở"}}, .value = chosen};
    for (const auto& [name, state] : dossier::state_names)
        field.options.push_back({std::string{name}, std::string{vietnamese_name(state)}});
    return field_view(field, "", nullptr, {})["choice"];
}

// "&state=…&overdue=1" as they were asked for; only what we know, so nothing strange comes back in an address.
std::string conditions(const Request& request) {
    std::string text;
    if (const auto chosen = dossier::value_named<dossier::State>(request.query_value("state").value_or("")))
        text += "&state=" + std::string{dossier::name_of(*chosen)};
    if (request.query_value("overdue")) text += "&overdue=1";
    return text;
}

std::string next_page(const Request& request, const std::string& after) {
    return "/desk?after=" + after + conditions(request);
}

std::optional<dossier::State> chosen_state(const Request& request) {
    return dossier::value_named<dossier::State>(request.query_value("state").value_or(""));
}

storage::WorkFilter filter_of(const Request& request) {
    storage::WorkFilter filter;
    filter.agency = request.principal.agency;
    filter.after = request.query_value("after").value_or("");
    filter.most = rows_per_page;
    if (request.query_value("overdue")) filter.due_before = request.arrived_at;
    // Closed dossiers are found by their state or by searching; the plain list holds what is open, urgent first.
    if (const auto chosen = chosen_state(request)) {
        filter.states = {*chosen};
        filter.order = storage::WorkFilter::Order::Recent;
    }
    return filter;
}

}  // namespace

Result<Response> export_work_list(const Request& request, Services& services) {
    auto filter = filter_of(request);
    filter.after.clear();
    filter.most = 200;
    auto rows = View::array();
    storage::UnitOfWork work{services.database};
    do {
        const auto page = storage::work_list(work, filter);
        for (const auto& row : page.lines) rows.push_back(row_view(row, request.arrived_at));
        filter.after = page.next;
    } while (!filter.after.empty() && rows.size() < most_exported);
    return exported(request.query_value("format").value_or("csv"),
                    {"hang-doi", "Hàng đợi",
                     {{"code", "Mã hồ sơ"}, {"applicant", "Người nộp"}, {"procedure", "Thủ tục"}, {"state", "Trạng thái"}, {"due", "Hẹn trả"},
                      {"left", "Còn lại"}, {"owner", "Người giữ"}},
                     std::move(rows), !filter.after.empty()},
                    services.forms);
}

Result<Response> show_work_list(const Request& request, Services& services) {
    const auto filter = filter_of(request);
    const auto chosen = chosen_state(request);
    storage::UnitOfWork work{services.database};
    const auto page = storage::work_list(work, filter);
    const auto counts = storage::count_work(work, filter.agency, request.arrived_at);

    auto view = frame(request, services, "Hàng đợi");
    view["may_open"] = allows(request.principal, Permission::OpenDossiers);
    view["counts"] = counts_view(counts);
    view["state"] = state_field(chosen ? std::string{dossier::name_of(*chosen)} : "");
    view["rows"] = View::array();
    for (const auto& row : page.lines) view["rows"].push_back(row_view(row, request.arrived_at));
    view["any"] = !page.lines.empty();
    view["export"] = "/desk/export?format=xlsx" + conditions(request);
    view["next_page"] = page.next.empty() ? "" : next_page(request, page.next);
    return html("pages/work-list", view);
}

}  // namespace server::http::desk
