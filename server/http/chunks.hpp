#pragma once
// Chunked bodies, read by us and never by the library (its parser can spin for ever on them).

#include <cstdint>
#include <string>
#include <string_view>

namespace server::http {

class ChunkReader {
  public:
    enum class Outcome { More, Done, Malformed };
    // Takes bytes from the front of `bytes`, appends the payload to `payload`. `Done` leaves the bytes that follow the
    // body. Strict: hex size of at most 8 digits, CRLF, no extensions; trailers are read over.
    Outcome read(std::string_view& bytes, std::string& payload);

  private:
    enum class At { Size, SizeEnd, Data, DataCr, DataLf, TrailerStart, Trailer, TrailerLf, EndLf };
    Outcome take_sign(char sign);

    At at_ = At::Size;
    std::uint64_t size_ = 0;
    int digits_ = 0;
    std::size_t trailer_bytes_ = 0;
    bool done_ = false;
};

}  // namespace server::http
