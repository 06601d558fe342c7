#pragma once
// One file looked at in a process of its own, without a recogniser: what it is, how many pages, what of the scan
// standard it breaks. For doors where somebody waits for the answer.

#include <string>
#include <vector>

#include "ocr/input/source.hpp"

namespace ocr {

struct JudgeOptions {
    std::vector<std::string> command{"/proc/self/exe", "page-host"};
    int seconds = 10;      // of the processor; twice as much by the clock
    int memory_mb = 1024;  // address space
};

// Starts the program with --judge and waits. Refused with TimedOut, OutOfMemory or Crashed when the child had to be
// stopped or died. May be called from any thread.
Outcome<FileFacts> judge_in_child(const std::string& path, const JudgeOptions& options);

// The child's part: locks itself in, looks, writes its answer to descriptor 1. Returns an exit code.
int run_judge(const std::string& path, int seconds, int memory_mb);

}  // namespace ocr
