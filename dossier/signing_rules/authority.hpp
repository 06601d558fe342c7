#pragma once
// In whose place a person signs: noted right before the title, and who may let another sign so.
// Sources: NĐ 30/2020/NĐ-CP art. 13; Appendix I, 7.b.

#include <array>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "dossier/time.hpp"

namespace dossier::signing_rules {

enum class Authority {
    Own,
    Collective,  // TM.: thay mặt tập thể
    Acting,      // Q.: được giao quyền cấp trưởng
    Deputy,      // KT.: ký thay cấp trưởng
    ByOrder,     // TL.: thừa lệnh
    Delegated,   // TUQ.: thừa ủy quyền
};
inline constexpr std::array<Name<Authority>, 6> authority_names{{{"", Authority::Own},
                                                                 {"TM.", Authority::Collective},
                                                                 {"Q.", Authority::Acting},
                                                                 {"KT.", Authority::Deputy},
                                                                 {"TL.", Authority::ByOrder},
                                                                 {"TUQ.", Authority::Delegated}}};
constexpr const auto& names_of(Authority) { return authority_names; }

struct SigningNote {
    Authority authority = Authority::Own;
    std::string place_of;  // TM.: the collective (ỦY BAN NHÂN DÂN); KT., TL., TUQ.: the title of the head (CHỦ TỊCH)
    std::string title;     // of who signs; with Q. the title held for the time being
};
// What stands above the signature, the note right before the title: {"TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"}, {"Q. CHỦ TỊCH"}.
std::vector<std::string> title_lines(const SigningNote& note);

// One written authorisation to sign by TUQ.
struct Delegation {
    std::string giver, taker;  // account ids
    std::string document;      // its number
    CivilDate from{}, to{};    // both included
    std::string content{};     // what may be signed so
};
// Fails with InvalidInput naming every fault: no document, no content, no term, oneself, and a chain: who was authorised does not authorise
// others (art. 13.3).
Result<void> may_delegate(const Delegation& wish, const std::vector<Delegation>& known);

// Fails with InvalidInput: no title, nobody whose place it is, TUQ. without an authorisation in force that day.
Result<void> may_note(const SigningNote& note, const std::string& signer, CivilDate day, const std::vector<Delegation>& known);

}  // namespace dossier::signing_rules
