#include "server/http/api/notices.hpp"

#include "server/http/api/asking.hpp"
#include "server/perform.hpp"
#include "server/storage/database.hpp"
#include "server/storage/notice_store.hpp"

namespace server::http {

dossier::Result<Response> list_notices(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    TRY(read_dossier(services, id, asking(request)));
    auto list = nlohmann::json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& notice : storage::notices_about(work, id)) {
        auto attempts = nlohmann::json::array();
        for (const auto& attempt : storage::attempts_of(work, notice.id))
            attempts.push_back({{"at", dossier::iso8601(attempt.at)}, {"channel", attempt.channel}, {"outcome", attempt.outcome}, {"answer", attempt.answer}});
        list.push_back({{"kind", notice.kind}, {"way", notice.way}, {"subject", notice.subject}, {"body", notice.body}, {"status", notice.status},
                        {"channel", notice.channel}, {"at", dossier::iso8601(notice.created_at)}, {"attempts", std::move(attempts)}});
    }
    return ok({{"notices", std::move(list)}});
}

}  // namespace server::http
