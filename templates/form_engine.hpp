#pragma once
// HTML and CSS → PDF through WeasyPrint, kept warm as a child process: a paper takes tens of milliseconds, and a
// template that eats time or memory takes only the child with it.

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace templates {

// The engine is missing, died, or took too long: trying again later may help.
struct FormFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class PdfProfile {
    Plain,
    Archive,  // PDF/A-3b marks, fonts embedded
};

struct FormEngineSettings {
    std::string python = "/usr/bin/python3";  // Debian's, which has the package weasyprint
    std::chrono::seconds timeout{20};         // for one paper, the start of the child included
    std::chrono::seconds idle{300};           // the child leaves after this and comes back when needed
    int memory_mib = 1024;                    // address space of the child
};

// Safe to share between threads; papers are made one after the other.
class FormEngine {
  public:
    explicit FormEngine(FormEngineSettings settings = {}) : settings_(std::move(settings)) {}
    ~FormEngine();
    FormEngine(const FormEngine&) = delete;
    FormEngine& operator=(const FormEngine&) = delete;

    // Throws FormFault.
    std::string pdf(std::string_view html, PdfProfile profile = PdfProfile::Archive);
    // The child's process id; 0 while there is none.
    pid_t child() const { return child_; }

  private:
    void start();
    void stop() noexcept;
    std::string exchange(std::string_view html, PdfProfile profile);

    FormEngineSettings settings_;
    std::mutex one_at_a_time_;
    pid_t child_ = 0;
    int channel_ = -1;
};

}  // namespace templates
