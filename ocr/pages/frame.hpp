#pragma once
// Messages between the page service and its warm parent: length, id, body. Little endian, same machine.

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace ocr {

struct Frame {
    uint64_t id = 0;
    std::string body;
};

inline constexpr size_t largest_frame = 256u << 20;

inline std::string packed(const Frame& frame) {
    const auto size = static_cast<uint64_t>(frame.body.size());
    std::string bytes(16, '\0');
    std::memcpy(bytes.data(), &size, 8);
    std::memcpy(bytes.data() + 8, &frame.id, 8);
    return bytes + frame.body;
}

// Takes one whole frame off the front of `buffer`, if there is one.
inline std::optional<Frame> unpacked(std::string& buffer) {
    if (buffer.size() < 16) return {};
    uint64_t size = 0;
    Frame frame;
    std::memcpy(&size, buffer.data(), 8);
    std::memcpy(&frame.id, buffer.data() + 8, 8);
    if (size > largest_frame || buffer.size() < 16 + size) return {};
    frame.body = buffer.substr(16, size);
    buffer.erase(0, 16 + size);
    return frame;
}

}  // namespace ocr
