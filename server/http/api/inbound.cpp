#include "server/http/api/inbound.hpp"

#include <algorithm>

#include "dossier/intake/bundle.hpp"
#include "server/catalogue/dossier_json.hpp"
#include "server/catalogue/json_codec.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/dossier_view.hpp"
#include "server/http/api/files.hpp"
#include "server/perform.hpp"
#include "server/quarantine.hpp"
#include "server/storage/bundle_store.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

struct Inbound {
    std::string procedure;
    dossier::OpenDraft draft;
};

Result<Inbound> inbound(const Request& request) {
    catalogue::Json body = TRY(request.json());
    Inbound in;
    std::vector<dossier::FieldError> errors;
    in.procedure = body.value("procedure", "");
    body.erase("secrecy");
    body.erase("procedure");
    if (!body.contains("source")) body["source"] = "national_portal";
    body["channel"] = "online";
    catalogue::from_json(body, in.draft, "", errors);
    catalogue::refuse_unknown_names<dossier::OpenDraft>(body, "", errors);
    if (in.procedure.empty()) errors.push_back({"procedure", "required", "chọn thủ tục hành chính"});
    if (in.draft.source_id.empty()) errors.push_back({"source_id", "required", "phải có mã hồ sơ của bên gửi"});
    if (in.draft.source == dossier::Source::Desk || in.draft.source == dossier::Source::OwnPortal)
        errors.push_back({"source", "enum", "nguồn là cổng hoặc hệ thống khác"});
    in.draft.id = {};
    if (in.draft.agency.empty()) in.draft.agency = request.principal.agency;
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "hồ sơ gửi đến chưa đúng", std::move(errors));
    return in;
}

std::optional<dossier::Dossier> known(Services& services, const dossier::OpenDraft& draft) {
    storage::UnitOfWork work{services.database};
    return storage::find_dossier_by_source(work, draft.source, draft.source_id);
}

bool takes_part(const dossier::Dossier& dossier, const std::string& agency) {
    if (agency.empty()) return false;
    const bool linked = std::any_of(dossier.linked.begin(), dossier.linked.end(),
                                    [&](const dossier::LinkedProcedure& each) { return each.agency == agency && each.sent_at; });
    const bool asked = std::any_of(dossier.opinions.begin(), dossier.opinions.end(),
                                   [&](const dossier::Opinion& each) { return each.to_agency == agency; });
    return dossier.deciding_agency == agency || linked || asked;
}

Response answer(const dossier::Dossier& dossier, const Asking& who, bool is_new) {
    auto view = dossier_view(dossier, who.actor);
    if (!is_new) return ok(view).with_version(dossier.version);
    return created(view, "/api/dossiers/" + dossier.id.text()).with_version(dossier.version);
}

}  // namespace

Result<Response> take_dossier(const Request& request, Services& services) {
    if (const auto level = TRY(declared_secrecy(request)); !level.empty()) return tl::unexpected(hold_message(services, level, asking(request)));
    const auto in = TRY(inbound(request));
    const auto who = asking(request);
    if (const auto before = known(services, in.draft)) return answer(*before, who, false);
    try {
        storage::UnitOfWork work{services.database};
        const auto dossier = TRY(open_in(work, services, in.procedure, in.draft, who));
        work.commit();
        return answer(dossier, who, true);
    } catch (const storage::StorageFault& fault) {
        if (fault.constraint() != "dossier_source") throw;  // the same call at the same time was first
    }
    return answer(*known(services, in.draft), who, false);
}

Result<Response> show_package(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("dossier_id"));
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::find_dossier(work, id);
    if (!dossier || !takes_part(*dossier, request.principal.agency)) return fail(ErrorCode::NotFound, "không có hồ sơ này");
    auto package = catalogue::dossier_to_json(*dossier, catalogue::Defaults::Write);
    package.erase("prints");  // of our counter alone
    const auto label = storage::label_of(work, id);
    auto marked = catalogue::Json::array();
    if (const auto bundle = dossier::bundle_of(*dossier))
        for (const auto& line : bundle->lines) {
            auto row = catalogue::to_json(line, catalogue::Defaults::Write);
            row["label"] = label ? label->id : "";
            marked.push_back(std::move(row));
        }
    package["not_digitised"] = std::move(marked);
    return ok(package);
}

}  // namespace server::http
