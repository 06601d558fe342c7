#include "server/storage/personal_signing_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/personal_signing_store.sql.hpp"

namespace server::storage {

bool register_certificate(UnitOfWork& work, PersonalCertificate certificate) {
    return work.run(sql::register_certificate, {{"id", new_uuid()},
                                                {"agency", certificate.agency},
                                                {"account", certificate.account},
                                                {"sha256", certificate.sha256},
                                                {"by", certificate.registered_by},
                                                {"now", certificate.registered_at}}) == 1;
}

std::vector<PersonalCertificate> certificates_of(UnitOfWork& work, std::string_view agency) {
    std::vector<PersonalCertificate> certificates;
    for (const auto& row : work.query(sql::certificates_of, {{"agency", agency}}))
        certificates.push_back({row.text("id"), row.text("agency"), row.text("account"), row.text("account_name"), row.text("sha256"),
                                row.text("registered_by"), row.instant("registered_at")});
    return certificates;
}

std::string owner_of_certificate(UnitOfWork& work, std::string_view agency, std::string_view sha256) {
    const auto row = work.one(sql::owner_of_certificate, {{"agency", agency}, {"sha256", sha256}});
    return row ? row->text("account") : std::string{};
}

std::vector<dossier::signing_rules::Delegation> delegations_of(UnitOfWork& work, std::string_view agency) {
    std::vector<dossier::signing_rules::Delegation> delegations;
    for (const auto& row : work.query(sql::delegations_of, {{"agency", agency}}))
        delegations.push_back({row.text("giver"), row.text("taker"), row.text("document"), row.maybe_date("valid_from").value_or(dossier::CivilDate{}),
                               row.maybe_date("valid_to").value_or(dossier::CivilDate{})});
    return delegations;
}

std::vector<dossier::signing_rules::Delegation> lock_delegations(UnitOfWork& work, std::string_view agency) {
    work.query(sql::lock_delegations, {{"agency", agency}});
    return delegations_of(work, agency);
}

void insert_delegation(UnitOfWork& work, std::string_view agency, const dossier::signing_rules::Delegation& delegation, dossier::Instant now) {
    work.run(sql::insert_delegation, {{"id", new_uuid()},
                                      {"agency", agency},
                                      {"giver", delegation.giver},
                                      {"taker", delegation.taker},
                                      {"document", delegation.document},
                                      {"from", delegation.from},
                                      {"to", delegation.to},
                                      {"now", now}});
}

std::string insert_signing_session(UnitOfWork& work, const SigningSession& session) {
    const auto id = new_uuid();
    work.run(sql::insert_signing_session, {{"id", id},
                                           {"agency", session.agency},
                                           {"upload", session.upload},
                                           {"account", session.account},
                                           {"prepared", session.prepared.dump()},
                                           {"expires_at", session.expires_at}});
    return id;
}

std::optional<SigningSession> find_signing_session(UnitOfWork& work, std::string_view id) {
    const auto row = work.one(sql::find_signing_session, {{"id", id}});
    if (!row) return std::nullopt;
    return SigningSession{row->text("id"), row->text("agency"), row->text("upload"), row->text("account"), nlohmann::json::parse(row->text("prepared")),
                          row->instant("expires_at"), row->truth("ended")};
}

bool end_signing_session(UnitOfWork& work, std::string_view id, dossier::Instant now) {
    return work.run(sql::end_signing_session, {{"id", id}, {"now", now}}) == 1;
}

}  // namespace server::storage
