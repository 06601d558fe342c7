#pragma once
// The national portal's double, started on a free port for one test.

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/child_process.hpp"

namespace test_support {

class PortalDouble {
  public:
    // More words for its command line, for example {"--state", folder}.
    explicit PortalDouble(std::vector<std::string> words = {});
    // One double for all tests that do not stop it, emptied for this one: starting a Python takes its time.
    static PortalDouble& fresh();
    void kill_it();       // as a power cut would
    void start_again();   // on the same port

    const std::string& url() const { return url_; }
    // Misbehave the next `times` times (-1: until told otherwise); "normal" ends everything.
    void misbehave(const std::string& behaviour, int times = 1, int seconds = 1);
    nlohmann::json state() const;
    // "2 4 9 10": the progress rows of a dossier in the order of arrival, repeated ones included.
    std::string progress_of(const std::string& code) const;

  private:
    void start();
    std::vector<std::string> words_;
    std::string url_;
    std::unique_ptr<ChildProcess> process_;
};

}  // namespace test_support
