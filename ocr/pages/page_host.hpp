#pragma once
// The warm parent: a single-threaded process that has the model loaded and forks one limited child a task.

#include <string>

#include "ocr/image.hpp"
#include "ocr/pages/sandbox.hpp"

namespace ocr {

struct HostOptions {
    int workers = 2;
    std::string model{};  // empty: the usual places
    Limits limits{};
    ChildLimits child{};
};

// Serves tasks that arrive on descriptor 0 until it is closed; answers go to the same socket. Returns an exit code.
int run_page_host(const HostOptions& options);

}  // namespace ocr
