#include "server/http/api/asking.hpp"

namespace server::http {

dossier::Actor actor_of(const Principal& principal) {
    dossier::Actor actor;
    actor.id = dossier::OfficerId{principal.id};
    actor.agency = principal.agency;
    actor.unit = principal.unit;
    actor.name = principal.name;
    for (const auto& absent : principal.stands_in_for) actor.stands_in_for.emplace_back(absent);
    for (const auto& name : principal.roles)
        if (const auto role = dossier::value_named<dossier::Role>(name)) actor.roles.push_back(*role);
    if (principal.kind == Principal::Kind::System)
        actor.roles.push_back(principal.has_scope("portal_exchange") ? dossier::Role::portal_system
                                                                     : dossier::Role::partner_system);
    return actor;
}

Asking asking(const Request& request) {
    return {actor_of(request.principal), request.arrived_at, request.if_match};
}

}  // namespace server::http
