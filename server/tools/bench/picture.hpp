#pragma once
// The cost curve as a picture for the README: p95 against the number of dossiers, both on a logarithmic scale.

#include <cstdint>
#include <string>
#include <vector>

namespace server {

struct CurvePoint {
    std::int64_t dossiers;
    std::vector<double> p95_ms;  // one per kind
};
std::string curve_picture(const std::vector<std::string>& kinds, const std::vector<CurvePoint>& curve);  // SVG

}  // namespace server
