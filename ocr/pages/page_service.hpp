#pragma once
// The door to recognition for the rest of the program: hand in tasks, take answers as they come. The work happens in
// children of a warm parent process (page_host.hpp), so that a page can be slow, hostile or fatal without harm here.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ocr/pages/page_task.hpp"

namespace ocr {

struct ServiceOptions {
    // The program that calls run_page_host; gets --workers, --seconds, --memory and, when set, --model.
    std::vector<std::string> command{"/proc/self/exe", "page-host"};
    int workers = 2;
    int seconds = 60;       // for one page
    int memory_mb = 2048;   // address space of one page
    std::string model{};
};

struct Finished {
    uint64_t id = 0;
    Answer answer{};
};

// For one thread. A page whose child or parent dies comes back refused (TimedOut, OutOfMemory, Crashed); a parent
// that dies is started again and the tasks it held are tried once more.
class PageService {
public:
    // Throws std::runtime_error when the parent cannot be started.
    explicit PageService(ServiceOptions options);
    ~PageService();
    PageService(const PageService&) = delete;
    PageService& operator=(const PageService&) = delete;

    uint64_t submit(const Task& task);
    // The next answer, in the order they are ready; nothing when none came within `patience`.
    std::optional<Finished> next(std::chrono::milliseconds patience);
    size_t outstanding() const { return held_.size(); }

    // submit() and wait for this one; answers to others are kept for next().
    Answer ask(const Task& task);

    pid_t parent() const { return parent_; }

private:
    struct Held {
        std::string body;
        int tries = 1;
    };
    void start();
    void stop();
    void recover();
    bool receive(std::chrono::milliseconds patience);

    ServiceOptions options_;
    pid_t parent_ = -1;
    int socket_ = -1;
    uint64_t last_id_ = 0;
    std::map<uint64_t, Held> held_;
    std::vector<Finished> ready_;
    std::string received_;
};

}  // namespace ocr
