#include "ocr/stack/collation.hpp"

#include <cmath>

#include "ocr/stack/titles.hpp"

namespace ocr {
namespace {

constexpr double sure_enough = 0.6;
constexpr double blank_back = 0.4;  // of the weight of a number that fits: blank pages may be anything

// The second page of a paper often has the first number on it.
int number_of(const Side& side) { return side.number > 0 ? side.number : side.begins ? 1 : 0; }

bool follows(const Side& back, const Side& front) { return back.number > 1 && number_of(front) + 1 == back.number; }

struct Evidence {
    int fitting = 0, blank_backs = 0, against = 0;
};

Evidence weighed(const std::vector<Side>& scanned) {
    Evidence found;
    const size_t sheets = scanned.size() / 2;
    for (size_t sheet = 0; sheet < sheets; ++sheet) {
        const Side &front = scanned[sheet], &back = scanned[scanned.size() - 1 - sheet];
        if (front.blank) ++found.against;
        else if (back.blank) ++found.blank_backs;
        else if (follows(back, front)) ++found.fitting;
        else if (back.begins || back.number > 0) ++found.against;
    }
    // Pages that follow each other as they lie; the middle pair does in either reading.
    for (size_t page = 0; page + 1 < scanned.size(); ++page)
        if (page + 1 != sheets && follows(scanned[page + 1], scanned[page])) ++found.against;
    return found;
}

}  // namespace

Side side_of(const TextPage& page, bool blank, int rotation) {
    if (blank) return {true, false, 0};
    const Furniture marks = furniture_of(page, rotation);
    return {false, marks.motto || marks.card || marks.page_one, marks.number};
}

std::vector<size_t> two_pass_order(size_t pages) {
    std::vector<size_t> order;
    order.reserve(pages);
    if (pages % 2 == 1) {
        for (size_t page = 0; page < pages; ++page) order.push_back(page);
        return order;
    }
    for (size_t sheet = 0; sheet < pages / 2; ++sheet) {
        order.push_back(sheet);
        order.push_back(pages - 1 - sheet);
    }
    return order;
}

Collation suggest_collation(const std::vector<Side>& scanned) {
    if (scanned.size() % 2 == 1) return {false, 0, "số trang lẻ, không thể là hai lượt quét của cùng một tập"};
    if (scanned.size() < 4) return {false, 0, "dưới bốn trang thì không cần xếp lại"};
    const Evidence found = weighed(scanned);
    const double support = found.fitting + blank_back * found.blank_backs;
    if (support == 0) return {false, 0, "không mặt sau nào nối tiếp mặt trước khi xếp lại"};
    Collation collation;
    collation.score = support / (support + found.against) * (1 - std::pow(0.35, support));
    collation.two_pass = collation.score >= sure_enough;
    collation.reason = "khi xếp lại: " + std::to_string(found.fitting) + " mặt sau mang số trang nối tiếp mặt trước, " + std::to_string(found.blank_backs) +
                       " mặt sau trắng, " + std::to_string(found.against) + " chỗ trái";
    return collation;
}

}  // namespace ocr
