#pragma once
// What every verb with a configuration does first and last: words, configuration, faults as sentences and exit codes.

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "server/config.hpp"

namespace server {

// --config, with the same words for every verb.
void add_config_option(CLI::App& app, std::string& file);

// Parses, loads the configuration named in `file`, runs `body`. Exit codes: 2 usage, `fault_code` a fault (said on stderr).
int configured(CLI::App& app, int argc, char** argv, const std::string& file, const std::function<int(Config)>& body,
               int fault_code = 1);

}  // namespace server
