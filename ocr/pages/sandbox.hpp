#pragma once
// What a page child may not do: talk to a network, start programs, write files, take more than its share.

#include <cstddef>

namespace ocr {

struct ChildLimits {
    int seconds = 60;                      // wall clock; CPU time the same
    size_t memory_bytes = 2048ull << 20;   // address space
};

// Called in the child before it touches the input. False when the kernel refuses the filter.
bool lock_in(const ChildLimits& limits);

}  // namespace ocr
