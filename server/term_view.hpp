#pragma once
// How a due date was counted, as view data for pages and papers: one line per day or interval, counted or skipped, and why.

#include <nlohmann/json.hpp>

#include "dossier/workflow/clock.hpp"

namespace server {

// {limit, calendar (title and announcement, or ""), any, lines [{from, to, counted, why}], changed,
//  history [{at, from, to, text}], paused (since when, or "")}
nlohmann::json term_view(const dossier::Clock& clock);

}  // namespace server
