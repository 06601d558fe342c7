#pragma once
// Events, actions and whole dossiers as JSON: what storage keeps and the API speaks.

#include <string_view>

#include "dossier/event.hpp"
#include "server/catalogue/json_codec.hpp"

namespace server::catalogue {

// The payload of an event: {"event": "FileAdded", "at": …, "by": {…}, "change": {…}}.
Json event_to_json(const dossier::Event& event);
// Fails with InvalidInput. Unknown names inside are ignored: a newer program may have written them.
dossier::Result<dossier::Event> event_from_json(const Json& json);

// `name` as in dossier::action_names, e.g. "AddFile"; the body holds the action's fields.
// Fails with InvalidInput naming every wrong field, unknown names included.
dossier::Result<dossier::Action> action_from_json(std::string_view name, const Json& body);

Json dossier_to_json(const dossier::Dossier& dossier, Defaults defaults = Defaults::Omit);
// Fails with InvalidInput.
dossier::Result<dossier::Dossier> dossier_from_json(const Json& json);

}  // namespace server::catalogue
