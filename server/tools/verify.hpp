#pragma once

namespace server {

// `motcua verify FILE…`: contracts.md has the options, the JSON and the exit codes.
int run_verify(int argc, char** argv);

}  // namespace server
