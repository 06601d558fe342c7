#include "server/http/api/dossier_view.hpp"

#include "dossier/intake/completeness.hpp"

namespace server::http {

using catalogue::Defaults;
using catalogue::Json;
using catalogue::to_json;

namespace {

Json actions_open_to(const dossier::Dossier& dossier, const dossier::Actor& reader) {
    auto names = Json::array();
    for (std::size_t i = 0; i < dossier::action_names.size(); ++i)
        if (dossier::permitted(dossier, i, reader)) names.push_back(dossier::action_names[i]);
    return names;
}

}  // namespace

Json dossier_view(const dossier::Dossier& dossier, const dossier::Actor& reader) {
    auto view = catalogue::dossier_to_json(dossier, Defaults::Write);
    view["state_title"] = dossier::vietnamese_name(dossier.state);
    if (const auto code = dossier::portal_code(dossier.state)) view["portal_state"] = *code;
    if (dossier.due()) {
        view["due"] = dossier::iso8601(*dossier.due());
        view["due_text"] = dossier::vietnamese_time(*dossier.due());
    }
    const auto standings = dossier::check_components(dossier);
    view["check"] = {{"complete", dossier::is_complete(standings)}, {"components", to_json(standings, Defaults::Write)}};
    view["fully_digitised"] = dossier.fully_digitised();
    // What "chưa số hóa" means to a client that never heard of marks.
    for (std::size_t i = 0; i < dossier.components.size(); ++i)
        view["components"][i]["digitised"] = dossier.components[i].digitised();
    view["actions"] = actions_open_to(dossier, reader);
    return view;
}

}  // namespace server::http
