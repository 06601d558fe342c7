#include "ocr/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace ocr {

Transform Transform::rotation(double degrees) {
    const double r = degrees * std::numbers::pi / 180;
    const double c = std::cos(r);
    const double s = std::sin(r);
    return Transform{{c, -s, 0, s, c, 0, 0, 0, 1}};
}

Point Transform::apply(Point p) const {
    const double w = m_[6] * p.x + m_[7] * p.y + m_[8];
    return {(m_[0] * p.x + m_[1] * p.y + m_[2]) / w, (m_[3] * p.x + m_[4] * p.y + m_[5]) / w};
}

Box Transform::apply(const Box& box) const {
    const double l = box.left;
    const double t = box.top;
    const double r = box.right;
    const double b = box.bottom;
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const Point corner : {Point{l, t}, Point{r, t}, Point{r, b}, Point{l, b}}) {
        const Point p = apply(corner);
        left = std::min(left, p.x);
        top = std::min(top, p.y);
        right = std::max(right, p.x);
        bottom = std::max(bottom, p.y);
    }
    const auto whole = [](double v) { return static_cast<int>(std::lround(std::clamp(v, -1e6, 1e6))); };
    return {whole(left), whole(top), whole(right), whole(bottom)};
}

Transform Transform::then(const Transform& next) const {
    std::array<double, 9> out{};
    for (size_t row = 0; row < 3; ++row)
        for (size_t column = 0; column < 3; ++column)
            for (size_t k = 0; k < 3; ++k) out[row * 3 + column] += next.m_[row * 3 + k] * m_[k * 3 + column];
    return Transform{out};
}

Transform Transform::inverse() const {
    const auto& m = m_;
    std::array<double, 9> adjugate{
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
    const double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
    if (std::abs(determinant) < 1e-12) return identity();
    for (double& value : adjugate) value /= determinant;
    return Transform{adjugate};
}

Transform quad_to_quad(const std::array<Point, 4>& from, const std::array<Point, 4>& to) {
    // Eight equations in the eight unknowns of a projective map with its last entry 1; Gaussian elimination.
    std::array<std::array<double, 9>, 8> rows{};
    for (size_t i = 0; i < 4; ++i) {
        const auto [x, y] = from[i];
        const auto [u, v] = to[i];
        rows[2 * i] = {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
        rows[2 * i + 1] = {0, 0, 0, x, y, 1, -v * x, -v * y, v};
    }
    for (size_t column = 0; column < 8; ++column) {
        size_t pivot = column;
        for (size_t row = column; row < 8; ++row)
            if (std::abs(rows[row][column]) > std::abs(rows[pivot][column])) pivot = row;
        if (std::abs(rows[pivot][column]) < 1e-9) return Transform::identity();
        std::swap(rows[pivot], rows[column]);
        for (size_t row = 0; row < 8; ++row) {
            if (row == column) continue;
            const double factor = rows[row][column] / rows[column][column];
            for (size_t k = column; k < 9; ++k) rows[row][k] -= factor * rows[column][k];
        }
    }
    std::array<double, 9> m{};
    for (size_t i = 0; i < 8; ++i) m[i] = rows[i][8] / rows[i][i];
    m[8] = 1;
    return Transform{m};
}

}  // namespace ocr
