#pragma once
// An uploaded file while it waits for its place in the file store: written as it arrives, hashed on the way.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace server::http {

// Removes its file when the last owner goes, unless released.
struct Spool {
    std::filesystem::path path;
    std::uint64_t size = 0;        // bytes
    std::string sha256;            // lower-case hex
    std::string media_type;        // by its first bytes, never by what the client claims
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

// Writes one spool file, 64 KiB at a time.
class SpoolWriter {
  public:
    // Throws std::system_error when the folder cannot take a file.
    explicit SpoolWriter(const std::filesystem::path& folder);
    ~SpoolWriter();
    SpoolWriter(const SpoolWriter&) = delete;
    SpoolWriter& operator=(const SpoolWriter&) = delete;

    // False when the disk refuses (full); then the upload is over.
    bool write(std::string_view bytes);
    std::uint64_t size() const { return spool_->size; }
    // Nothing when the disk refuses.
    std::shared_ptr<Spool> finish();

  private:
    struct Digest;
    bool flush();

    std::shared_ptr<Spool> spool_;
    std::unique_ptr<Digest> digest_;
    std::string waiting_;
    int file_ = -1;
};

// Removes what an earlier run left behind. Call before the first upload.
void sweep_spool(const std::filesystem::path& folder);

}  // namespace server::http
