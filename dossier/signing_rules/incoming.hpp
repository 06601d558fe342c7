#pragma once
// Documents that come in from outside (văn bản đến): what is looked at before one is received, and in which order it goes
// from its arrival to the people who work with it.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 3.11, 4, 8.1, 8.5; TT 01/2019/TT-BNV art. 6.1; NĐ 30/2020/NĐ-CP art. 5, 21.2.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "dossier/signing_rules/release.hpp"
#include "dossier/time.hpp"

namespace dossier::signing_rules {

// What a document is worth: signed validly by person and agency it equals the paper original; anything else informs.
enum class LegalStatus { EqualToOriginal, ForInformation };
inline constexpr std::array<Name<LegalStatus>, 2> legal_status_names{
    {{"equal_to_original", LegalStatus::EqualToOriginal}, {"for_information", LegalStatus::ForInformation}}};
constexpr const auto& names_of(LegalStatus) { return legal_status_names; }
std::string_view vietnamese_name(LegalStatus status);
// Follows from what the verifier found and from nothing else.
LegalStatus legal_status(const std::vector<FoundSignature>& signatures);

enum class Came { Paper, Email, Exchange };  // văn bản giấy, thư điện tử, trục liên thông
inline constexpr std::array<Name<Came>, 3> came_names{{{"paper", Came::Paper}, {"email", Came::Email}, {"exchange", Came::Exchange}}};
constexpr const auto& names_of(Came) { return came_names; }

// Ngày văn bản, the day a document says of itself, as it was written down: year-month-day, or empty where it says none. It
// exists, lies after the state began to issue documents and not after the day the document arrived.
// Fails with InvalidInput on the field "dated".
inline constexpr CivilDate first_document_day{std::chrono::year{1945}, std::chrono::September, std::chrono::day{2}};
Result<std::optional<CivilDate>> document_date(std::string_view written, CivilDate arrived);

// đầy đủ, toàn vẹn, đúng nơi gửi, chữ ký số
enum class CheckName { Completeness, Integrity, Origin, Signatures };
inline constexpr std::array<Name<CheckName>, 4> check_names{{{"completeness", CheckName::Completeness},
                                                             {"integrity", CheckName::Integrity},
                                                             {"origin", CheckName::Origin},
                                                             {"signatures", CheckName::Signatures}}};
constexpr const auto& names_of(CheckName) { return check_names; }

struct ReceptionCheck {
    CheckName name = CheckName::Completeness;
    bool passed = false;
    std::string code;    // for programs: the verifier's sub-indication, or a word of ours; empty when passed
    std::string detail;  // Vietnamese, without personal data
    bool operator==(const ReceptionCheck&) const = default;
};

// What is known of an electronic document that just came.
struct Arrival {
    std::vector<std::string> missing;  // particulars nobody gave: "sender", "notation", "subject"
    bool as_announced = true;          // the same bytes the sender announced, when a hash was announced
    bool intact = false;               // every signature covers what is there, nothing changed since
    bool origin_proven = false;        // a valid signature of the agency it claims to come from, or of somebody there
    std::vector<FoundSignature> signatures;
    std::string code, summary;         // of the verifier
};
// All four, in the order of CheckName.
std::vector<ReceptionCheck> reception_checks(const Arrival& arrival);

struct IncomingStanding {
    Came came = Came::Paper;
    bool scan = false;                    // a picture of paper: made here (Paper), or by the sender (Email)
    std::vector<ReceptionCheck> checks{}; // of what is no scan
    bool seen = false;                    // the clerk compared: own scan with the paper, a sent one's visible signature and seal
    bool sealed = false;                  // our agency signed its own scan
    bool registered = false;              // has its number in the register of incoming documents
    bool forwarded = false;
};
// Each fails with WrongState (409) and says which step is missing or was done before.
// Paper: scan → compared with the paper → the agency's signature → register → forward. A scan by e-mail: visible check → register → forward.
// Anything electronic: the four checks → register → forward.
Result<void> may_seal_scan(const IncomingStanding& document);
Result<void> may_register(const IncomingStanding& document);
Result<void> may_forward(const IncomingStanding& document);

// Before a document of ours leaves: signed by person and agency. Fails with WrongState (409).
Result<void> may_send(const std::vector<FoundSignature>& signatures);

}  // namespace dossier::signing_rules
