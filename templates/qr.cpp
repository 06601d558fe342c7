#include "templates/qr.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <qrencode.h>

namespace templates {
namespace {

constexpr int quiet_zone = 4;  // modules, clause 9.1

QRecLevel level_of(QrLevel level) {
    switch (level) {
        case QrLevel::Low: return QR_ECLEVEL_L;
        case QrLevel::Medium: return QR_ECLEVEL_M;
        case QrLevel::Quartile: return QR_ECLEVEL_Q;
        case QrLevel::High: return QR_ECLEVEL_H;
    }
    return QR_ECLEVEL_M;
}

std::string number(int value) { return std::to_string(value); }

}  // namespace

std::string qr_svg(std::string_view text, QrLevel level) {
    const auto length = static_cast<int>(text.size());
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeData(length, reinterpret_cast<const unsigned char*>(text.data()), 0, level_of(level)), &QRcode_free};
    if (!code) throw std::length_error("the text does not fit a QR code");
    const auto side = number(code->width + 2 * quiet_zone);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                      "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
                      "H0z\"/><path fill=\"#000\" d=\"";
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const auto dark = [&](int at) { return at < code->width && (code->data[y * code->width + at] & 1) != 0; };
            if (!dark(x)) continue;
            const int from = x;
            while (dark(x)) ++x;
            svg += "M" + number(from + quiet_zone) + " " + number(y + quiet_zone) + "h" + number(x - from) + "v1h-" +
                   number(x - from) + "z";
        }
    }
    return svg + "\"/></svg>";
}

std::string base64(std::string_view bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t offset) -> std::uint32_t {
            return at + offset < bytes.size() ? static_cast<unsigned char>(bytes[at + offset]) : 0U;
        };
        const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += letters[group >> 18U & 63U];
        text += letters[group >> 12U & 63U];
        text += at + 1 < bytes.size() ? letters[group >> 6U & 63U] : '=';
        text += at + 2 < bytes.size() ? letters[group & 63U] : '=';
    }
    return text;
}

std::string qr_data_uri(std::string_view text, QrLevel level) {
    return "data:image/svg+xml;base64," + base64(qr_svg(text, level));
}

}  // namespace templates
