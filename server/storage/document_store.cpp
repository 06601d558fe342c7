#include "server/storage/document_store.hpp"

#include "server/storage/document_store.sql.hpp"
#include "server/storage/new_id.hpp"

namespace server::storage {

namespace rules = dossier::signing_rules;
using nlohmann::json;

namespace {

json checks_to_json(const std::vector<rules::ReceptionCheck>& checks) {
    auto list = json::array();
    for (const auto& each : checks)
        list.push_back({{"name", dossier::name_of(each.name)}, {"passed", each.passed}, {"code", each.code}, {"detail", each.detail}});
    return list;
}

std::vector<rules::ReceptionCheck> checks_of(const std::string& text) {
    std::vector<rules::ReceptionCheck> checks;
    const auto list = json::parse(text);
    for (const auto& each : list)
        checks.push_back({dossier::value_named<rules::CheckName>(each.at("name").get<std::string>()).value_or(rules::CheckName::Completeness),
                          each.at("passed").get<bool>(), each.at("code").get<std::string>(), each.at("detail").get<std::string>()});
    return checks;
}

std::optional<IncomingDocument> maybe(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return incoming_document_of(*row);
}

}  // namespace

IncomingDocument incoming_document_of(const Row& row) {
    IncomingDocument document;
    document.id = row.text("id");
    document.agency = row.text("agency");
    document.came = dossier::value_named<rules::Came>(row.text("came")).value_or(rules::Came::Paper);
    document.scan = row.truth("scan");
    document.sender = row.text("sender");
    document.notation = row.text("notation");
    document.subject = row.text("subject");
    document.dated = row.maybe_date("dated");
    document.file = row.id<dossier::FileId>("file");
    document.taken_by = row.text("taken_by");
    document.arrived_at = row.instant("arrived_at");
    document.checks = checks_of(row.text("checks"));
    document.report = json::parse(row.text("report"));
    document.legal_status = dossier::value_named<rules::LegalStatus>(row.text("legal_status")).value_or(rules::LegalStatus::ForInformation);
    document.seen_by = row.text("seen_by");
    document.seen_by_name = row.text("seen_by_name");
    document.seen_at = row.maybe_instant("seen_at");
    document.sealed_file = row.id<dossier::FileId>("sealed_file");
    document.sealed_at = row.maybe_instant("sealed_at");
    document.register_year = static_cast<int>(row.number("register_year"));
    document.number = static_cast<int>(row.number("number"));
    document.registered_at = row.maybe_instant("registered_at");
    document.forwarded_to = row.text("forwarded_to");
    document.forwarded_at = row.maybe_instant("forwarded_at");
    return document;
}

rules::IncomingStanding IncomingDocument::standing() const {
    return {came, scan, checks, seen_at.has_value(), sealed_at.has_value(), registered_at.has_value(), forwarded_at.has_value()};
}

std::string insert_incoming(UnitOfWork& work, const IncomingDocument& document) {
    const auto id = new_uuid();
    work.run(sql::insert_incoming, {{"id", id},
                                    {"agency", document.agency},
                                    {"came", document.came},
                                    {"scan", document.scan},
                                    {"sender", document.sender},
                                    {"notation", document.notation},
                                    {"subject", document.subject},
                                    {"dated", document.dated},
                                    {"file", document.file},
                                    {"by", document.taken_by},
                                    {"now", document.arrived_at},
                                    {"checks", checks_to_json(document.checks).dump()},
                                    {"report", document.report.dump()},
                                    {"legal_status", document.legal_status}});
    return id;
}

std::vector<IncomingDocument> incoming_of(UnitOfWork& work, std::string_view agency, int most) {
    std::vector<IncomingDocument> documents;
    for (const auto& row : work.query(sql::incoming_of, {{"agency", agency}, {"most", most}})) documents.push_back(incoming_document_of(row));
    return documents;
}

std::optional<IncomingDocument> find_incoming(UnitOfWork& work, std::string_view id) { return maybe(work.one(sql::find_incoming, {{"id", id}})); }

std::optional<IncomingDocument> lock_incoming(UnitOfWork& work, std::string_view id) { return maybe(work.one(sql::lock_incoming, {{"id", id}})); }

void note_seen(UnitOfWork& work, std::string_view id, const DocumentStep& step) {
    work.run(sql::note_seen, {{"id", id}, {"by", step.by}, {"now", step.at}});
}

void note_sealed(UnitOfWork& work, std::string_view id, const dossier::FileId& sealed, const json& report, const DocumentStep& step) {
    work.run(sql::note_sealed, {{"id", id}, {"sealed", sealed}, {"report", report.dump()}, {"by", step.by}, {"now", step.at}});
}

void note_registered(UnitOfWork& work, std::string_view id, int year, int number, const DocumentStep& step) {
    work.run(sql::note_registered, {{"id", id}, {"year", year}, {"number", number}, {"by", step.by}, {"now", step.at}});
}

void note_forwarded(UnitOfWork& work, std::string_view id, std::string_view unit, const DocumentStep& step) {
    work.run(sql::note_forwarded, {{"id", id}, {"unit", unit}, {"by", step.by}, {"now", step.at}});
}

std::string insert_sent(UnitOfWork& work, const SentDocument& document, const DocumentStep& step) {
    const auto id = new_uuid();
    work.run(sql::insert_sent, {{"id", id},
                                {"agency", document.agency},
                                {"to_agency", document.to_agency},
                                {"notation", document.notation},
                                {"subject", document.subject},
                                {"file", document.file},
                                {"report", document.report.dump()},
                                {"by", step.by},
                                {"now", step.at},
                                {"incoming", document.incoming}});
    return id;
}

}  // namespace server::storage
