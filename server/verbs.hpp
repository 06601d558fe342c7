#pragma once
// The command line: one table of verbs. Each verb parses its own words with CLI11 and answers with an exit code
// (0 done, 2 usage; the others are in each verb's --help).

#include <span>

namespace server {

struct Verb {
    const char* name;     // one or two words: "deadline", "pki demo"
    const char* summary;  // Vietnamese, one line, for `motcua --help`
    int (*run)(int argc, char** argv);  // argv[0] is the verb itself
};

std::span<const Verb> verbs();

// Finds the verb named by argv[1] (and argv[2]) and runs it.
int run_command_line(int argc, char** argv);

}  // namespace server
