#pragma once
// One content from one store to another, seldom trusted.

#include <string>

#include "server/storage/file_store.hpp"

namespace server::storage {

// Reads the copy again: what arrives has the hash it is named by. Throws std::runtime_error with a sentence for people.
void copy_content(const FileStore& from, const FileStore& to, const std::string& sha256);

}  // namespace server::storage
