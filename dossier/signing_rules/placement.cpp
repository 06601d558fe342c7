#include "dossier/signing_rules/placement.hpp"

#include <algorithm>
#include <cmath>

namespace dossier::signing_rules {
namespace {

constexpr double margin_mm = 6;
constexpr double clearance_mm = 1;  // a hand keeps off title and name
constexpr double title_line_mm = 5.4;
constexpr double lowest_room_mm = 8, narrowest_room_mm = 15;
constexpr PlaceMm person_box{0, 0, 54, 24};

double clamped(double value, double low, double high) { return std::max(low, std::min(value, high)); }

}  // namespace

PlaceMm person_place(PageSize page) {
    auto place = person_box;
    place.width = std::min(place.width, page.width / 2);
    place.height = std::min(place.height, page.height / 8);
    place.left = page.width - place.width - std::min(20.0, page.width / 10);
    place.top = page.height * 0.74;
    return place;
}

SigningBlock usual_block(PageSize page) {
    const auto usual = person_place(page);
    return {usual.left, usual.width, usual.top, usual.top + usual.height};
}

PlaceMm title_place(const SigningBlock& block, int lines) {
    const double height = lines * title_line_mm;
    return {block.left, std::max(0.0, block.title_bottom - height), block.width, height};
}

Result<PlaceMm> hand_place(PageSize page, const SigningBlock& block, double width_mm, double height_by_width) {
    const double room = block.name_top - block.title_bottom - 2 * clearance_mm;
    const bool on_page = block.left >= 0 && block.title_bottom >= 0 && block.left + block.width <= page.width && block.name_top <= page.height;
    if (!on_page)
        return fail(ErrorCode::InvalidInput, "chỗ ký nằm ngoài trang",
                    {{"block", "page", "trang rộng " + std::to_string(std::lround(page.width)) + " mm, cao " + std::to_string(std::lround(page.height)) + " mm"}});
    if (room < lowest_room_mm || block.width < narrowest_room_mm || !(height_by_width > 0))
        return fail(ErrorCode::InvalidInput, "không đủ chỗ cho hình chữ ký",
                    {{"block", "room", "giữa chức vụ và họ tên cần chỗ trống cao ít nhất 10 mm, rộng ít nhất 15 mm"}});
    PlaceMm place{};
    place.width = std::min({width_mm, block.width, room / height_by_width});
    place.height = place.width * height_by_width;
    place.left = block.left + (block.width - place.width) / 2;
    place.top = block.title_bottom + clearance_mm + (room - place.height) / 2;
    return place;
}

PlaceMm agency_place(PageSize page, const PlaceMm& person, double diameter_mm) {
    const double right = person.left + person.width * seal_overlap;
    const double top = person.top + person.height / 2 - diameter_mm / 2;
    const double height = diameter_mm + caption_height_mm;
    return {std::max(0.0, right - diameter_mm), clamped(top, 0, std::max(0.0, page.height - height)), diameter_mm, height};
}

PlaceMm copy_place(PageSize page, CopyProfile profile, double diameter_mm) {
    if (profile == CopyProfile::Decree2020) {
        const double width = std::min(70.0, page.width / 2);
        return {page.width - width - margin_mm, margin_mm, width, 14};
    }
    return {page.width - diameter_mm - margin_mm, margin_mm, diameter_mm, diameter_mm + caption_height_mm};
}

double overlap_from_left(const PlaceMm& person, const PlaceMm& seal) {
    const double covered = std::min(seal.left + seal.width, person.left + person.width) - person.left;
    return seal.left > person.left ? 0 : clamped(covered / person.width, 0, 1);
}

}  // namespace dossier::signing_rules
