#pragma once
// Certificates of people who sign, and signatures in the making.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/signing_rules/authority.hpp"
#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

// Of something that ended before its term.
struct Ending {
    std::optional<dossier::Instant> at{};  // nothing: it did not
    std::string by_name{}, reason{};
};

struct PersonalCertificate {
    std::string id, agency, account;
    std::string account_name{};  // filled when read
    std::string sha256;          // of the certificate, hexadecimal
    std::string registered_by;   // account id
    dossier::Instant registered_at{};
    // As the certificate says; nothing for one registered before this was kept.
    std::string subject{}, issuer{}, serial{};
    std::optional<dossier::Instant> valid_from{}, valid_to{};
    Ending ended{};
};
// Once: false when the certificate is somebody's already. Rows are only ever added.
bool register_certificate(UnitOfWork& work, const PersonalCertificate& certificate);
std::vector<PersonalCertificate> certificates_of(UnitOfWork& work, std::string_view agency);
std::optional<PersonalCertificate> find_certificate(UnitOfWork& work, std::string_view agency, std::string_view id);
std::optional<PersonalCertificate> certificate_with(UnitOfWork& work, std::string_view agency, std::string_view sha256);
// Who ends something, and why.
struct EndingStep {
    std::string_view agency, by, reason;
    dossier::Instant at;
};
// Once: false when it was ended before.
bool end_certificate(UnitOfWork& work, std::string_view id, const EndingStep& step);

// Authorisations to sign by TUQ. with the term they hold, the newest first: what was ended early holds until the day before.
// Locked: nobody adds one until the unit of work ends.
std::vector<dossier::signing_rules::Delegation> delegations_of(UnitOfWork& work, std::string_view agency);
std::vector<dossier::signing_rules::Delegation> lock_delegations(UnitOfWork& work, std::string_view agency);
// As they were written down, with their ends.
struct WrittenDelegation {
    std::string id;
    dossier::signing_rules::Delegation wish;
    std::string giver_name, taker_name;
    dossier::Instant recorded_at{};
    Ending ended{};
};
std::vector<WrittenDelegation> delegation_book(UnitOfWork& work, std::string_view agency);
std::optional<WrittenDelegation> find_delegation(UnitOfWork& work, std::string_view agency, std::string_view id);
bool end_delegation(UnitOfWork& work, std::string_view id, const EndingStep& step);
void insert_delegation(UnitOfWork& work, std::string_view agency, const dossier::signing_rules::Delegation& delegation, dossier::Instant now);

struct SigningSession {
    std::string id{};         // made by insert_signing_session
    std::string agency, upload, account;
    nlohmann::json prepared;  // server/personal_signing.cpp's
    dossier::Instant expires_at{};
    bool ended = false;
};
std::string insert_signing_session(UnitOfWork& work, const SigningSession& session);
std::optional<SigningSession> find_signing_session(UnitOfWork& work, std::string_view id);
// Once: false when it ended before.
bool end_signing_session(UnitOfWork& work, std::string_view id, dossier::Instant now);

}  // namespace server::storage
