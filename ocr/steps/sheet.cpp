#include <algorithm>
#include <cmath>
#include <numbers>

#include <leptonica/allheaders.h>

#include "ocr/steps/steps.hpp"

namespace ocr {
namespace {

constexpr int working_side = 600;  // pixels of the longer side; edges are found to a fraction of a pixel by their many points
constexpr int least_step = 16;     // grey levels from ground to paper

// A straight line n·p = d with unit normal n.
struct Edge {
    double nx = 0, ny = 0, d = 0;
};

// Brightness on a way from the border of the image inwards, `across` the side and `along` it.
class Ways {
public:
    Ways(const Image& grey, int side) : grey_(grey), side_(side) {}
    int count() const { return side_ % 2 == 0 ? grey_.width() : grey_.height(); }
    int length() const { return side_ % 2 == 0 ? grey_.height() : grey_.width(); }
    Point at(int along, double across) const {
        switch (side_) {
            case 0: return {static_cast<double>(along), across};
            case 1: return {grey_.width() - 1 - across, static_cast<double>(along)};
            case 2: return {static_cast<double>(along), grey_.height() - 1 - across};
            default: return {across, static_cast<double>(along)};
        }
    }
    int bright(int along, int across) const {
        const Point p = at(along, across);
        return GET_DATA_BYTE(pixGetData(grey_.pix()) + static_cast<int>(p.y) * pixGetWpl(grey_.pix()), static_cast<int>(p.x));
    }

private:
    const Image& grey_;
    int side_;  // 0 top, 1 right, 2 bottom, 3 left
};

// Where the way goes up from ground to paper; nothing when the ground outside is not darker throughout.
std::optional<double> paper_begins(const Ways& ways, int along) {
    const int reach = ways.length() * 35 / 100;
    std::vector<int> sums(static_cast<size_t>(reach) + 13);
    for (size_t i = 1; i < sums.size(); ++i) sums[i] = sums[i - 1] + ways.bright(along, static_cast<int>(i) - 1);
    const auto mean = [&](int from, int to) { return (sums[static_cast<size_t>(to)] - sums[static_cast<size_t>(from)]) / static_cast<double>(to - from); };
    double best = least_step;
    std::optional<double> found;
    for (int i = 2; i < reach; ++i) {
        const double step = mean(i, i + 3) - mean(std::max(0, i - 3), i);
        if (step <= best || mean(i + 2, i + 12) - mean(0, i - 1) < least_step) continue;
        best = step;
        found = i - 0.5;
    }
    return found;
}

std::optional<Edge> edge_of(const Image& grey, int side) {
    const Ways ways{grey, side};
    std::vector<Point> points;
    const int margin = ways.count() / 20;
    int asked = 0;
    for (int along = margin; along < ways.count() - margin; along += 3, ++asked)
        if (const auto across = paper_begins(ways, along)) points.push_back(ways.at(along, *across));
    if (static_cast<int>(points.size()) * 10 < asked * 5) return {};
    const auto inside = [&](const Edge& edge, double slack) {
        std::vector<Point> close;
        for (const Point& p : points)
            if (std::abs(edge.nx * p.x + edge.ny * p.y - edge.d) <= slack) close.push_back(p);
        return close;
    };
    std::vector<Point> best;
    const size_t stride = std::max<size_t>(1, points.size() / 30);
    for (size_t a = 0; a < points.size(); a += stride)
        for (size_t b = a + stride * 5; b < points.size(); b += stride) {
            const double dx = points[b].x - points[a].x, dy = points[b].y - points[a].y, length = std::hypot(dx, dy);
            const Edge edge{dy / length, -dx / length, (dy * points[a].x - dx * points[a].y) / length};
            auto close = inside(edge, 1.6);
            if (close.size() > best.size()) best = std::move(close);
        }
    if (static_cast<int>(best.size()) * 10 < asked * 5) return {};
    // Least squares through the points that agree.
    double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
    for (const Point& p : best) mx += p.x, my += p.y;
    mx /= static_cast<double>(best.size()), my /= static_cast<double>(best.size());
    for (const Point& p : best) xx += (p.x - mx) * (p.x - mx), xy += (p.x - mx) * (p.y - my), yy += (p.y - my) * (p.y - my);
    const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
    const Edge edge{std::sin(angle), -std::cos(angle), std::sin(angle) * mx - std::cos(angle) * my};
    return edge;
}

std::optional<Point> crossing(const Edge& a, const Edge& b) {
    const double determinant = a.nx * b.ny - a.ny * b.nx;
    if (std::abs(determinant) < 0.5) return {};
    return Point{(a.d * b.ny - b.d * a.ny) / determinant, (a.nx * b.d - b.nx * a.d) / determinant};
}

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

// A sheet seen from above, not too slantwise, that fills a good part of the image.
bool is_sheet(const std::array<Point, 4>& q, double width, double height) {
    double doubled_area = 0;
    for (size_t i = 0; i < 4; ++i) {
        const Point &before = q[(i + 3) % 4], &at = q[i], &after = q[(i + 1) % 4];
        if (at.x < -0.08 * width || at.x > 1.08 * width || at.y < -0.08 * height || at.y > 1.08 * height) return false;
        const double dot = (before.x - at.x) * (after.x - at.x) + (before.y - at.y) * (after.y - at.y);
        if (std::abs(dot) > 0.30 * distance(before, at) * distance(after, at)) return false;  // 72° to 108°
        doubled_area += at.x * after.y - after.x * at.y;
    }
    const auto like = [](double a, double b) { return a < 1.4 * b && b < 1.4 * a; };
    return doubled_area > 0.7 * width * height && like(distance(q[0], q[1]), distance(q[3], q[2])) && like(distance(q[1], q[2]), distance(q[0], q[3]));
}

}  // namespace

std::optional<std::array<Point, 4>> find_sheet(const Image& grey) {
    const int factor = std::max(1, std::max(grey.width(), grey.height()) / working_side);
    const Image lightest{pixScaleGrayMinMax(grey.pix(), factor, factor, L_CHOOSE_MAX)};
    if (!lightest || std::min(lightest.width(), lightest.height()) < 100) return {};
    const Image bare{pixCloseGray(lightest.pix(), 7, 7)};  // without letters
    std::array<Edge, 4> edges;
    for (int side = 0; side < 4; ++side) {
        const auto edge = edge_of(bare, side);
        if (!edge) return {};
        edges[static_cast<size_t>(side)] = *edge;
    }
    std::array<Point, 4> corners;
    for (size_t i = 0; i < 4; ++i) {
        const auto corner = crossing(edges[(i + 3) % 4], edges[i]);  // left and top, top and right, …
        if (!corner) return {};
        corners[i] = *corner;
    }
    if (!is_sheet(corners, bare.width(), bare.height())) return {};
    for (Point& corner : corners) corner = {(corner.x + 0.5) * factor - 0.5, (corner.y + 0.5) * factor - 0.5};
    return corners;
}

Size flat_size(const std::array<Point, 4>& q) {
    double width = (distance(q[0], q[1]) + distance(q[3], q[2])) / 2;
    double height = (distance(q[1], q[2]) + distance(q[0], q[3])) / 2;
    // Seen slantwise an A4 sheet is a little too short or too long; its true shape is known.
    const double ratio = std::numbers::sqrt2, seen = std::max(width, height) / std::min(width, height);
    const bool a4 = std::abs(seen / ratio - 1) < 0.12;
    if (a4) {
        const double change = std::sqrt(ratio / seen);
        (height > width ? height : width) *= change;
        (height > width ? width : height) /= change;
    }
    return {static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height)), a4};
}

}  // namespace ocr
