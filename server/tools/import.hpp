#pragma once

namespace server {

// Procedures (ours or the national catalogue's), calendars, and the demo's agencies and accounts.
int run_import(int argc, char** argv);

}  // namespace server
