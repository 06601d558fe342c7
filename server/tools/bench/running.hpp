#pragma once
// The real programs for one measurement, on free loopback ports and in a folder of their own; each ends with its object.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace server {

std::uint16_t free_port();
std::string this_program();  // the motcua-server that runs, for starting it again
std::string command();       // the motcua beside it, which people call

// A folder below /tmp that other users may enter, removed with its content.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// A program of ours or a peer; SIGINT at the end, SIGKILL half a minute later.
class RunningProgram {
  public:
    RunningProgram(const std::vector<std::string>& command, const std::filesystem::path& folder, const std::string& log_name);
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;
    pid_t process() const { return process_; }

  private:
    pid_t process_;
};

// What the benchmarks read by path: beside the installed program, else in the source tree it was built in.
struct ReadByPath {
    std::filesystem::path prepare_nginx, sample_data;
};
ReadByPath read_by_path();  // throws std::runtime_error with a sentence

// `motcua serve` with sample procedures, calendar and accounts. A database already running in the folder is used.
class RunningServer {
  public:
    explicit RunningServer(std::filesystem::path folder);
    const std::string& url() const { return url_; }  // http://127.0.0.1:PORT, not through nginx
    std::uint16_t port() const { return port_; }
    pid_t process() const { return program_.process(); }
    std::filesystem::path data() const { return folder_ / "data"; }
    std::filesystem::path config() const { return folder_ / "motcua.toml"; }
    // Throws std::runtime_error unless `motcua VERB --config OURS WORDS…` ends with 0.
    void run(const std::string& verb, const std::vector<std::string>& words) const;
    void import_samples() const;

  private:
    std::filesystem::path folder_;
    RunningProgram program_;
    std::uint16_t port_ = 0;
    std::string url_;
};

// Password of the sample accounts.
std::string sample_password();

// nginx with the shipped configuration before a server; the limits per address are lifted, one client stands for many.
class ShippedNginx {
  public:
    ShippedNginx(const std::filesystem::path& folder, const RunningServer& server);
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    std::filesystem::path certificate() const { return folder_ / "certificate.pem"; }
    std::filesystem::path key() const { return folder_ / "key.pem"; }

  private:
    std::filesystem::path folder_;
    std::uint16_t port_;
    RunningProgram program_;
};

// The peer: nginx that answers everything with one JSON text, without a log; the same program.
class FixedNginx {
  public:
    FixedNginx(const std::filesystem::path& folder, const std::string& body, const ShippedNginx& tls);
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string tls_url() const { return "https://127.0.0.1:" + std::to_string(tls_port_); }

  private:
    std::uint16_t port_, tls_port_;
    RunningProgram program_;
};

}  // namespace server
