#pragma once
// A processing limit (thời hạn giải quyết) as the law words it.
// Grammar: sd, sd@15:00 · 3wd, 0.5wd · 4wh, 1.5wh · 10d · 2m.

#include <cstdint>
#include <string>
#include <string_view>

#include "dossier/time.hpp"

namespace dossier {

enum class LimitUnit {
    SameDay,       // trong ngày, with a cut-off
    WorkingDays,   // ngày làm việc, whole
    HalfDay,       // nửa ngày làm việc (0.5wd)
    WorkingHours,  // giờ làm việc
    CalendarDays,  // ngày
    Months,        // tháng
};

struct Limit {
    LimitUnit unit = LimitUnit::WorkingDays;
    std::int64_t amount = 0;        // days or months; microseconds of office time for WorkingHours; else unused
    MinuteOfDay cut_off = 15 * 60;  // SameDay only
    bool operator==(const Limit&) const = default;
};

// No term of a procedure comes near it; longer ones are slips of the pen.
inline constexpr int longest_limit_years = 100;

// Fails with InvalidInput. The amount must be greater than zero and no longer than longest_limit_years.
Result<Limit> parse_limit(std::string_view text);
// Of a limit made by hand. Fails with InvalidInput like parse_limit.
Result<void> check_limit(const Limit& limit);
std::string limit_text(const Limit& limit);             // "3wd"
std::string vietnamese_limit(const Limit& limit);       // "3 ngày làm việc"

}  // namespace dossier
