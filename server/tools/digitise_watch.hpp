#pragma once
// `motcua digitise --watch DIR`: the same run for every file a scanner saves into a folder. Nothing is lost: a file moves
// only when its results are complete, and one that was under way when somebody stopped us is taken at the next start.

#include <string>

#include "server/tools/digitise_run.hpp"

namespace server {

struct DigitiseWatch {
    std::string folder{};
    bool once = false;  // the files that are there now, then end
    int pause_s = 5;    // a file not changed for so long is complete
};

// Whether anything of the run could be read.
bool has_usable_page(const nlohmann::json& manifest);

// `options` without inputs; each file's results go to a folder of its own below options.out. Until SIGTERM or SIGINT.
// Returns 0; with `once` 3 when no file was usable and 4 when some were rejected.
int watch_and_digitise(const DigitiseWatch& watch, const DigitiseOptions& options, bool json_lines);

}  // namespace server
