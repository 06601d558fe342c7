#include "server/storage/stack_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/stack_store.sql.hpp"

namespace server::storage {

using dossier::FileId;
using dossier::OfficerId;
using dossier::StackId;
using nlohmann::json;

namespace {

template <class IdType>
std::optional<std::string> maybe(const IdType& id) {
    return id.empty() ? std::nullopt : std::optional{id.text()};
}

// Bytes that are no UTF-8 become the replacement mark: what OCR says is data, not a fault.
std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

int whole(const Row& row, const char* column) { return static_cast<int>(row.number(column)); }

Stack stack_of(const Row& row) {
    Stack stack;
    stack.id = row.id<StackId>("id");
    stack.agency = row.text("agency");
    stack.purpose = dossier::value_named<StackPurpose>(row.text("purpose")).value_or(StackPurpose::Dossier);
    stack.dossier = row.id<dossier::DossierId>("dossier");
    stack.unit = row.text("unit");
    stack.source = row.text("source");
    stack.file = row.id<FileId>("file");
    stack.state = dossier::value_named<StackState>(row.text("state")).value_or(StackState::Failed);
    stack.version = whole(row, "version");
    stack.pages = whole(row, "pages");
    stack.pages_done = whole(row, "pages_done");
    stack.problem = row.text("problem");
    stack.uploaded_by = row.id<OfficerId>("uploaded_by");
    stack.uploaded_at = row.instant("uploaded_at");
    stack.file_name = row.text("file_name");
    stack.media_type = row.text("media_type");
    stack.intake = row.text("intake");
    return stack;
}

StackPage page_from(const Row& row) {
    StackPage page;
    page.number = whole(row, "number");
    page.state = dossier::value_named<PageState>(row.text("state")).value_or(PageState::Waiting);
    page.problem = row.text("problem");
    page.rotation = whole(row, "rotation");
    page.skew = row.real("skew");
    page.blank = row.truth("blank");
    page.separator = row.truth("separator");
    if (!row.is_null("document")) page.document = whole(row, "document");
    page.text = row.text("text");
    page.words = row.id<FileId>("words");
    page.preview = row.id<FileId>("preview");
    page.suggested = row.text("suggested");
    page.score = row.real("score");
    page.reason = row.text("reason");
    page.confidence = row.real("confidence");
    page.fields = json::parse(row.text("fields"));
    page.report = json::parse(row.text("report"));
    page.seconds = row.real("seconds");
    page.dropped = row.truth("dropped");
    return page;
}

}  // namespace

StackId insert_stack(UnitOfWork& work, Stack stack) {
    if (stack.id.empty()) stack.id = new_id<StackId>();
    work.run(sql::insert_stack, {{"id", stack.id},
                                 {"agency", stack.agency},
                                 {"purpose", stack.purpose},
                                 {"dossier", maybe(stack.dossier)},
                                 {"unit", stack.unit},
                                 {"source", stack.source},
                                 {"file", stack.file},
                                 {"state", dossier::name_of(stack.state)},
                                 {"pages", stack.pages},
                                 {"problem", stack.problem},
                                 {"uploaded_by", maybe(stack.uploaded_by)},
                                 {"uploaded_at", stack.uploaded_at}});
    return stack.id;
}

std::optional<Stack> find_stack(UnitOfWork& work, const StackId& id) {
    const auto row = work.one(sql::find_stack, {{"id", id}});
    if (!row) return std::nullopt;
    return stack_of(*row);
}

dossier::Result<Stack> lock_stack(UnitOfWork& work, const StackId& id) {
    const auto row = work.one(sql::lock_stack, {{"id", id}});
    if (!row) return dossier::fail(dossier::ErrorCode::NotFound, "không có tập giấy tờ này");
    return stack_of(*row);
}

std::vector<Stack> stacks_of(UnitOfWork& work, const dossier::DossierId& dossier) {
    std::vector<Stack> stacks;
    for (const auto& row : work.query(sql::stacks_of, {{"dossier", dossier}})) stacks.push_back(stack_of(row));
    return stacks;
}

int update_stack(UnitOfWork& work, const Stack& stack) {
    const auto row = work.one(sql::update_stack, {{"state", dossier::name_of(stack.state)},
                                                  {"pages", stack.pages},
                                                  {"problem", stack.problem},
                                                  {"id", stack.id}});
    return row ? whole(*row, "version") : 0;
}

std::vector<Stack> unassigned_stacks(UnitOfWork& work, const std::string& agency, int most) {
    std::vector<Stack> stacks;
    for (const auto& row : work.query(sql::unassigned_stacks, {{"agency", agency}, {"most", most}})) stacks.push_back(stack_of(row));
    return stacks;
}

std::int64_t count_archived(UnitOfWork& work, const std::string& agency) {
    return work.one(sql::count_archived, {{"agency", agency}})->number("records");
}

std::optional<StackId> stack_from(UnitOfWork& work, const std::string& agency, const std::string& source) {
    const auto row = work.one(sql::stack_from, {{"agency", agency}, {"source", source}});
    if (!row) return std::nullopt;
    return row->id<StackId>("id");
}

void assign_stack(UnitOfWork& work, const Stack& stack) {
    work.run(sql::assign_stack, {{"purpose", stack.purpose}, {"dossier", stack.dossier}, {"state", stack.state}, {"id", stack.id}});
}

void put_page(UnitOfWork& work, const Stack& stack, const StackPage& page) {
    work.run(sql::put_page, {{"stack", stack.id},
                             {"number", page.number},
                             {"agency", stack.agency},
                             {"state", dossier::name_of(page.state)},
                             {"problem", page.problem},
                             {"rotation", page.rotation},
                             {"skew", page.skew},
                             {"blank", page.blank},
                             {"separator", page.separator},
                             {"document", page.document},
                             {"text", page.text},
                             {"words", maybe(page.words)},
                             {"preview", maybe(page.preview)},
                             {"suggested", page.suggested},
                             {"score", page.score},
                             {"reason", page.reason},
                             {"confidence", page.confidence},
                             {"fields", text_of(page.fields)},
                             {"report", text_of(page.report)},
                             {"seconds", page.seconds},
                             {"dropped", page.dropped}});
}

std::vector<StackPage> pages_of(UnitOfWork& work, const StackId& stack) {
    std::vector<StackPage> pages;
    for (const auto& row : work.query(sql::pages_of, {{"stack", stack}})) pages.push_back(page_from(row));
    return pages;
}

std::optional<StackPage> page_of(UnitOfWork& work, const StackId& stack, int number) {
    const auto row = work.one(sql::page_of, {{"stack", stack}, {"number", number}});
    if (!row) return std::nullopt;
    return page_from(*row);
}

void put_document(UnitOfWork& work, const Stack& stack, const StackDocument& document) {
    work.run(sql::put_document, {{"stack", stack.id},
                                 {"number", document.number},
                                 {"agency", stack.agency},
                                 {"component", document.component},
                                 {"ordinal", document.ordinal},
                                 {"file", maybe(document.file)},
                                 {"confirmed_by", maybe(document.confirmed_by)},
                                 {"confirmed_at", document.confirmed_at}});
}

std::vector<StackDocument> documents_of(UnitOfWork& work, const StackId& stack) {
    std::vector<StackDocument> documents;
    for (const auto& row : work.query(sql::documents_of, {{"stack", stack}}))
        documents.push_back({whole(row, "number"), row.text("component"), whole(row, "ordinal"), row.id<FileId>("file"),
                             row.id<OfficerId>("confirmed_by"), row.maybe_instant("confirmed_at")});
    return documents;
}

void forget_documents(UnitOfWork& work, const StackId& stack) { work.run(sql::forget_documents, {{"stack", stack}}); }

void drop_empty_documents(UnitOfWork& work, const StackId& stack) {
    work.run(sql::drop_empty_documents, {{"stack", stack}});
}

json layout_of(UnitOfWork& work, const StackId& stack) {
    return json::parse(work.one(sql::layout_of, {{"stack", stack}})->text("layout"));
}

void append_step(UnitOfWork& work, const Stack& stack, const std::string& kind, const OfficerId& by, dossier::Instant at,
                 const json& before) {
    work.run(sql::append_step, {{"stack", stack.id},
                                {"agency", stack.agency},
                                {"kind", kind},
                                {"by", maybe(by)},
                                {"at", at},
                                {"before", text_of(before)}});
}

std::optional<StackStep> last_step(UnitOfWork& work, const StackId& stack) {
    const auto row = work.one(sql::last_step, {{"stack", stack}});
    if (!row) return std::nullopt;
    return StackStep{whole(*row, "number"), row->text("kind"), row->id<OfficerId>("by"), row->instant("at"),
                     json::parse(row->text("before"))};
}

void undo_step(UnitOfWork& work, const Stack& stack, const StackStep& step) {
    const auto layout = text_of(step.before);
    work.run(sql::restore_pages, {{"layout", layout}, {"stack", stack.id}});
    work.run(sql::drop_documents, {{"stack", stack.id}});
    work.run(sql::restore_documents, {{"stack", stack.id}, {"agency", stack.agency}, {"layout", layout}});
    work.run(sql::undo_step, {{"stack", stack.id}, {"number", step.number}});
}

}  // namespace server::storage
