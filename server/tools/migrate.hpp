#pragma once

namespace server {

// motcua migrate: applies what the database lacks. Exit: 0 done, 1 fault, 2 usage; with --status 3 when some are missing.
int run_migrate(int argc, char** argv);

}  // namespace server
