#include "server/http/api/account.hpp"

#include "server/services.hpp"
#include "server/storage/database.hpp"
#include "server/storage/notice_store.hpp"
#include "server/storage/work_list.hpp"

namespace server::http {
namespace {

using nlohmann::json;

constexpr int most_dossiers = 50, most_notices = 100;

}  // namespace

dossier::Result<Response> show_account(const Request& request, Services& services) {
    storage::WorkFilter filter;
    filter.owner = request.principal.id;
    filter.order = storage::WorkFilter::Order::Recent;
    filter.most = most_dossiers;
    filter.after = request.query_value("after").value_or("");
    auto dossiers = json::array(), notices = json::array();
    storage::UnitOfWork work{services.database};
    const auto page = storage::work_list(work, filter);
    for (const auto& line : page.lines)
        dossiers.push_back({{"id", line.id.text()}, {"code", line.code}, {"state", dossier::name_of(line.state)},
                            {"state_title", dossier::vietnamese_name(line.state)}, {"procedure", line.procedure_code},
                            {"procedure_name", line.procedure_name}, {"opened_at", dossier::iso8601(line.opened_at)},
                            {"due", line.due_at ? json(dossier::iso8601(*line.due_at)) : json(nullptr)}});
    for (const auto& notice : storage::notices_for(work, request.principal.id, most_notices))
        notices.push_back({{"dossier", notice.dossier.text()}, {"kind", notice.kind}, {"subject", notice.subject}, {"body", notice.body},
                           {"at", dossier::iso8601(notice.created_at)}});
    return ok({{"dossiers", dossiers}, {"next", page.next}, {"notices", notices}});
}

}  // namespace server::http
