#pragma once
// The stamp that says how urgent a document is: put on by the software before anybody signs.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 10.3.a; NĐ 30/2020/NĐ-CP Appendix I, part II, field 10b.

#include <array>
#include <string_view>

#include "dossier/fields.hpp"
#include "dossier/signing_rules/placement.hpp"

namespace dossier::signing_rules {

enum class Urgency { Urgent, VeryUrgent, Express };
inline constexpr std::array<Name<Urgency>, 3> urgency_names{
    {{"urgent", Urgency::Urgent}, {"very_urgent", Urgency::VeryUrgent}, {"express", Urgency::Express}}};
constexpr const auto& names_of(Urgency) { return urgency_names; }

std::string_view stamp_text(Urgency level);  // KHẨN, THƯỢNG KHẨN, HỎA TỐC
// On the left of page 1, below number and notation; the frame has its legal size.
PlaceMm urgency_place(Urgency level);

}  // namespace dossier::signing_rules
