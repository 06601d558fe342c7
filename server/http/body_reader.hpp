#pragma once
// Takes a body as it arrives and leaves it in the request: fields and JSON in memory, files on disk.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "server/http/endpoint.hpp"
#include "server/http/head.hpp"

namespace server::http {

struct BodyRefusal {
    int status;
    const char* detail;  // Vietnamese
};

class BodyReader {
  public:
    virtual ~BodyReader() = default;
    // The next payload bytes.
    virtual std::optional<BodyRefusal> take(std::string_view bytes) = 0;
    // The body is complete.
    virtual std::optional<BodyRefusal> finish(Request& request) = 0;
};

// Whether the announced type fits the row; nothing when it does.
std::optional<BodyRefusal> check_media_type(const Endpoint& endpoint, const Request& request);

// The reader for this row. Throws std::system_error when the spool folder cannot take a file.
std::unique_ptr<BodyReader> body_reader(const Endpoint& endpoint, const Request& request,
                                        const std::filesystem::path& spool_dir);

}  // namespace server::http
