#pragma once
// A stack as the API shows it: progress, pages with their proposals, documents with the officer's decisions.

#include <nlohmann/json.hpp>

#include "server/stacks.hpp"

namespace server::http {

nlohmann::json stack_view(const StackView& view);

}  // namespace server::http
