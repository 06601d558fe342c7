#include "server/http/api/reuse.hpp"

#include "server/earlier.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/dossier_view.hpp"
#include "server/storage/database.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::Result;
using nlohmann::json;

Result<Response> list_earlier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    json papers = json::array(), doubles = json::array();
    storage::UnitOfWork work{services.database};
    const auto earlier = earlier_of(work, dossier);
    for (const auto& paper : earlier.papers) {
        auto appendices = json::array();
        for (const auto& appendix : paper.appendices) appendices.push_back({{"title", appendix.title}, {"file", appendix.file.text()}});
        papers.push_back({{"component", paper.component}, {"title", paper.title}, {"file", paper.file.text()}, {"from", paper.from.text()},
                          {"from_code", paper.from_code}, {"since", dossier::iso8601(paper.since)}, {"issued_by_us", paper.issued_by_us},
                          {"appendices", appendices}});
    }
    for (const auto& other : earlier.doubles)
        doubles.push_back({{"id", other.id.text()}, {"code", other.code}, {"state", dossier::name_of(other.state)},
                           {"state_title", dossier::vietnamese_name(other.state)}});
    return ok({{"papers", papers}, {"doubles", doubles}});
}

Result<Response> reuse_file(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto body = TRY(request.json());
    const auto who = asking(request);
    const auto file = body.contains("file") && body["file"].is_string() ? body["file"].get<std::string>() : std::string{};
    const auto dossier = TRY(reuse_paper(services, id, request.path_value("component"), dossier::FileId{file}, who));
    return created(dossier_view(dossier, who.actor), "/api/dossiers/" + id.text() + "/files/" + file).with_version(dossier.version);
}

}  // namespace server::http
