#pragma once
// Who holds the agency's signing device. Only its holder signs for the agency.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 11.2, 11.3.a, b; NĐ 30/2020/NĐ-CP art. 32.2.b.

#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/workflow/actor.hpp"

namespace dossier::signing_rules {

struct HandOver {
    std::string holder;      // account id
    std::string document;    // number of the written assignment
    std::string minutes;     // number of the hand-over minutes
    bool lent = false;       // for a while, to somebody who is not its keeper
    std::string permission;  // number of the written permission, when lent
};

// What is missing from the papers; every fault at once.
std::vector<FieldError> faults_of(const HandOver& hand_over);

// `holder`: account id of the present one, empty when nobody holds a device. Fails with NotPermitted.
Result<void> may_seal(const Actor& who, const std::string& holder);

}  // namespace dossier::signing_rules
