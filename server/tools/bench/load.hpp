#pragma once
// Load from the program wrk (Debian package wrk): connections kept alive, one thread.

#include <filesystem>
#include <string>

namespace server {

struct Load {
    double per_second = 0;  // whole answers
    long answers = 0;
    long failed = 0;        // answers other than 2xx and 3xx, and broken connections
};

// What a shell command prints. `figure`: the number after `label` in it, 0 when the label is not there.
std::string output_of(const std::string& command);
double figure(const std::string& output, const std::string& label);

// `script`: wrk's own Lua hook, or empty for plain GET. Throws std::runtime_error when wrk is absent or says nothing.
Load drive(const std::string& url, int connections, int seconds, const std::filesystem::path& script = {});

}  // namespace server
