#pragma once

namespace server {

// motcua check-receipt TOKEN… --keys FILE|DIR: needs no server, no database, no network.
int run_check_receipt(int argc, char** argv);

}  // namespace server
