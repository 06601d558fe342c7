#pragma once
// Who must have signed before a result may leave the agency. Pure rules; what was found in the file comes in as values.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 8.5, 11.3.c; NĐ 30/2020/NĐ-CP art. 32.2.d.

#include <string>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/workflow/result_records.hpp"

namespace dossier::signing_rules {

enum class ResultKind {
    Electronic,      // made and signed on the screen: the authorised person, then the agency
    InkOriginal,     // signed on paper, scanned here: the agency alone, as its digitised copy
    OwnCopy,         // a copy issued by the agency itself: the agency alone
};

enum class SignerKind { Person, Agency, Other };

// One signature found in the file, in the order in which they were made.
struct FoundSignature {
    SignerKind signer = SignerKind::Other;
    bool valid = false;  // TOTAL-PASSED
};

// Whether the signer's certificate names the agency (its own seal certificate) or a person.
// `organisation` and `common_name` come from the certificate, `agency_name` from our register.
SignerKind kind_of_signer(const std::string& common_name, const std::string& organisation, const std::string& agency_name);

// Fails with WrongState and a Vietnamese reason: unsigned, a signature that is not valid, the agency before the person,
// a person missing, the agency missing.
Result<void> releasable(ResultKind kind, const std::vector<FoundSignature>& signatures);

ResultKind kind_of(ResultForm form);
// The same of a result as the dossier keeps it: the verifier's verdict, and who signed validly.
Result<void> releasable(ResultForm form, const SignatureVerdict& signature);

// Each bears the agency's valid signature in its own file, or the whole result stays.
Result<void> releasable(const std::vector<ResultAppendix>& appendices);

// A scan is signed or sent on only after an officer confirmed that it shows the whole paper as it is. Fails with WrongState.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 3.11, 8.5; NĐ 107/2021/NĐ-CP.
Result<void> scan_confirmed(bool confirmed);

// Before a person signs: fails with WrongState when the agency signed already, or a signature there is not valid.
Result<void> person_may_sign(const std::vector<FoundSignature>& signatures);

// Before the agency's device is used. Fails with WrongState (409) when the person's valid signature must come first.
Result<void> agency_may_sign(ResultKind kind, const std::vector<FoundSignature>& signatures);

}  // namespace dossier::signing_rules
