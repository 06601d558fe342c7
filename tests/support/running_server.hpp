#pragma once
// The real thing for one journey: `motcua serve` with its private database, the sample data, the worker, a demo PKI
// and the portal's double, all on free ports in a folder of their own.

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/child_process.hpp"
#include "tests/support/portal_double.hpp"

namespace test_support {

class RunningServer {
  public:
    RunningServer();
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    const std::string& url() const { return url_; }  // http://127.0.0.1:PORT, without nginx
    const std::filesystem::path& folder() const { return folder_; }
    PortalDouble& portal() { return portal_; }
    static std::string password();  // of all demo accounts

  private:
    void run(const std::vector<std::string>& words);  // a verb of motcua that must succeed

    std::filesystem::path folder_;
    PortalDouble portal_;
    std::unique_ptr<ChildProcess> server_, worker_;
    std::string url_;
};

}  // namespace test_support
