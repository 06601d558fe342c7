#include "server/storage/personal_signing_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/personal_signing_store.sql.hpp"

namespace server::storage {

namespace {

Ending ending_of(const Row& row) { return {row.maybe_instant("ended_at"), row.text("ended_by_name"), row.text("reason")}; }

dossier::signing_rules::Delegation delegation_of(const Row& row) {
    return {row.text("giver"), row.text("taker"), row.text("document"), row.maybe_date("valid_from").value_or(dossier::CivilDate{}),
            row.maybe_date("valid_to").value_or(dossier::CivilDate{}), row.text("content")};
}

struct Asked {
    std::string_view id{}, sha256{};
};
std::vector<PersonalCertificate> certificates(UnitOfWork& work, std::string_view agency, const Asked& asked) {
    std::vector<PersonalCertificate> all;
    for (const auto& row : work.query(sql::certificates_of, {{"agency", agency}, {"id", asked.id}, {"sha256", asked.sha256}}))
        all.push_back({row.text("id"), row.text("agency"), row.text("account"), row.text("account_name"), row.text("sha256"), row.text("registered_by"),
                       row.instant("registered_at"), row.text("subject"), row.text("issuer"), row.text("serial"), row.maybe_instant("valid_from"),
                       row.maybe_instant("valid_to"), ending_of(row)});
    return all;
}

std::vector<WrittenDelegation> written(UnitOfWork& work, std::string_view agency, std::string_view id) {
    std::vector<WrittenDelegation> all;
    for (const auto& row : work.query(sql::delegation_book, {{"agency", agency}, {"id", id}}))
        all.push_back({row.text("id"), delegation_of(row), row.text("giver_name"), row.text("taker_name"), row.instant("recorded_at"), ending_of(row)});
    return all;
}

template <class T>
std::optional<T> first_of(std::vector<T> all) {
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

bool end_once(UnitOfWork& work, const Statement& statement, std::string_view id, const EndingStep& step) {
    return work.run(statement, {{"id", id}, {"agency", step.agency}, {"reason", step.reason}, {"by", step.by}, {"now", step.at}}) == 1;
}

}  // namespace

bool register_certificate(UnitOfWork& work, const PersonalCertificate& certificate) {
    return work.run(sql::register_certificate, {{"id", new_uuid()},
                                                {"agency", certificate.agency},
                                                {"account", certificate.account},
                                                {"sha256", certificate.sha256},
                                                {"subject", certificate.subject},
                                                {"issuer", certificate.issuer},
                                                {"serial", certificate.serial},
                                                {"from", certificate.valid_from},
                                                {"to", certificate.valid_to},
                                                {"by", certificate.registered_by},
                                                {"now", certificate.registered_at}}) == 1;
}

std::vector<PersonalCertificate> certificates_of(UnitOfWork& work, std::string_view agency) {
    return certificates(work, agency, {});
}

std::optional<PersonalCertificate> find_certificate(UnitOfWork& work, std::string_view agency, std::string_view id) {
    return first_of(certificates(work, agency, {.id = id}));
}

std::optional<PersonalCertificate> certificate_with(UnitOfWork& work, std::string_view agency, std::string_view sha256) {
    return first_of(certificates(work, agency, {.sha256 = sha256}));
}

bool end_certificate(UnitOfWork& work, std::string_view id, const EndingStep& step) { return end_once(work, sql::end_certificate, id, step); }

std::vector<dossier::signing_rules::Delegation> delegations_of(UnitOfWork& work, std::string_view agency) {
    std::vector<dossier::signing_rules::Delegation> delegations;
    for (const auto& row : work.query(sql::delegations_of, {{"agency", agency}})) delegations.push_back(delegation_of(row));
    return delegations;
}

std::vector<WrittenDelegation> delegation_book(UnitOfWork& work, std::string_view agency) { return written(work, agency, ""); }

std::optional<WrittenDelegation> find_delegation(UnitOfWork& work, std::string_view agency, std::string_view id) { return first_of(written(work, agency, id)); }

bool end_delegation(UnitOfWork& work, std::string_view id, const EndingStep& step) { return end_once(work, sql::end_delegation, id, step); }

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
                                      {"content", delegation.content},
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
