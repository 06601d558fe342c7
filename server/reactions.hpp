#pragma once
// What follows what, in one file: from an event to the papers, notices and reports it causes. The jobs are written in
// the transaction of the event itself, so this is also the outbox.

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/event.hpp"

namespace server {

// A job to queue. `lane` orders jobs of one kind: within a lane one leaves after the other.
struct Follow {
    std::string kind;  // row of jobs/kinds.cpp
    std::string lane;
    nlohmann::json payload;
};

std::vector<Follow> reactions_to(const dossier::Dossier& before, const dossier::Dossier& after,
                                 const dossier::Event& event);

}  // namespace server
