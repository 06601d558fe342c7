#pragma once
// Places on a page image. Pixels, origin at the top left, y downwards.

#include <array>
#include <vector>

namespace ocr {

struct Point {
    double x = 0;
    double y = 0;
};

// `right` and `bottom` lie one past the last pixel, so width() is right - left.
struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;
    int width() const { return right - left; }
    int height() const { return bottom - top; }
    bool operator==(const Box&) const = default;
};

// A projective map of the plane, row by row. Every geometric step of the pipeline leaves one behind, so that a
// word found on the prepared image can be pointed at on the image that came in.
class Transform {
public:
    static Transform identity() { return Transform{{1, 0, 0, 0, 1, 0, 0, 0, 1}}; }
    static Transform scale(double x, double y) { return Transform{{x, 0, 0, 0, y, 0, 0, 0, 1}}; }
    static Transform shift(double x, double y) { return Transform{{1, 0, x, 0, 1, y, 0, 0, 1}}; }
    // Clockwise as seen on the page.
    static Transform rotation(double degrees);
    explicit Transform(const std::array<double, 9>& rows) : m_(rows) {}

    Point apply(Point p) const;
    // The smallest upright box around the image of `box`.
    Box apply(const Box& box) const;
    // First this, then `next`.
    Transform then(const Transform& next) const;
    Transform inverse() const;
    const std::array<double, 9>& rows() const { return m_; }

private:
    std::array<double, 9> m_;
};

// The map that takes the four points `from` to the four points `to`. Identity when they are degenerate.
Transform quad_to_quad(const std::array<Point, 4>& from, const std::array<Point, 4>& to);

}  // namespace ocr
