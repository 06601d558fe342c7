#include "tests/faults/place.hpp"

#include "tests/support/places.hpp"
#include "tests/support/scans.hpp"

namespace faults {

RunningServer& office() {
    // A dead worker's pages come back after ten seconds instead of three minutes.
    static RunningServer running{{{"work.lease_s", "10"}, {"alarm.every_s", "1"}}};
    return running;
}

Desk& desk() {
    static Desk only{office()};
    return only;
}

std::string sample_scan() {
    return test_support::content_of(test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"));
}

std::string first_page() { return test_support::first_page_of(sample_scan()); }

}  // namespace faults
