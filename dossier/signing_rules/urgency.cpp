#include "dossier/signing_rules/urgency.hpp"

namespace dossier::signing_rules {
namespace {

constexpr double left_mm = 30, top_mm = 46, height_mm = 8;

}  // namespace

std::string_view stamp_text(Urgency level) {
    switch (level) {
        case Urgency::Express: return "HỎA TỐC";
        case Urgency::VeryUrgent: return "THƯỢNG KHẨN";
        case Urgency::Urgent: break;
    }
    return "KHẨN";
}

PlaceMm urgency_place(Urgency level) {
    const double width = level == Urgency::Express ? 30 : level == Urgency::VeryUrgent ? 40 : 20;
    return {left_mm, top_mm, width, height_mm};
}

}  // namespace dossier::signing_rules
