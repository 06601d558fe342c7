#pragma once
// Fractions of working days, summed exactly: days of many lengths have no common part small enough for a machine word,
// so the sum is kept apart by length of day.

#include <cstdint>
#include <vector>

namespace dossier {

class DayFractions {
  public:
    // `counted` of `length`, in microseconds of office time of one day: 0 ≤ counted ≤ length ≤ 24 hours, length > 0.
    void add(std::int64_t counted, std::int64_t length);
    // Whether the sum is at least so many days. Exact.
    bool reaches(std::int64_t days) const;

  private:
    struct Share {
        std::int64_t counted = 0, length = 1;  // less than one day
    };

    std::int64_t whole_ = 0;
    std::vector<Share> shares_;  // one per length of day
};

}  // namespace dossier
