#pragma once
// Documents from outside on their way into the register, and documents sent to other agencies.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/signing_rules/incoming.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct IncomingDocument {
    std::string id, agency;
    dossier::signing_rules::Came came = dossier::signing_rules::Came::Paper;
    bool scan = false;
    std::string sender, notation, subject;
    std::optional<dossier::CivilDate> dated{};  // ngày văn bản, as the document says; not the day it arrived
    dossier::FileId file{};
    std::string taken_by;  // account id
    dossier::Instant arrived_at{};
    std::vector<dossier::signing_rules::ReceptionCheck> checks{};
    nlohmann::json report = nlohmann::json::object();  // the verifier's, as `motcua verify --json` words it
    dossier::signing_rules::LegalStatus legal_status = dossier::signing_rules::LegalStatus::ForInformation;
    std::string seen_by, seen_by_name{};
    std::optional<dossier::Instant> seen_at{};
    dossier::FileId sealed_file{};  // the scan with our agency's signature; the scan itself stays as it was
    std::optional<dossier::Instant> sealed_at{};
    int register_year = 0, number = 0;
    std::optional<dossier::Instant> registered_at{};
    std::string forwarded_to{};     // unit
    std::optional<dossier::Instant> forwarded_at{};

    dossier::signing_rules::IncomingStanding standing() const;
};

// Of the columns find_incoming and its siblings select.
IncomingDocument incoming_document_of(const Row& row);

std::string insert_incoming(UnitOfWork& work, const IncomingDocument& document);
std::vector<IncomingDocument> incoming_of(UnitOfWork& work, std::string_view agency, int most);  // the newest first
std::optional<IncomingDocument> find_incoming(UnitOfWork& work, std::string_view id);
// The same, its row locked until the unit of work ends.
std::optional<IncomingDocument> lock_incoming(UnitOfWork& work, std::string_view id);

// Who does a step, and when.
struct DocumentStep {
    std::string_view by;
    dossier::Instant at;
};
void note_seen(UnitOfWork& work, std::string_view id, const DocumentStep& step);
void note_sealed(UnitOfWork& work, std::string_view id, const dossier::FileId& sealed, const nlohmann::json& report, const DocumentStep& step);
void note_registered(UnitOfWork& work, std::string_view id, int year, int number, const DocumentStep& step);
void note_forwarded(UnitOfWork& work, std::string_view id, std::string_view unit, const DocumentStep& step);

struct SentDocument {
    std::string agency, to_agency, notation, subject;
    dossier::FileId file;
    nlohmann::json report;
    std::string incoming;  // what it became there
};
std::string insert_sent(UnitOfWork& work, const SentDocument& document, const DocumentStep& step);

}  // namespace server::storage
