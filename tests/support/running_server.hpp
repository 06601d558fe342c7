#pragma once
// The real thing for one journey: `motcua serve` with its private database, the sample data, the worker, a demo PKI
// and the portal's double, all on free ports in a folder of their own.

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/portal_double.hpp"

namespace test_support {

class RunningServer {
  public:
    // `settings` beside the usual: {"agency.code_scheme", "A"}. They go by the environment: one server an executable.
    explicit RunningServer(const std::vector<std::pair<std::string, std::string>>& settings = {});
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    const std::string& url() const { return url_; }  // http://127.0.0.1:PORT, without nginx
    const std::filesystem::path& folder() const { return folder_; }
    PortalDouble& portal() { return portal_; }
    static std::string password();  // of all demo accounts
    std::filesystem::path data() const { return folder_ / "data"; }
    pid_t server_id() const { return server_->id(); }

    void run(const std::vector<std::string>& words);  // a verb of motcua that must succeed
    void import(const std::string& json);             // procedures, calendars, people
    void stop_worker(int signal);
    void start_worker();

  private:

    std::filesystem::path folder_;
    PortalDouble portal_;
    std::unique_ptr<ChildProcess> server_, worker_;
    std::string url_;
};

}  // namespace test_support
