#pragma once
// Lines of figures: what, how fast, against which peer or limit of the same run, and whether the bar holds.

#include <string>
#include <vector>

namespace server {

// The middle one; 0 when there is none.
double median(std::vector<double> figures);

// Filled with blanks to so many columns; Vietnamese letters count once.
std::string padded(const std::string& text, std::size_t columns);

// "tên   12345/giây   0.52 của nginx   mức ≥ 0.40: đạt". Returns whether `ratio` reaches `bar`; bar 0: none, true.
bool print_ratio(const std::string& what, double per_second, const std::string& against, double ratio, double bar);

// "tên   41.2 MB   mức < 60 MB: đạt". Returns whether `megabytes` stays below `bar`; bar 0: none, true.
bool print_size(const std::string& what, double megabytes, double bar);

}  // namespace server
