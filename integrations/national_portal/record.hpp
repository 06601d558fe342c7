#pragma once
// What the national portal is told about one dossier, in our words and types: the HoSo record of DVCQG v1 and its
// progress rows (TienDo). The wire spelling is in wire.cpp, the way from a dossier in report.cpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dossier/catalogue/procedure.hpp"
#include "dossier/personal.hpp"
#include "dossier/state.hpp"
#include "dossier/time.hpp"

namespace integrations::national_portal {

using dossier::Instant;
using PersonalText = dossier::Personal<std::string>;

// Each list says the wire number of its members in wire.cpp; version 2 of the portal numbers them otherwise.
enum class OwnerKind { Citizen, Enterprise, StateBody, Other };
enum class ReturnWay { AtDesk, ByPost };
enum class Reuse { No, Reused, ReplacedByResult };  // the last needs replacing_result
enum class OnlinePayment { None, OnPortal, OnLocalGateway, Other };
enum class FiledAt { Portal, LocalSystem };
enum class IdentityKind { PersonalNumber, OldIdentityCard };  // 12 digits, 9 digits

struct SubmittedFile {
    std::string id, name;  // name of the paper or file, at most 4,000 characters
    bool withdrawn = false;
    std::string component_code;
    std::string link;  // where the portal fetches it; signed and expiring
    bool digitised = false;
    Reuse reuse = Reuse::No;
    bool from_national_repository = false;
    std::string replacing_result;
};

struct Fee {
    std::string name, code;
    bool at_filing = true;  // HinhThucThu 1; otherwise 2, before the result
    std::int64_t amount = 0;  // đồng
    dossier::FeeKind kind = dossier::FeeKind::Charge;
};

// A paper that is counted, not uploaded.
struct OtherPaper {
    std::string name;
    int count = 1;
    int kind = 1;  // LoaiGiayTo: 1 original, 2 copy (list not published)
};

struct SupplementRound {
    std::string id, asked_by, what;
    Instant asked_at{};
    std::string received_by, note;
    std::optional<Instant> received_at;
    std::optional<Instant> due_before, due_after;
};

struct ResultPaper {
    std::string name, component_code, id, link, result_code;
};

struct Record {
    std::string code;  // MaHoSo
    std::string procedure_code, procedure_name, field_code, field_name;
    dossier::Channel channel = dossier::Channel::Counter;
    std::string receipt_number;
    PersonalText owner, owner_number;
    OwnerKind owner_kind = OwnerKind::Citizen;
    std::string tech_id;  // of a portal account
    PersonalText other, email, fax, phone;
    std::string abstract;  // trích yếu, at most 1,000 characters
    std::optional<Instant> filed_at, received_at, due_at, finished_at, returned_at, refused_at;
    dossier::State state = dossier::State::Received;
    std::string return_note;
    ReturnWay return_way = ReturnWay::AtDesk;
    std::string unit;  // đơn vị xử lý
    std::string note;
    std::vector<SubmittedFile> files;
    std::vector<Fee> fees;
    std::vector<OtherPaper> other_papers;
    std::vector<SupplementRound> supplements;
    std::vector<ResultPaper> results;
    FiledAt filed_where = FiledAt::LocalSystem;
    bool account_verified = false;  // by VNeID
    OnlinePayment payment = OnlinePayment::None;
    std::vector<std::string> databases;  // MaCSDL
};

// One step of the way; the portal keeps them in the order they arrive.
struct Progress {
    std::string code;     // MaHoSo
    std::string officer;  // at most 50 characters
    std::string position, unit, what;
    Instant at{};
    dossier::State state = dossier::State::Received;  // after the step
    std::optional<Instant> started_at, due_at;
};

}  // namespace integrations::national_portal
