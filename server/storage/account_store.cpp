#include "server/storage/account_store.hpp"

#include "server/storage/account_store.sql.hpp"
#include "server/storage/new_id.hpp"
#include "server/storage/text_array.hpp"

namespace server::storage {
namespace {

AccountRow account_of(const Row& row) {
    return {row.text("id"),           row.text("kind"),   row.text("login"),
            row.text("name"),         row.text("title"),  row.text("agency"),
            row.text("unit"),         words_of(row.text("roles")), row.text("password_hash"),
            row.text("email"),        row.text("phone"),  row.truth("disabled")};
}

Agency agency_of(const Row& row) {
    return {row.text("code"),   row.text("name"),    row.text("kind"),
            row.text("parent"), row.text("address"), row.text("phone")};
}

template <class Made, class Make>
std::optional<Made> maybe(const std::optional<Row>& row, Make make) {
    if (!row) return std::nullopt;
    return make(*row);
}

}  // namespace

void put_agency(UnitOfWork& work, const Agency& agency) {
    work.run(sql::put_agency, {{"code", agency.code},
                               {"name", agency.name},
                               {"kind", agency.kind},
                               {"parent", agency.parent},
                               {"address", agency.address},
                               {"phone", agency.phone}});
}

std::optional<Agency> find_agency(UnitOfWork& work, std::string_view code) {
    return maybe<Agency>(work.one(sql::find_agency, {{"code", code}}), agency_of);
}

std::vector<Agency> list_agencies(UnitOfWork& work) {
    std::vector<Agency> agencies;
    for (const auto& row : work.query(sql::list_agencies)) agencies.push_back(agency_of(row));
    return agencies;
}

void put_agency_code(UnitOfWork& work, std::string_view agency, std::string_view scheme, std::string_view code,
                     dossier::CivilDate valid_from) {
    work.run(sql::put_agency_code, {{"agency", agency},
                                    {"scheme", scheme},
                                    {"code", code},
                                    {"valid_from", dossier::iso_date(valid_from)}});
}

std::string agency_code_on(UnitOfWork& work, std::string_view agency, std::string_view scheme, dossier::CivilDate date) {
    const auto row = work.one(sql::agency_code_on, {{"agency", agency}, {"scheme", scheme}, {"on", date}});
    return row ? row->text("code") : std::string{};
}

void put_unit(UnitOfWork& work, const Unit& unit) {
    work.run(sql::put_unit, {{"agency", unit.agency}, {"code", unit.code}, {"name", unit.name}});
}

std::vector<Unit> list_units(UnitOfWork& work, std::string_view agency) {
    std::vector<Unit> units;
    for (const auto& row : work.query(sql::list_units, {{"agency", agency}}))
        units.push_back({row.text("agency"), row.text("code"), row.text("name")});
    return units;
}

std::string put_account(UnitOfWork& work, const AccountRow& account, dossier::Instant now) {
    return work
        .one(sql::put_account, {{"id", account.id.empty() ? new_uuid() : account.id},
                                {"kind", account.kind},
                                {"login", account.login},
                                {"name", account.name},
                                {"title", account.title},
                                {"agency", account.agency},
                                {"unit", account.unit},
                                {"roles", as_array(account.roles)},
                                {"password_hash", account.password_hash},
                                {"email", account.email},
                                {"phone", account.phone},
                                {"disabled", account.disabled},
                                {"now", now}})
        ->text("id");
}

std::optional<AccountRow> find_account(UnitOfWork& work, std::string_view id) {
    return maybe<AccountRow>(work.one(sql::find_account, {{"id", id}}), account_of);
}

std::optional<AccountRow> find_account_by_login(UnitOfWork& work, std::string_view login) {
    return maybe<AccountRow>(work.one(sql::find_account_by_login, {{"login", login}}), account_of);
}

std::vector<AccountRow> list_officers(UnitOfWork& work, std::string_view agency, std::string_view role) {
    std::vector<AccountRow> officers;
    for (const auto& row : work.query(sql::list_officers, {{"agency", agency}, {"role", role}}))
        officers.push_back(account_of(row));
    return officers;
}

bool set_password(UnitOfWork& work, std::string_view id, std::string_view password_hash, dossier::Instant now) {
    work.run(sql::close_sessions_of, {{"account", id}});
    return work.run(sql::set_password, {{"id", id}, {"password_hash", password_hash}, {"now", now}}) == 1;
}

bool disable_account(UnitOfWork& work, std::string_view id, bool disabled) {
    if (disabled) work.run(sql::close_sessions_of, {{"account", id}});
    return work.run(sql::disable_account, {{"id", id}, {"disabled", disabled}}) == 1;
}

std::string put_token(UnitOfWork& work, std::string_view name, std::string_view agency, std::string_view token_sha256,
                      const std::vector<std::string>& scopes, dossier::Instant now, dossier::Instant expires_at) {
    auto id = new_uuid();
    work.run(sql::put_token, {{"id", id},
                              {"name", name},
                              {"agency", agency},
                              {"token_sha256", token_sha256},
                              {"scopes", as_array(scopes)},
                              {"now", now},
                              {"expires_at", expires_at}});
    return id;
}

bool revoke_token(UnitOfWork& work, std::string_view id, dossier::Instant now) {
    return work.run(sql::revoke_token, {{"id", id}, {"now", now}}) == 1;
}

}  // namespace server::storage
