#include "server/http/api/reuse.hpp"

#include <algorithm>

#include "dossier/intake/reuse.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/dossier_view.hpp"
#include "server/perform.hpp"
#include "server/storage/oversight.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace {

constexpr int most_earlier = 50;

std::vector<dossier::ReusablePaper> offered(storage::UnitOfWork& work, const dossier::Dossier& wanting) {
    std::vector<dossier::ReusablePaper> papers;
    for (const auto& earlier : storage::dossiers_of_same_person(work, wanting, most_earlier))
        for (auto& paper : dossier::reusable_papers(wanting, earlier)) papers.push_back(std::move(paper));
    return papers;
}

}  // namespace

Result<Response> list_earlier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    json papers = json::array(), doubles = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& paper : offered(work, dossier))
        papers.push_back({{"component", paper.component}, {"title", paper.title}, {"file", paper.file.text()}, {"from", paper.from.text()},
                          {"from_code", paper.from_code}, {"since", dossier::iso8601(paper.since)}, {"issued_by_us", paper.issued_by_us}});
    for (const auto& other : storage::dossiers_of_same_person(work, dossier, most_earlier))
        if (dossier::looks_like_a_double(dossier, other))
            doubles.push_back({{"id", other.id.text()}, {"code", other.code}, {"state", dossier::name_of(other.state)},
                               {"state_title", dossier::vietnamese_name(other.state)}});
    return ok({{"papers", papers}, {"doubles", doubles}});
}

Result<Response> reuse_file(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto body = TRY(request.json());
    const auto who = asking(request);
    const auto before = TRY(read_dossier(services, id, who));
    const auto file = body.contains("file") && body["file"].is_string() ? body["file"].get<std::string>() : std::string{};
    dossier::AddFile add;
    add.component = request.path_value("component");
    add.file = dossier::FileId{file};
    add.origin = dossier::FileOrigin::Reused;
    add.originality = dossier::Originality::ElectronicCopy;
    storage::UnitOfWork work{services.database};
    const auto papers = offered(work, before);
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const dossier::ReusablePaper& paper) {
        return paper.component == add.component && paper.file == add.file;
    });
    if (found == papers.end())
        return fail(ErrorCode::InvalidInput, "tệp này không dùng lại được",
                    {{"file", "unknown", "không có trong hồ sơ trước còn giá trị của người nộp"}});
    add.reason = "dùng lại từ hồ sơ " + found->from_code;
    const auto dossier = TRY(perform_in(work, services, id, add, who));
    work.commit();
    return created(dossier_view(dossier, who.actor), "/api/dossiers/" + id.text() + "/files/" + file).with_version(dossier.version);
}

}  // namespace server::http
