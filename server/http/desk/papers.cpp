// Papers on screen and as PDF, and the assets of the pages themselves.

#include "server/own_forms.hpp"
#include "server/paper_surroundings.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/api/files.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/error_page.hpp"
#include "server/http/problem.hpp"
#include "server/perform.hpp"
#include "server/rules.hpp"
#include "server/storage/database.hpp"
#include "templates/asset.hpp"
#include "templates/form_engine.hpp"

namespace server::http::desk {

using dossier::DossierId;
using dossier::ErrorCode;

namespace {

// Made from what is known now; number and moment are the kept paper's when there is one, and so is its text.
std::string made_paper(const dossier::Dossier& dossier, const std::string& form, const std::string& rule_set, templates::Medium medium,
                       const Request& request, Services& services) {
    storage::UnitOfWork work{services.database};
    auto around = paper_surroundings(work, services, dossier, request.arrived_at);
    for (const auto& issued : dossier.forms)
        if (issued.form == form && !issued.replaced) {
            around.number = issued.number;
            around.now = issued.at;
        }
    return printed_form(work, {dossier.agency, rule_set, form}, paper_view(dossier, form, rule_set, around), medium, around.now);
}

}  // namespace

Result<Response> show_paper(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    std::string form = request.path_value("form");
    const bool pdf = form.ends_with(".pdf");
    if (pdf) form.resize(form.size() - 4);
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    const auto rule_set = rules_of(services, dossier, request.arrived_at).forms;
    if (!has_ground(dossier, form, rule_set)) return fail(ErrorCode::NotFound, "hồ sơ không có giấy này");
    // What was archived is printed again byte for byte.
    for (auto issued = dossier.forms.rbegin(); pdf && issued != dossier.forms.rend(); ++issued)
        if (issued->form == form && !issued->replaced) return file_answer(services, issued->file, false);
    if (!pdf) return page(made_paper(dossier, form, rule_set, templates::Medium::Screen, request, services));
    if (!services.forms) return error_page(kind_of_status(503), "Chưa in được giấy lúc này.", {}, request, services);
    auto bytes_of_paper = services.forms->pdf(made_paper(dossier, form, rule_set, templates::Medium::Pdf, request, services));
    return bytes(std::move(bytes_of_paper), "application/pdf", form + "-" + dossier.code + ".pdf");
}

Result<Response> show_asset(const Request& request, Services&) {
    const auto* asset = templates::find_asset(request.path);
    if (!asset) return fail(ErrorCode::NotFound, "không có tệp này");
    return text(std::string{asset->bytes}, std::string{asset->media_type})
        .with_header("Cache-Control", std::string{templates::asset_cache_control});
}

}  // namespace server::http::desk
