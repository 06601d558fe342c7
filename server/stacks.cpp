#include "server/stacks.hpp"

#include <algorithm>

#include "server/catalogue/dossier_json.hpp"
#include "server/quarantine.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"

namespace server {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using dossier::StackId;
using storage::StackDocument;
using storage::StackPage;
using storage::StackState;

namespace {

StackView view_of(storage::UnitOfWork& work, const StackId& id) {
    auto stack = *storage::find_stack(work, id);
    return {stack, storage::pages_of(work, id), storage::documents_of(work, id)};
}

Result<void> may_digitise(storage::UnitOfWork& work, const DossierId& id, const Asking& asking) {
    const auto dossier = storage::find_dossier(work, id);
    if (!dossier || dossier->agency != asking.actor.agency) return fail(ErrorCode::NotFound, "không có hồ sơ này");
    TRY(dossier::permitted<dossier::AddFile>(*dossier, asking.actor));
    return {};
}

// A stack that is read and belongs to the officer's desk, locked.
Result<storage::Stack> open_stack(storage::UnitOfWork& work, const StackId& id, const Asking& asking) {
    auto stack = TRY(storage::lock_stack(work, id));
    if (stack.dossier.empty()) return fail(ErrorCode::WrongState, "Tập giấy tờ này chưa gắn với hồ sơ nào.");
    TRY(may_digitise(work, stack.dossier, asking));
    if (stack.state != StackState::Read && stack.state != StackState::Confirmed)
        return fail(ErrorCode::WrongState, "Tập giấy tờ đang được đọc hoặc không đọc được; hãy đợi rồi thực hiện lại.");
    if (asking.version && *asking.version != stack.version) {
        const auto last = storage::last_step(work, id);
        const auto when = last ? " lúc " + dossier::vietnamese_time(last->at) : std::string{};
        return fail(ErrorCode::StaleVersion, "Tập giấy tờ đã được sửa" + when + ", sau khi mở trang này. Hãy tải lại trang rồi làm lại.");
    }
    return stack;
}

tl::unexpected<dossier::Error> no_page(int number) {
    return fail(ErrorCode::InvalidInput, "trang không có trong tập",
                {{"page", "unknown", "không có trang " + std::to_string(number)}});
}

bool confirmed(const std::vector<StackDocument>& documents, std::optional<int> number) {
    return number && std::any_of(documents.begin(), documents.end(), [&](const StackDocument& each) {
               return each.number == *number && each.confirmed_at;
           });
}

// Changes the layout: notes what was there for undo, lets `change` move pages, renumbers and saves.
template <class Change>
Result<StackView> rearranged(Services& services, const StackId& id, const char* kind, int page, const Asking& asking,
                             Change change) {
    storage::UnitOfWork work{services.database};
    auto stack = TRY(open_stack(work, id, asking));
    auto pages = storage::pages_of(work, id);
    const auto documents = storage::documents_of(work, id);
    if (page < 1 || page > static_cast<int>(pages.size())) return no_page(page);
    if (confirmed(documents, pages[static_cast<std::size_t>(page - 1)].document))
        return fail(ErrorCode::WrongState, "Giấy tờ này đã được xác nhận; hãy hoàn tác trước khi sửa.");
    const auto before = storage::layout_of(work, id);
    TRY(change(pages, documents));
    storage::append_step(work, stack, kind, asking.actor.id, asking.now, before);
    for (const auto& each : pages) {
        storage::put_page(work, stack, each);
        if (each.document && !std::any_of(documents.begin(), documents.end(),
                                          [&](const StackDocument& document) { return document.number == *each.document; }))
            storage::put_document(work, stack, {*each.document, "", 1, {}, {}, {}});
    }
    storage::drop_empty_documents(work, id);
    storage::update_stack(work, stack);
    auto view = view_of(work, id);
    work.commit();
    return view;
}

// Whether a document besides this one has pages and no decision yet.
bool others_wait(const std::vector<StackDocument>& documents, const std::vector<StackPage>& pages, int document) {
    return std::any_of(pages.begin(), pages.end(), [&](const StackPage& page) {
        return page.document && *page.document != document && !page.dropped && !confirmed(documents, page.document);
    });
}

// What blocks the document and showed only when its pages were read. A blank page shows nothing to judge.
std::vector<dossier::FieldError> blocked(const Services& services, const storage::Stack& stack, const std::vector<StackPage>& pages, int document) {
    const auto use = dossier::value_named<FileUse>(stack.intake);
    if (!services.gate || !use) return {};
    std::vector<ocr::Violation> violations;
    for (const auto& page : pages)
        if (page.document == document && !page.dropped && !page.blank)
            for (const auto& each : page.report.value("violations", nlohmann::json::array()))
                violations.push_back({each.value("rule", ""), page.number, each.value("message", "")});
    return blocking(services.gate->rules()->of(*use), violations);
}

int highest(const std::vector<StackPage>& pages) {
    int number = 0;
    for (const auto& page : pages) number = std::max(number, page.document.value_or(0));
    return number;
}

// What was read for a field on the document's pages.
const nlohmann::json* proposal(const std::vector<StackPage>& pages, int document, const std::string& name) {
    for (const auto& page : pages)
        if (page.document == document)
            for (const auto& field : page.fields)
                if (field.value("name", "") == name) return &field;
    return nullptr;
}

}  // namespace

Result<PassedFile> passed(Services& services, const Brought& brought, const Asking& asking) {
    if (!brought.secrecy.empty())
        return tl::unexpected(hold_upload(services, brought.upload, SecretDoor::Declared, brought.secrecy, brought.dossier, asking));
    if (!services.gate) return PassedFile{brought.use};
    auto pass = services.gate->check(brought.upload, brought.use);
    if (pass || pass.error().fields.empty() || pass.error().fields.front().rule != "secret") return pass;
    return tl::unexpected(hold_upload(services, brought.upload, SecretDoor::TextLayer, pass.error().fields.front().message, brought.dossier, asking));
}

dossier::FileId keep_upload(storage::UnitOfWork& work, Services& services, http::Spool& upload, const PassedFile& passed,
                            const std::string& agency, const Asking& asking) {
    services.files.adopt(upload.path, upload.sha256);
    upload.release();
    storage::FileRow file{{}, agency, upload.sha256, static_cast<std::int64_t>(upload.size), upload.media_type,
                          upload.file_name, asking.now, asking.actor.id.text()};
    file.intake = dossier::name_of(passed.use);
    file.pages = passed.pages;
    file.warnings = passed.warnings;
    const auto id = storage::insert_file(work, std::move(file));
    storage::await_screening(work, id, passed.pages);
    return id;
}

Result<void> may_add_papers(Services& services, const DossierId& dossier, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    return may_digitise(work, dossier, asking);
}

Result<StackView> add_stack(Services& services, const Brought& brought, const Asking& asking) {
    TRY(may_add_papers(services, brought.dossier, asking));
    const auto pass = TRY(passed(services, brought, asking));
    storage::UnitOfWork work{services.database};
    TRY(may_digitise(work, brought.dossier, asking));
    storage::Stack stack;
    stack.agency = asking.actor.agency;
    stack.dossier = brought.dossier;
    stack.file = keep_upload(work, services, brought.upload, pass, asking.actor.agency, asking);
    stack.uploaded_by = asking.actor.id;
    stack.uploaded_at = asking.now;
    const auto id = storage::insert_stack(work, stack);
    storage::enqueue(work, {"inspect_stack", "", {{"stack", id.text()}}, asking.now});
    auto view = view_of(work, id);
    work.commit();
    return view;
}

Result<StackView> read_stack(Services& services, const StackId& id, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    const auto stack = storage::find_stack(work, id);
    if (!stack || stack->agency != asking.actor.agency) return fail(ErrorCode::NotFound, "không có tập giấy tờ này");
    return view_of(work, id);
}

Result<StackView> split_at(Services& services, const StackId& id, int page, const Asking& asking) {
    return rearranged(services, id, "split", page, asking, [&](std::vector<StackPage>& pages, const auto&) -> Result<void> {
        const auto at = static_cast<std::size_t>(page - 1);
        const auto old = pages[at].document;
        const int fresh = highest(pages) + 1;
        for (auto i = at; i < pages.size() && pages[i].document == old; ++i) pages[i].document = fresh;
        return {};
    });
}

Result<StackView> join_at(Services& services, const StackId& id, int page, const Asking& asking) {
    return rearranged(services, id, "join", page, asking,
                      [&](std::vector<StackPage>& pages, const auto& documents) -> Result<void> {
                          const auto at = static_cast<std::size_t>(page - 1);
                          std::optional<int> earlier;
                          for (auto i = at; i-- > 0 && !earlier;) earlier = pages[i].document;
                          if (!earlier) return no_page(page - 1);
                          if (confirmed(documents, earlier))
                              return fail(ErrorCode::WrongState, "Giấy tờ phía trước đã được xác nhận; hãy hoàn tác trước.");
                          const auto old = pages[at].document;
                          for (auto i = at; i < pages.size() && pages[i].document == old; ++i) pages[i].document = earlier;
                          return {};
                      });
}

Result<StackView> drop_page(Services& services, const StackId& id, int page, bool dropped, const Asking& asking) {
    return rearranged(services, id, "drop", page, asking, [&](std::vector<StackPage>& pages, const auto&) -> Result<void> {
        auto& it = pages[static_cast<std::size_t>(page - 1)];
        it.dropped = dropped;
        if (!dropped && !it.document) it.document = highest(pages) + 1;
        return {};
    });
}

Result<StackView> confirm_document(Services& services, const StackId& id, DocumentDecision decision, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    auto stack = TRY(open_stack(work, id, asking));
    const auto dossier = storage::find_dossier(work, stack.dossier);
    const auto documents = storage::documents_of(work, id);
    const auto pages = storage::pages_of(work, id);
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const StackDocument& each) { return each.number == decision.document; });
    std::vector<dossier::FieldError> errors;
    if (found == documents.end()) errors.push_back({"document", "unknown", "không có giấy tờ này trong tập"});
    if (!dossier->procedure.component(decision.component))
        errors.push_back({"component", decision.component.empty() ? "required" : "unknown", "chọn thành phần hồ sơ của thủ tục"});
    if (!errors.empty()) return fail(ErrorCode::InvalidInput, "chưa xác nhận được giấy tờ", std::move(errors));
    if (found->confirmed_at) return fail(ErrorCode::WrongState, "Giấy tờ này đã được xác nhận.");
    if (auto faults = blocked(services, stack, pages, decision.document); !faults.empty())
        return fail(ErrorCode::InvalidInput, "Bản quét chưa đạt chuẩn, cần quét lại: " + faults.front().message + ".", std::move(faults));

    for (auto& value : decision.values)
        if (const auto* read = proposal(pages, decision.document, value.name)) {
            value.proposed = dossier::Personal<std::string>{read->value("value", "")};
            value.confidence = read->value("confidence", 0.0);
        }
    storage::append_step(work, stack, "confirm", asking.actor.id, asking.now, storage::layout_of(work, id));
    auto document = *found;
    document.component = decision.component;
    document.ordinal = decision.ordinal;
    document.confirmed_by = asking.actor.id;
    document.confirmed_at = asking.now;
    storage::put_document(work, stack, document);
    stack.state = others_wait(documents, pages, decision.document) ? StackState::Read : StackState::Confirmed;
    storage::update_stack(work, stack);
    auto roles = nlohmann::json::array();
    for (const auto role : asking.actor.roles) roles.push_back(dossier::name_of(role));
    storage::enqueue(work, {"assemble_document",
                            "",
                            {{"stack", id.text()},
                             {"document", decision.document},
                             {"values", nlohmann::json(catalogue::to_json(decision.values))},
                             {"actor", {{"id", asking.actor.id.text()},
                                        {"roles", roles},
                                        {"agency", asking.actor.agency},
                                        {"unit", asking.actor.unit},
                                        {"name", asking.actor.name}}}},
                            asking.now});
    auto view = view_of(work, id);
    work.commit();
    return view;
}

Result<StackView> undo(Services& services, const StackId& id, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    auto stack = TRY(open_stack(work, id, asking));
    const auto step = storage::last_step(work, id);
    if (!step) return fail(ErrorCode::WrongState, "Không còn thao tác nào để hoàn tác.");
    const Asking now{asking.actor, asking.now, {}};
    if (step->kind == "confirm") {
        // Documents confirmed since the step: their files leave the components again.
        const auto dossier = storage::find_dossier(work, stack.dossier);
        for (const auto& document : storage::documents_of(work, id)) {
            if (!document.confirmed_at || *document.confirmed_at != step->at || document.file.empty()) continue;
            const auto* component = dossier->component(document.component, document.ordinal);
            if (component && component->confirmed)
                TRY(perform_in(work, services, stack.dossier, dossier::UndoConfirmation{document.component, document.ordinal}, now));
            TRY(perform_in(work, services, stack.dossier,
                           dossier::RemoveFile{document.component, document.ordinal, document.file, "hoàn tác xác nhận"}, now));
        }
    }
    storage::undo_step(work, stack, *step);
    if (step->kind == "confirm") {
        stack.state = StackState::Read;
        storage::update_stack(work, stack);
    }
    auto view = view_of(work, id);
    work.commit();
    return view;
}

}  // namespace server
