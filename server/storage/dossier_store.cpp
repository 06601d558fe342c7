#include "server/storage/dossier_store.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/catalogue/dossier_json.hpp"
#include "server/storage/dossier_store.sql.hpp"

namespace server::storage {

using catalogue::Json;
using dossier::Dossier;
using dossier::DossierId;
using dossier::Event;
using dossier::Procedure;

namespace {

[[noreturn]] void unreadable(const char* what) { throw StorageFault(StorageFault::Kind::Broken, "XX002", "", what); }

std::shared_ptr<const Procedure> read_procedure(UnitOfWork& work, const std::string& sha256) {
    const auto row = work.one(sql::frozen_procedure, {{"sha256", sha256}});
    if (!row) unreadable("frozen_procedure");
    auto procedure = std::make_shared<Procedure>();
    std::vector<dossier::FieldError> errors;
    catalogue::from_json(Json::parse(row->text("document")), *procedure, "", errors);
    if (!errors.empty()) unreadable("frozen_procedure");
    return procedure;
}

// The same hash is always the same content, so nothing here grows old.
std::shared_ptr<const Procedure> procedure_frozen_as(UnitOfWork& work, const std::string& sha256) {
    static std::mutex mutex;
    static std::unordered_map<std::string, std::shared_ptr<const Procedure>> known;
    {
        const std::lock_guard lock{mutex};
        if (const auto found = known.find(sha256); found != known.end()) return found->second;
    }
    auto procedure = read_procedure(work, sha256);
    const std::lock_guard lock{mutex};
    if (known.size() >= 2'000) known.clear();  // far more revisions than a province has in use
    known.emplace(sha256, procedure);
    return procedure;
}

std::string freeze(UnitOfWork& work, const std::string& code, const Json& document) {
    return work.one(sql::freeze_procedure, {{"document", document.dump()}, {"code", code}})->text("sha256");
}

Dossier dossier_of(UnitOfWork& work, const Row& row) {
    auto dossier = catalogue::dossier_from_json(Json::parse(row.text("document")));
    if (!dossier) unreadable("dossier");
    dossier->procedure = *procedure_frozen_as(work, row.text("procedure_sha256"));
    return *std::move(dossier);
}

std::optional<Dossier> maybe_dossier(UnitOfWork& work, const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return dossier_of(work, *row);
}

// The event as it is kept: a procedure inside it by its hash.
std::string payload_of(UnitOfWork& work, const Event& event) {
    auto payload = catalogue::event_to_json(event);
    auto& change = payload["change"];
    if (const auto inside = change.find("procedure"); inside != change.end() && inside->is_object()) {
        const auto sha256 = freeze(work, inside->value("code", ""), *inside);
        change.erase("procedure");
        change["procedure_sha256"] = sha256;
    }
    return payload.dump();
}

Event event_of(UnitOfWork& work, const Row& row) {
    auto payload = Json::parse(row.text("payload"));
    auto& change = payload["change"];
    if (const auto sha256 = change.value("procedure_sha256", std::string{}); !sha256.empty())
        change["procedure"] = catalogue::to_json(*procedure_frozen_as(work, sha256));
    auto event = catalogue::event_from_json(payload);
    if (!event) unreadable("event");
    return *std::move(event);
}

// Vietnamese lists are sorted by the given name, the last word.
std::string given_name(const std::string& name) {
    const auto blank = name.find_last_of(' ');
    return blank == std::string::npos ? name : name.substr(blank + 1);
}

template <class Text>
std::optional<std::string> unless_empty(const Text& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>{text};
}

std::string body_of(const Dossier& dossier) {
    auto body = dossier;
    body.procedure = {};
    return catalogue::dossier_to_json(body).dump();
}

void insert(UnitOfWork& work, const Dossier& dossier, const Event& event) {
    const auto sha256 = freeze(work, dossier.procedure.code, catalogue::to_json(dossier.procedure));
    const auto& applicant = dossier.particulars.applicant;
    work.run(sql::insert_dossier, {{"id", dossier.id},
                                   {"agency", dossier.agency},
                                   {"version", dossier.version},
                                   {"state", dossier::name_of(dossier.state)},
                                   {"cancelled", dossier.cancelled},
                                   {"code", unless_empty(dossier.code)},
                                   {"source", dossier::name_of(dossier.source)},
                                   {"source_id", unless_empty(dossier.source_id)},
                                   {"channel", dossier::name_of(dossier.channel)},
                                   {"visit", dossier.visit},
                                   {"deciding_agency", dossier.deciding_agency},
                                   {"supporting_point", dossier.supporting_point},
                                   {"procedure_code", dossier.procedure.code},
                                   {"procedure_name", dossier.procedure.name},
                                   {"procedure_sha256", sha256},
                                   {"field_code", dossier.procedure.field_code},
                                   {"owner", unless_empty(dossier.owner.text())},
                                   {"opened_by", unless_empty(dossier.opened_by.text())},
                                   {"holder_unit", dossier.holder_unit},
                                   {"holder", unless_empty(dossier.holder)},
                                   {"applicant_name", applicant.name.reveal()},
                                   {"applicant_given_name", given_name(applicant.name.reveal())},
                                   {"applicant_number", applicant.number.reveal()},
                                   {"applicant_phone", applicant.phone.reveal()},
                                   {"subject_name", dossier.subject().name.reveal()},
                                   {"opened_at", dossier.opened_at.value_or(event.at)},
                                   {"submitted_at", dossier.submitted_at},
                                   {"received_at", dossier.received_at},
                                   {"due_at", dossier.due()},
                                   {"finished_at", dossier.finished_at},
                                   {"changed_at", event.at},
                                   {"urgent", dossier.urgent},
                                   {"fully_digitised", dossier.fully_digitised()},
                                   {"document", body_of(dossier)},
                                   {"kind", dossier::event_name(event)},
                                   {"actor", event.by.id},
                                   {"actor_role", dossier::name_of(event.by.role)},
                                   {"payload", payload_of(work, event)}});
}

void update(UnitOfWork& work, const Dossier& before, const Dossier& dossier, const Event& event) {
    std::optional<std::string> sha256;
    if (!(before.procedure == dossier.procedure))
        sha256 = freeze(work, dossier.procedure.code, catalogue::to_json(dossier.procedure));
    const auto& applicant = dossier.particulars.applicant;
    const auto changed =
        work.run(sql::update_dossier, {{"id", dossier.id},
                                       {"before", before.version},
                                       {"agency", dossier.agency},
                                       {"version", dossier.version},
                                       {"state", dossier::name_of(dossier.state)},
                                       {"cancelled", dossier.cancelled},
                                       {"code", unless_empty(dossier.code)},
                                       {"channel", dossier::name_of(dossier.channel)},
                                       {"visit", dossier.visit},
                                       {"deciding_agency", dossier.deciding_agency},
                                       {"supporting_point", dossier.supporting_point},
                                       {"procedure_code", dossier.procedure.code},
                                       {"procedure_name", dossier.procedure.name},
                                       {"procedure_sha256", sha256},
                                       {"field_code", dossier.procedure.field_code},
                                       {"holder_unit", dossier.holder_unit},
                                       {"holder", unless_empty(dossier.holder)},
                                       {"applicant_name", applicant.name.reveal()},
                                       {"applicant_given_name", given_name(applicant.name.reveal())},
                                       {"applicant_number", applicant.number.reveal()},
                                       {"applicant_phone", applicant.phone.reveal()},
                                       {"subject_name", dossier.subject().name.reveal()},
                                       {"submitted_at", dossier.submitted_at},
                                       {"received_at", dossier.received_at},
                                       {"due_at", dossier.due()},
                                       {"finished_at", dossier.finished_at},
                                       {"changed_at", event.at},
                                       {"urgent", dossier.urgent},
                                       {"fully_digitised", dossier.fully_digitised()},
                                       {"document", body_of(dossier)},
                                       {"kind", dossier::event_name(event)},
                                       {"actor", event.by.id},
                                       {"actor_role", dossier::name_of(event.by.role)},
                                       {"payload", payload_of(work, event)}});
    if (changed != 1) throw StorageFault(StorageFault::Kind::Conflict, "40001", "", sql::update_dossier.name);
}

void tag_files(UnitOfWork& work, const Dossier& dossier) {
    auto tags = Json::array();
    for (const auto& component : dossier.components)
        for (const auto& file : component.files)
            tags.push_back({{"component", component.code},
                            {"ordinal", component.ordinal},
                            {"file", file.file.text()},
                            {"version", file.version},
                            {"current", file.current}});
    if (tags.empty()) return;
    work.run(sql::tag_files, {{"dossier", dossier.id},
                              {"agency", dossier.agency},
                              {"procedure_code", dossier.procedure.code},
                              {"tags", tags.dump()}});
}

}  // namespace

std::optional<Dossier> find_dossier(UnitOfWork& work, const DossierId& id) {
    return maybe_dossier(work, work.one(sql::find_dossier, {{"id", id}}));
}

std::optional<Dossier> find_dossier_by_code(UnitOfWork& work, std::string_view code) {
    return maybe_dossier(work, work.one(sql::find_dossier_by_code, {{"code", code}}));
}

std::optional<Dossier> find_dossier_by_source(UnitOfWork& work, dossier::Source source, std::string_view source_id) {
    return maybe_dossier(
        work, work.one(sql::find_dossier_by_source, {{"source", dossier::name_of(source)}, {"source_id", source_id}}));
}

dossier::Result<Dossier> lock_dossier(UnitOfWork& work, const DossierId& id) {
    const auto row = work.one(sql::lock_dossier, {{"id", id}});
    if (!row) return dossier::fail(dossier::ErrorCode::NotFound, "không có hồ sơ này");
    return dossier_of(work, *row);
}

bool lock_if_free(UnitOfWork& work, const DossierId& id) { return work.one(sql::lock_if_free, {{"id", id}}).has_value(); }

void record(UnitOfWork& work, const Dossier& before, const Dossier& after, const Event& event) {
    if (before.version == 0) {
        insert(work, after, event);
    } else {
        update(work, before, after, event);
    }
    if (before.components != after.components || before.procedure.code != after.procedure.code ||
        before.agency != after.agency)
        tag_files(work, after);
}

std::vector<Event> events_after(UnitOfWork& work, const DossierId& id, int version) {
    std::vector<Event> events;
    for (const auto& row : work.query(sql::events_after, {{"dossier", id}, {"version", version}}))
        events.push_back(event_of(work, row));
    return events;
}

std::vector<TaggedFile> files_tagged(UnitOfWork& work, std::string_view agency, std::string_view procedure_code,
                                     std::string_view component_code, int most) {
    std::vector<TaggedFile> files;
    for (const auto& row : work.query(sql::files_tagged, {{"procedure_code", procedure_code},
                                                          {"component", component_code},
                                                          {"agency", agency},
                                                          {"most", most}}))
        files.push_back({row.id<DossierId>("dossier"), row.id<dossier::FileId>("file"), row.text("component"),
                         static_cast<int>(row.number("ordinal")), static_cast<int>(row.number("version"))});
    return files;
}

bool is_file_of(UnitOfWork& work, const DossierId& id, const dossier::FileId& file) {
    return work.one(sql::is_file_of, {{"dossier", id}, {"file", file}}).has_value();
}

}  // namespace server::storage
