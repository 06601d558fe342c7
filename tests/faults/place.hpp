#pragma once
// The server of this executable, started by the first case that asks.

#include "tests/support/desk.hpp"
#include "tests/support/running_server.hpp"

namespace faults {

using nlohmann::json;
using test_support::Desk;
using test_support::RunningServer;
using test_support::Visitor;

RunningServer& office();
Desk& desk();
std::string sample_scan();  // three pages
std::string first_page();   // of the sample scan

}  // namespace faults
