#include "server/tools/bench/load.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace server {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
    if (!pipe) throw std::runtime_error("không chạy được " + command);
    std::string output;
    std::array<char, 4096> bytes{};
    while (const auto length = std::fread(bytes.data(), 1, bytes.size(), pipe.get())) output.append(bytes.data(), length);
    return output;
}

double figure(const std::string& output, const std::string& label) {
    const auto at = output.find(label);
    return at == std::string::npos ? 0 : std::strtod(output.c_str() + at + label.size(), nullptr);
}

namespace {

// "  41234 requests in 2.00s, 6.1MB read"
double number_before(const std::string& output, const std::string& label) {
    const auto end = output.find(label);
    if (end == std::string::npos) return 0;
    const auto line = output.rfind('\n', end);
    return std::strtod(output.c_str() + (line == std::string::npos ? 0 : line), nullptr);
}

}  // namespace

Load drive(const std::string& url, int connections, int seconds, const std::filesystem::path& script) {
    const auto output = output_of("wrk -t1 -c" + std::to_string(connections) + " -d" + std::to_string(seconds) + "s " +
                                  (script.empty() ? "" : "-s '" + script.string() + "' ") + "'" + url + "' 2>&1");
    Load load;
    load.per_second = figure(output, "Requests/sec:");
    load.answers = static_cast<long>(number_before(output, " requests in "));
    // "Socket errors: connect 0, read 0, write 0, timeout 0"
    const auto errors = output.find("Socket errors:");
    const auto broken = errors == std::string::npos ? std::string{} : output.substr(errors, output.find('\n', errors) - errors);
    load.failed = static_cast<long>(figure(output, "Non-2xx or 3xx responses:") + figure(broken, "connect ") +
                                    figure(broken, "read ") + figure(broken, "write ") + figure(broken, "timeout "));
    if (load.per_second <= 0) throw std::runtime_error("wrk không đo được (gói wrk đã cài chưa?): " + output.substr(0, 200));
    return load;
}

}  // namespace server
