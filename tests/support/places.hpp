#pragma once
// Where the tests find what they read and run. Only places.cpp knows absolute paths, so that the compiler cache serves
// every other file of a clone in another folder.

#include <string>

namespace test_support {

std::string in_source(const std::string& path);  // "sample_data/calendars/vietnam.json" → absolute
std::string in_build(const std::string& path);   // below the build folder
std::string program();                           // the motcua just built

}  // namespace test_support
