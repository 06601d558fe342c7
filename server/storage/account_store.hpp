#pragma once
// Agencies, people, and the tokens of systems. Passwords and tokens are known here by their hashes alone.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct Agency {
    std::string code, name;
    std::string kind = "commune";  // ministry, province, department, commune, centre, other
    std::string parent;            // code; may be empty
    std::string address, phone;
};
// Adds or replaces, by code.
void put_agency(UnitOfWork& work, const Agency& agency);
std::optional<Agency> find_agency(UnitOfWork& work, std::string_view code);
std::vector<Agency> list_agencies(UnitOfWork& work);
// Another code of the agency (scheme "2016": 000.00.14.H99, "2020": H99.14) and since when.
void put_agency_code(UnitOfWork& work, std::string_view agency, std::string_view scheme, std::string_view code,
                     dossier::CivilDate valid_from);
// The code the agency had under a scheme on a date; empty when it had none.
std::string agency_code_on(UnitOfWork& work, std::string_view agency, std::string_view scheme, dossier::CivilDate date);

struct Unit {
    std::string agency, code, name;
};
void put_unit(UnitOfWork& work, const Unit& unit);
std::vector<Unit> list_units(UnitOfWork& work, std::string_view agency);

struct AccountRow {
    std::string id;    // UUID; made by put_account when empty
    std::string kind = "officer";  // officer, citizen, organisation
    std::string login, name, title;
    std::string agency, unit;
    std::vector<std::string> roles;
    std::string password_hash;  // Argon2id; empty: as it was, or none yet
    std::string email, phone;
    bool disabled = false;
};
// Adds, or replaces the one with the same login (letter case aside); returns its id.
std::string put_account(UnitOfWork& work, const AccountRow& account, dossier::Instant now);
std::optional<AccountRow> find_account(UnitOfWork& work, std::string_view id);
std::optional<AccountRow> find_account_by_login(UnitOfWork& work, std::string_view login);
// Officers that are not disabled, sorted as people sort names; `role` may be empty.
std::vector<AccountRow> list_officers(UnitOfWork& work, std::string_view agency, std::string_view role);
// Also ends the account's sessions. False when there is no such account.
bool set_password(UnitOfWork& work, std::string_view id, std::string_view password_hash, dossier::Instant now);
bool disable_account(UnitOfWork& work, std::string_view id, bool disabled);

// A bearer token of a system, by the SHA-256 (lower-case hex) of its secret; returns its id.
std::string put_token(UnitOfWork& work, std::string_view name, std::string_view agency, std::string_view token_sha256,
                      const std::vector<std::string>& scopes, dossier::Instant now, dossier::Instant expires_at);
bool revoke_token(UnitOfWork& work, std::string_view id, dossier::Instant now);

}  // namespace server::storage
