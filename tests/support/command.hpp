#pragma once
// A command of the shell, run to its end.

#include <string>

namespace test_support {

struct Said {
    int code = -1;     // of the exit; -1 when a signal ended it
    std::string text;  // both outputs
};
Said run(const std::string& command);

}  // namespace test_support
