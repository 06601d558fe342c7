#pragma once
// Writes what follows an event, in the event's own transaction: jobs, and the message to the national portal as it must
// read at this moment, however late it leaves.

#include "dossier/event.hpp"
#include "server/services.hpp"
#include "server/storage/account_store.hpp"

namespace server {

// `deciding`: the deciding agency as the caller read it, before it took locks others wait for.
void follow_up(storage::UnitOfWork& work, Services& services, const std::optional<storage::Agency>& deciding,
               const dossier::Dossier& before, const dossier::Dossier& after, const dossier::Event& event);

}  // namespace server
