#include "server/http/api/quarantine.hpp"

#include "server/http/api/asking.hpp"
#include "server/quarantine.hpp"

namespace server::http {

using dossier::Result;

namespace {

nlohmann::json view_of(const storage::HeldPaper& paper) {
    return {{"id", paper.id},
            {"door", dossier::name_of(paper.door)},
            {"level", paper.level},
            {"dossier", paper.dossier.text()},
            {"stack", paper.stack.text()},
            {"size", paper.size},
            {"found_at", dossier::iso8601(paper.found_at)},
            {"state", paper.removed_at ? "removed" : "held"},
            {"removed_at", paper.removed_at ? nlohmann::json(dossier::iso8601(*paper.removed_at)) : nlohmann::json(nullptr)},
            {"record", paper.removal_record}};
}

}  // namespace

Result<Response> list_quarantine(const Request& request, Services& services) {
    auto papers = nlohmann::json::array();
    for (const auto& paper : list_held(services, asking(request))) papers.push_back(view_of(paper));
    return ok({{"papers", papers}});
}

Result<Response> remove_from_quarantine(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::FileId>("held_id"));
    const auto body = TRY(request.json());
    const auto record = body.contains("record") && body.at("record").is_string() ? body.at("record").get<std::string>() : std::string{};
    return ok(view_of(TRY(remove_held(services, id.text(), record, asking(request)))));
}

}  // namespace server::http
