#include "server/tools/bench/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace server {
namespace {

constexpr double width = 640, height = 360, left = 60, right = 110, top = 20, bottom = 40;
constexpr std::array colours{"#0b6e4f", "#1f4e9e", "#b3541e", "#6a1b9a", "#444444"};

double x_of(std::int64_t dossiers, const std::vector<CurvePoint>& curve) {
    const auto from = std::log10(static_cast<double>(curve.front().dossiers)), to = std::log10(static_cast<double>(curve.back().dossiers));
    const auto part = to > from ? (std::log10(static_cast<double>(dossiers)) - from) / (to - from) : 0.5;
    return left + part * (width - left - right);
}

// 0.1 ms at the bottom, 1 s at the top.
double y_of(double ms) { return top + (3 - std::log10(std::clamp(ms, 0.1, 1'000.0))) / 4 * (height - top - bottom); }

}  // namespace

std::string curve_picture(const std::vector<std::string>& kinds, const std::vector<CurvePoint>& curve) {
    std::ostringstream svg;
    svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << " " << height
        << "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    for (const double ms : {0.1, 1.0, 10.0, 100.0, 1'000.0})
        svg << "<path d=\"M" << left << " " << y_of(ms) << "H" << width - right << "\" stroke=\"#ddd\"/><text x=\"" << left - 6
            << "\" y=\"" << y_of(ms) + 4 << "\" text-anchor=\"end\">" << ms << " ms</text>\n";
    for (const auto& point : curve)
        svg << "<text x=\"" << x_of(point.dossiers, curve) << "\" y=\"" << height - 16 << "\" text-anchor=\"middle\">"
            << point.dossiers << "</text>\n";
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        svg << "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" << colours[k % colours.size()] << "\" points=\"";
        for (const auto& point : curve) svg << x_of(point.dossiers, curve) << "," << y_of(point.p95_ms[k]) << " ";
        svg << "\"/><text x=\"" << width - right + 8 << "\" y=\"" << y_of(curve.back().p95_ms[k]) + 4 << "\" fill=\""
            << colours[k % colours.size()] << "\">" << kinds[k] << "</text>\n";
    }
    svg << "</svg>\n";
    return svg.str();
}

}  // namespace server
