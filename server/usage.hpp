#pragma once
// What is said about wrong words on the command line: in Vietnamese, one sentence, exit code 2.

#include <CLI/CLI.hpp>

namespace server {

// Prints the help that was asked for and answers 0, else says what was wrong on stderr and answers 2.
int answer_usage(const CLI::App& app, const CLI::ParseError& error);

// CLI11's English in our words; exposed for its test.
std::string in_vietnamese(std::string what);

}  // namespace server
