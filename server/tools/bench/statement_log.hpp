#pragma once
// What a server said to PostgreSQL, read from PostgreSQL's own log, as a script pgbench can run again and again.

#include <optional>
#include <string>
#include <vector>

namespace server {

struct LoggedStatement {
    std::string text;                                      // with $1, $2 …
    std::vector<std::optional<std::string>> parameters{};  // nothing: NULL
};

// From a log written with log_statement = all and log_error_verbosity = default; the process is ignored: one client only.
std::vector<LoggedStatement> logged_statements(const std::string& log);

// The same statements for many dossiers: ids of new rows and the code are made anew in every run, out of a random number
// and the serial that drawing a number gives; everything else stays as it was logged.
// Throws std::runtime_error when no dossier was received in the log.
std::string pgbench_script(const std::vector<LoggedStatement>& statements, const std::string& code);

}  // namespace server
