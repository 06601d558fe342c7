// The sRGB colour space as an ICC version 2 profile (IEC 61966-2-1), made from its numbers: PDF/A wants one embedded.

#include <cmath>
#include <cstdint>
#include <vector>

#include "ocr/pdf/parts.hpp"

namespace ocr {
namespace {

void u16(std::string& out, unsigned value) {
    out += static_cast<char>(value >> 8 & 0xff);
    out += static_cast<char>(value & 0xff);
}
void u32(std::string& out, uint32_t value) {
    u16(out, value >> 16);
    u16(out, value & 0xffff);
}
void fixed(std::string& out, double value) { u32(out, static_cast<uint32_t>(static_cast<int32_t>(std::lround(value * 65536)))); }

std::string xyz(double x, double y, double z) {
    std::string out = "XYZ ";
    u32(out, 0);
    fixed(out, x);
    fixed(out, y);
    fixed(out, z);
    return out;
}

std::string curve() {
    std::string out = "curv";
    u32(out, 0);
    constexpr unsigned points = 1024;
    u32(out, points);
    for (unsigned i = 0; i < points; ++i) {
        const double v = i / (points - 1.0);
        const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        u16(out, static_cast<unsigned>(std::lround(linear * 65535)));
    }
    return out;
}

std::string description() {
    const std::string text = "sRGB IEC61966-2.1";
    std::string out = "desc";
    u32(out, 0);
    u32(out, static_cast<uint32_t>(text.size() + 1));
    out += text + '\0';
    out.append(8 + 3 + 67, '\0');  // no Unicode, no script-code name
    return out;
}

}  // namespace

std::string srgb_profile() {
    const std::string tone = curve();
    const std::vector<std::pair<std::string, std::string>> tags{
        {"desc", description()}, {"cprt", "text" + std::string(4, '\0') + "No copyright" + '\0'},
        {"wtpt", xyz(0.9642, 1.0, 0.8249)},  // D50, the connection space
        {"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)}, {"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
        {"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)}, {"rTRC", tone}, {"gTRC", tone}, {"bTRC", tone}};
    std::string table;
    std::string body;
    u32(table, static_cast<uint32_t>(tags.size()));
    const size_t start = 128 + 4 + 12 * tags.size();
    size_t tone_at = 0;
    for (const auto& [tag, bytes] : tags) {
        const bool shared = bytes == tone && tone_at != 0;
        const size_t at = shared ? tone_at : start + body.size();
        if (bytes == tone) tone_at = at;
        table += tag;
        u32(table, static_cast<uint32_t>(at));
        u32(table, static_cast<uint32_t>(bytes.size()));
        if (shared) continue;
        body += bytes;
        body.append((4 - body.size() % 4) % 4, '\0');
    }
    std::string head;
    u32(head, static_cast<uint32_t>(start + body.size()));
    u32(head, 0);
    u32(head, 0x02400000);  // version 2.4
    head += "mntrRGB XYZ ";
    for (const unsigned part : {2026u, 1u, 1u, 0u, 0u, 0u}) u16(head, part);
    head += "acsp";
    head.append(68 - head.size(), '\0');
    fixed(head, 0.9642);
    fixed(head, 1.0);
    fixed(head, 0.8249);
    head.append(128 - head.size(), '\0');
    return head + table + body;
}

}  // namespace ocr
