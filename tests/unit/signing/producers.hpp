#pragma once
// The same few pages as many programs write them: what arrives at a desk is not made by us.

#include <filesystem>
#include <string>
#include <vector>

namespace signing_tests {

// Files made below `folder`, named after their maker. A program that is not installed is left out.
std::vector<std::filesystem::path> produced(const std::filesystem::path& folder);

// Standard output and error together; the status goes to `status`.
std::string output_of(const std::string& command, int* status = nullptr);

}  // namespace signing_tests
