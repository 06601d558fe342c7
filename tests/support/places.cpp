#include "tests/support/places.hpp"

namespace test_support {

std::string in_source(const std::string& path) { return std::string{MOTCUA_SOURCE_DIR} + "/" + path; }
std::string in_build(const std::string& path) { return std::string{MOTCUA_BUILD_DIR} + "/" + path; }
std::string program() { return MOTCUA_PROGRAM; }

}  // namespace test_support
