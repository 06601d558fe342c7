// The signed-in citizen's own page: dossiers and what was told about them.

#include "server/http/citizen/handlers.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/words.hpp"
#include "server/storage/database.hpp"
#include "server/storage/notice_store.hpp"
#include "server/storage/work_list.hpp"

namespace server::http::citizen {

using desk::View;

namespace {

constexpr int dossiers_per_page = 50, most_notices = 50;

}  // namespace

Result<Response> show_account(const Request& request, Services& services) {
    auto view = desk::frame(request, services, "Hồ sơ của tôi");
    storage::WorkFilter filter;
    filter.owner = request.principal.id;
    filter.order = storage::WorkFilter::Order::Recent;
    filter.most = dossiers_per_page;
    filter.after = request.query_value("after").value_or("");
    auto rows = View::array(), notices = View::array();
    storage::UnitOfWork work{services.database};
    const auto page = storage::work_list(work, filter);
    for (const auto& line : page.lines)
        rows.push_back({{"code", line.code}, {"procedure", line.procedure_name}, {"state", vietnamese_name(line.state)},
                        {"state_class", desk::tag_class(line.state)}, {"opened", dossier::vietnamese_time(line.opened_at)},
                        {"due", line.due_at ? dossier::vietnamese_time(*line.due_at) : ""}});
    for (const auto& notice : storage::notices_for(work, request.principal.id, most_notices))
        notices.push_back({{"at", dossier::vietnamese_time(notice.created_at)}, {"subject", notice.subject}, {"body", notice.body}});
    view["any"] = !rows.empty();
    view["rows"] = std::move(rows);
    view["next_page"] = page.next.empty() ? "" : "/tai-khoan?after=" + page.next;
    view["any_notices"] = !notices.empty();
    view["notices"] = std::move(notices);
    auto answer = desk::html("pages/account", view);
    answer.with_header("Cache-Control", "no-store");
    return answer;
}

}  // namespace server::http::citizen
