#pragma once
// An uploaded file while it waits for its place in the file store: written as it arrives, hashed on the way.

#include <cstdint>
#include <filesystem>
#include <string>

namespace server::http {

// Removes its file when the last owner goes, unless released.
struct Spool {
    std::filesystem::path path;
    std::uint64_t size = 0;        // bytes
    std::string sha256;            // lower-case hex
    std::string media_type;        // by its first bytes (libmagic), never by what the client claims
    std::string claimed_type;      // Content-Type the client sent; may be empty
    std::string file_name;         // as the client named it, NFC, without folders or control signs; may be empty
    std::string first_bytes;       // at most 4096

    Spool() = default;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();
    // Whoever moved the file away (rename into the file store) says so.
    void release() { path.clear(); }
};

}  // namespace server::http
