#pragma once
// The server, the worker and the portal's double of this executable, started by the first case that asks.

#include "tests/support/desk.hpp"
#include "tests/support/running_server.hpp"

namespace story {

using nlohmann::json;
using test_support::Desk;
using test_support::RunningServer;
using test_support::Visitor;

RunningServer& office();
Desk& desk();
// A dossier that went all the way to the citizen, its result signed; the same one for every case.
struct Returned {
    std::string id, code, result_pdf;  // the signed bytes
    std::string upload;                // id of the result's way in
};
const Returned& returned();

}  // namespace story
