#pragma once
// HTML and CSS → PDF through WeasyPrint, kept warm in child processes: a paper takes a fifth of a second of one core, and
// a template that eats time or memory takes only its child with it.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

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
    int memory_mib = 1024;                    // address space of a child
    int children = 2;                         // papers made at the same time; a second child starts when two are wanted
};

// Safe to share between threads.
class FormEngine {
  public:
    explicit FormEngine(FormEngineSettings settings = {});
    ~FormEngine();
    FormEngine(const FormEngine&) = delete;
    FormEngine& operator=(const FormEngine&) = delete;

    // Throws FormFault.
    std::string pdf(std::string_view html, PdfProfile profile = PdfProfile::Archive);
    // Process id of the child that is asked first; 0 while there is none.
    pid_t child() const;

  private:
    class Child;
    class Lent;

    FormEngineSettings settings_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Child>> children_;  // the first free one is asked: the later ones stay cold without need
};

}  // namespace templates
