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

struct PersonalCertificate {
    std::string id, agency, account;
    std::string account_name{};  // filled when read
    std::string sha256;          // of the certificate, hexadecimal
    std::string registered_by;   // account id
    dossier::Instant registered_at{};
};
// Once: false when the certificate is somebody's already. Rows are only ever added.
bool register_certificate(UnitOfWork& work, PersonalCertificate certificate);
std::vector<PersonalCertificate> certificates_of(UnitOfWork& work, std::string_view agency);
// Account id; empty: nobody's.
std::string owner_of_certificate(UnitOfWork& work, std::string_view agency, std::string_view sha256);

// Authorisations to sign by TUQ., the newest first. Locked: nobody adds one until the unit of work ends.
std::vector<dossier::signing_rules::Delegation> delegations_of(UnitOfWork& work, std::string_view agency);
std::vector<dossier::signing_rules::Delegation> lock_delegations(UnitOfWork& work, std::string_view agency);
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
