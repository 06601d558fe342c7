#include "dossier/calendar/day_fractions.hpp"

#include <algorithm>

namespace dossier {

void DayFractions::add(std::int64_t counted, std::int64_t length) {
    if (counted == length) {
        ++whole_;
        return;
    }
    if (counted == 0) return;
    auto share = std::find_if(shares_.begin(), shares_.end(), [&](const Share& each) { return each.length == length; });
    if (share == shares_.end()) share = shares_.insert(share, {0, length});
    share->counted += counted;
    if (share->counted < length) return;
    share->counted -= length;
    ++whole_;
}

// Long division in base 2^20 of Σ counted/length ≥ missing: every round takes one digit off both sides. The common
// denominator of n lengths is below 2^(37n) (a day has fewer than 2^37 microseconds), so sides that have not parted after
// 2n + 2 digits are equal.
bool DayFractions::reaches(std::int64_t days) const {
    constexpr int digit = 20;
    auto missing = days - whole_;
    if (missing <= 0) return true;
    const auto count = static_cast<std::int64_t>(shares_.size());
    auto rest = shares_;
    for (std::int64_t round = 0; round < 2 * count + 2; ++round) {
        if (missing <= 0) return true;
        if (missing >= count) return false;  // every share is below one
        missing <<= digit;
        for (auto& share : rest) {
            const auto scaled = share.counted << digit;
            missing -= scaled / share.length;
            share.counted = scaled % share.length;
        }
    }
    return true;
}

}  // namespace dossier
