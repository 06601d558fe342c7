#pragma once
// multipart/form-data as it streams in (RFC 7578): fields to memory, the one file to whoever takes it.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::http {

struct PartHead {
    std::string name;
    std::string file_name;   // empty: a field
    std::string media_type;  // as claimed
    bool is_file = false;    // a file name was given, even an empty one
};

class MultipartReader {
  public:
    // Both return false to end the reading.
    struct Sink {
        std::function<bool(const PartHead&)> begin;
        std::function<bool(std::string_view)> bytes;
        std::function<bool()> end;
    };
    MultipartReader(std::string_view boundary, Sink sink);

    // False when malformed or a sink refused.
    bool read(std::string_view bytes);
    // Whether the closing boundary was seen.
    bool finished() const { return at_ == At::End; }

  private:
    enum class At { Preamble, AfterBoundary, Headers, Content, End };
    bool step(bool& progressed);
    bool read_boundary_end(bool& progressed);
    bool read_headers(bool& progressed);
    bool read_content(bool& progressed);

    std::string delimiter_;  // "\r\n--boundary"
    Sink sink_;
    std::string waiting_;
    At at_ = At::Preamble;
};

// The file name of a Content-Disposition value, cleaned; empty when there is none.
std::string disposition_file_name(std::string_view content_disposition);

// The boundary named by a Content-Type value; empty when there is none or it is out of bounds (1–70 signs).
std::string boundary_of(std::string_view content_type);

}  // namespace server::http
