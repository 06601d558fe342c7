#include "server/jobs/assemble.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include "server/catalogue/json_codec.hpp"
#include "server/perform.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/stack_store.hpp"

namespace server::jobs {

using dossier::StackId;

namespace {

struct Wanted {
    storage::Stack stack;
    storage::StackDocument document;
    ocr::Task task;
    std::filesystem::path original;
    std::string original_sha256;
    std::int64_t original_size = 0;
    std::string original_type;
};

ocr::FileType type_of(const std::filesystem::path& path) {
    std::string first(4096, '\0');
    std::ifstream bytes{path, std::ios::binary};
    bytes.read(first.data(), static_cast<std::streamsize>(first.size()));
    first.resize(static_cast<std::size_t>(bytes.gcount()));
    return ocr::type_of(first, "").value_or(ocr::FileType::Pdf);
}

// Nothing when there is nothing (more) to do.
std::optional<Wanted> wanted(Services& services, const nlohmann::json& payload) {
    storage::UnitOfWork work{services.database};
    const StackId id{payload.at("stack").get<std::string>()};
    const auto stack = storage::find_stack(work, id);
    if (!stack) return std::nullopt;
    Wanted found;
    found.stack = *stack;
    const int number = payload.at("document");
    for (const auto& document : storage::documents_of(work, id))
        if (document.number == number) found.document = document;
    if (!found.document.confirmed_at || !found.document.file.empty()) return std::nullopt;
    const auto upload = storage::find_file(work, stack->file);
    if (upload->withheld) return std::nullopt;
    found.original = services.files.path_of(upload->sha256);
    found.original_sha256 = upload->sha256;
    found.original_size = upload->size;
    found.original_type = upload->media_type;
    found.task.kind = ocr::TaskKind::Assemble;
    found.task.path = found.original;
    found.task.type = type_of(found.original);
    for (const auto& page : storage::pages_of(work, id)) {
        if (page.document != number || page.dropped) continue;
        std::string words;
        if (!page.words.empty()) words = services.files.path_of(storage::find_file(work, page.words)->sha256);
        found.task.pages.push_back({found.original, found.task.type, page.number, page.rotation, words});
    }
    return found;
}

dossier::Actor actor_of(const nlohmann::json& json) {
    dossier::Actor actor;
    actor.id = dossier::OfficerId{json.at("id").get<std::string>()};
    actor.agency = json.at("agency");
    actor.unit = json.at("unit");
    actor.name = json.at("name");
    for (const auto& name : json.at("roles"))
        if (const auto role = dossier::value_named<dossier::Role>(name.get<std::string>())) actor.roles.push_back(*role);
    return actor;
}

// A scan of a paper of which the procedure asks copies alone shows a copy, until an officer says otherwise.
dossier::Originality what_was_asked_for(storage::UnitOfWork& work, const dossier::DossierId& id, const std::string& component) {
    const auto dossier = storage::find_dossier(work, id);
    const auto* rule = dossier ? dossier->procedure.component(component) : nullptr;
    return rule && rule->originals == 0 && rule->copies > 0 ? dossier::Originality::PlainCopy : dossier::Originality::Original;
}

// An officer may have undone or changed the decision while the file was made.
bool still_wanted(storage::UnitOfWork& work, const Wanted& found) {
    const auto documents = storage::documents_of(work, found.stack.id);
    return std::any_of(documents.begin(), documents.end(), [&](const storage::StackDocument& now) {
        return now.number == found.document.number && now.component == found.document.component &&
               now.ordinal == found.document.ordinal && now.confirmed_at == found.document.confirmed_at && now.file.empty();
    });
}

// The document's file joins the component and is confirmed, in one unit of work with the stack's own note of it.
std::string join_dossier(Services& services, const Wanted& found, storage::FileRow file, const nlohmann::json& payload,
                         dossier::Instant now) {
    storage::UnitOfWork work{services.database};
    auto stack = storage::lock_stack(work, found.stack.id);
    if (!stack || !still_wanted(work, found)) return {};
    const Asking asking{actor_of(payload.at("actor")), now, {}};
    auto document = found.document;
    document.file = storage::insert_file(work, std::move(file));
    dossier::AddFile add;
    add.component = document.component;
    add.originality = what_was_asked_for(work, stack->dossier, document.component);
    add.ordinal = document.ordinal;
    add.file = document.file;
    dossier::ConfirmComponent confirm{document.component, document.ordinal, {}};
    std::vector<dossier::FieldError> errors;
    catalogue::from_json(payload.at("values"), confirm.values, "values", errors);
    const auto added = perform_in(work, services, stack->dossier, add, asking);
    if (!added) return added.error().detail;
    const auto confirmed = perform_in(work, services, stack->dossier, confirm, asking);
    if (!confirmed) return confirmed.error().detail;
    storage::put_document(work, *stack, document);  // no new version: the officer's page shows the same decisions
    work.commit();
    return {};
}

}  // namespace

std::string assemble(Services& services, ocr::PageService& service, const nlohmann::json& payload, dossier::Instant now) {
    auto found = wanted(services, payload);
    if (!found) return {};
    auto place = (services.files.folder() / ".document-XXXXXX").string();
    const int descriptor = mkstemp(place.data());
    if (descriptor < 0) return "không tạo được tệp tạm";
    close(descriptor);
    found->task.output = place;
    const auto answer = service.ask(found->task);
    storage::FileRow file{{}, found->stack.agency, "", 0, "application/pdf", "", now, payload.at("actor").at("id")};
    if (answer.refused) {
        std::filesystem::remove(place);
        return answer.refused->detail;
    }
    if (answer.assembled.rewritten) {
        file.size = static_cast<std::int64_t>(std::filesystem::file_size(place));
        file.sha256 = storage::sha256_of_file(place);
        file.pages = static_cast<int>(found->task.pages.size());
        file.made_from = found->stack.file;
        services.files.adopt(place, file.sha256);
    } else {
        // Signed papers are never rewritten: the upload itself is the document.
        std::filesystem::remove(place);
        file.sha256 = found->original_sha256;
        file.size = found->original_size;
        file.media_type = found->original_type;
    }
    return join_dossier(services, *found, std::move(file), payload, now);
}

}  // namespace server::jobs
