#include "server/http/multipart.hpp"

#include <algorithm>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

constexpr std::size_t longest_part_head = 4096;  // bytes

// The value of `name=` in a header with parameters; quotes removed. `present` tells an empty value from none.
std::string parameter(std::string_view value, std::string_view name, bool& present) {
    present = false;
    const auto lowered = lower_ascii(value);
    const auto wanted = std::string{name} + "=";
    for (auto at = lowered.find(wanted); at != std::string::npos; at = lowered.find(wanted, at + 1)) {
        if (at > 0 && lowered[at - 1] != ' ' && lowered[at - 1] != ';' && lowered[at - 1] != '\t') continue;
        present = true;
        auto rest = value.substr(at + wanted.size());
        if (!rest.starts_with('"')) return std::string{rest.substr(0, rest.find_first_of("; \t"))};
        rest.remove_prefix(1);
        return std::string{rest.substr(0, rest.find('"'))};
    }
    return {};
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
    bool present = false;
    auto boundary = parameter(content_type, "boundary", present);
    const auto printable = [](char sign) { return sign > 0x20 && sign < 0x7f; };
    if (boundary.empty() || boundary.size() > 70 || !std::all_of(boundary.begin(), boundary.end(), printable)) return {};
    return boundary;
}

MultipartReader::MultipartReader(std::string_view boundary, Sink sink)
    : delimiter_("\r\n--" + std::string{boundary}), sink_(std::move(sink)), waiting_("\r\n") {}

bool MultipartReader::read(std::string_view bytes) {
    if (at_ == At::End) return true;  // the epilogue is read over
    waiting_.append(bytes);
    for (bool progressed = true; progressed;) {
        progressed = false;
        if (!step(progressed)) return false;
    }
    return true;
}

bool MultipartReader::step(bool& progressed) {
    switch (at_) {
        case At::Preamble:
        case At::Content: return read_content(progressed);
        case At::AfterBoundary: return read_boundary_end(progressed);
        case At::Headers: return read_headers(progressed);
        case At::End: break;
    }
    return true;
}

// Content goes on until the delimiter; what might be its beginning is kept back.
bool MultipartReader::read_content(bool& progressed) {
    const auto found = waiting_.find(delimiter_);
    const auto sure = found != std::string::npos ? found
                      : waiting_.size() >= delimiter_.size() ? waiting_.size() - delimiter_.size() + 1 : 0;
    if (at_ == At::Content && sure > 0 && !sink_.bytes(std::string_view{waiting_}.substr(0, sure))) return false;
    waiting_.erase(0, sure);
    if (found == std::string::npos) return true;
    waiting_.erase(0, delimiter_.size());
    progressed = true;
    const bool had_part = at_ == At::Content;
    at_ = At::AfterBoundary;
    return !had_part || sink_.end();
}

bool MultipartReader::read_boundary_end(bool& progressed) {
    if (waiting_.size() < 2) return true;
    progressed = true;
    if (waiting_.starts_with("--")) {
        at_ = At::End;
        waiting_.clear();
        progressed = false;
        return true;
    }
    if (!waiting_.starts_with("\r\n")) return false;
    waiting_.erase(0, 2);
    at_ = At::Headers;
    return true;
}

bool MultipartReader::read_headers(bool& progressed) {
    const auto end = waiting_.find("\r\n\r\n");
    if (end == std::string::npos) return waiting_.size() <= longest_part_head;
    if (end > longest_part_head) return false;
    PartHead part;
    for (auto rest = std::string_view{waiting_}.substr(0, end + 2); !rest.empty();) {
        const auto line = rest.substr(0, rest.find("\r\n"));
        rest.remove_prefix(line.size() + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return false;
        const auto name = lower_ascii(line.substr(0, colon));
        auto value = line.substr(colon + 1);
        value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
        bool present = false;
        if (name == "content-disposition") {
            const auto field = clean_text(parameter(value, "name", present));
            if (!present || !field) return false;
            part.name = *field;
            part.file_name = safe_file_name(parameter(value, "filename", present));
            part.is_file = present;
        }
        if (name == "content-type") part.media_type = clean_text(value).value_or("");
    }
    if (part.name.empty()) return false;
    waiting_.erase(0, end + 4);
    progressed = true;
    at_ = At::Content;
    return sink_.begin(part);
}

std::string disposition_file_name(std::string_view content_disposition) {
    bool present = false;
    return safe_file_name(parameter(content_disposition, "filename", present));
}

}  // namespace server::http
