// A TrueType font of two empty glyphs. Invisible text needs a font, PDF/A needs it embedded, and no letter is drawn.

#include <cstdint>
#include <map>

#include "ocr/pdf/parts.hpp"

namespace ocr {
namespace {

class Table {
public:
    Table& u16(unsigned value) {
        bytes += static_cast<char>(value >> 8 & 0xff);
        bytes += static_cast<char>(value & 0xff);
        return *this;
    }
    Table& u32(uint32_t value) { return u16(value >> 16).u16(value & 0xffff); }
    std::string bytes;
};

constexpr unsigned units = 1000;   // per em
constexpr unsigned advance = 500;  // of both glyphs; text_layer.cpp reckons with half an em
constexpr uint32_t head_magic = 0x5F0F3CF5;

uint32_t checksum(const std::string& bytes) {
    uint32_t sum = 0;
    for (size_t i = 0; i < bytes.size(); i += 4)
        for (size_t k = 0; k < 4; ++k) sum += (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u) << (24 - 8 * k);
    return sum;
}

std::map<std::string, std::string> tables() {
    std::map<std::string, std::string> all;  // the directory wants them sorted by tag
    all["head"] = Table{}.u32(0x10000).u32(0x10000).u32(0).u32(head_magic).u16(0).u16(units).u32(0).u32(0).u32(0).u32(0)
                      .u16(0).u16(0).u16(advance).u16(units).u16(0).u16(8).u16(2).u16(0).u16(0).bytes;
    all["hhea"] = Table{}.u32(0x10000).u16(units).u16(0).u16(0).u16(advance).u16(0).u16(0).u16(0).u16(1).u16(0).u16(0)
                      .u16(0).u16(0).u16(0).u16(0).u16(0).u16(1).bytes;
    all["maxp"] = Table{}.u32(0x10000).u16(2).u16(0).u16(0).u16(0).u16(0).u16(1).u16(0).u16(0).u16(0).u16(0).u16(0).u16(0).u16(0).u16(0).bytes;
    all["hmtx"] = Table{}.u16(advance).u16(0).u16(0).bytes;
    all["loca"] = Table{}.u16(0).u16(0).u16(0).bytes;
    all["glyf"] = std::string(4, '\0');
    all["cmap"] = Table{}.u16(0).u16(1).u16(1).u16(0).u32(12).u16(6).u16(12).u16(0).u16(32).u16(1).u16(1).bytes;
    all["post"] = Table{}.u32(0x30000).u32(0).u16(0).u16(0).u32(1).u32(0).u32(0).u32(0).u32(0).bytes;
    return all;
}

}  // namespace

std::string glyphless_font() {
    const auto all = tables();
    const auto count = static_cast<unsigned>(all.size());
    Table directory;
    directory.u32(0x10000).u16(count).u16(128).u16(3).u16(count * 16 - 128);
    std::string body;
    const size_t start = 12 + 16 * all.size();
    for (const auto& [tag, bytes] : all) {
        directory.bytes += tag;
        directory.u32(checksum(bytes)).u32(static_cast<uint32_t>(start + body.size())).u32(static_cast<uint32_t>(bytes.size()));
        body += bytes;
        body.append((4 - body.size() % 4) % 4, '\0');
    }
    return directory.bytes + body;
}

}  // namespace ocr
