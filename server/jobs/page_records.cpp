#include "server/jobs/page_records.hpp"

#include <algorithm>

#include "ocr/fields/fields.hpp"
#include "ocr/fields/secrecy.hpp"
#include "ocr/stack/splitter.hpp"
#include "server/quarantine.hpp"
#include "server/screening.hpp"
#include "server/storage/document_search.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"

namespace server::jobs {

using dossier::FileId;
using dossier::Instant;
using dossier::StackId;
using storage::PageState;
using storage::StackPage;
using storage::StackState;

namespace {

FileId keep(Services& services, storage::UnitOfWork& work, const std::string& agency, std::string_view bytes,
            const char* media_type, Instant now) {
    const auto sha256 = services.files.keep(bytes);
    return storage::insert_file(work, {{}, agency, sha256, static_cast<std::int64_t>(bytes.size()), media_type, "", now, ""});
}

nlohmann::json json_of(const ocr::FieldValue& field) {
    return {{"name", field.name},
            {"value", field.value},
            {"normalised", field.normalised},
            {"confidence", field.confidence.value},
            {"box", {field.box.left, field.box.top, field.box.right, field.box.bottom}},
            {"source", field.source}};
}

nlohmann::json violations_of(const std::vector<ocr::Violation>& violations) {
    auto list = nlohmann::json::array();
    for (const auto& each : violations) list.push_back({{"rule", each.rule}, {"page", each.page}, {"message", each.message}});
    return list;
}

nlohmann::json codes_of(const std::vector<ocr::Code>& codes) {
    auto list = nlohmann::json::array();
    for (const auto& code : codes)
        list.push_back({{"type", code.type},
                        {"text", code.text},
                        {"box", {code.box.left, code.box.top, code.box.right, code.box.bottom}}});
    return list;
}

// `page` as it was read, from its row and its words file.
ocr::TextPage text_of(Services& services, storage::UnitOfWork& work, const StackPage& page) {
    if (page.words.empty()) return {};
    const auto file = storage::find_file(work, page.words);
    return ocr::text_page_of(nlohmann::json::parse(services.files.read(file->sha256)));
}

std::vector<ocr::Code> read_codes_of(const StackPage& page) {
    std::vector<ocr::Code> codes;
    for (const auto& each : page.report.value("codes", nlohmann::json::array())) {
        const auto& box = each.at("box");
        codes.push_back({each.at("type"), each.at("text"), {box[0], box[1], box[2], box[3]}});
    }
    return codes;
}

void take_suggestion(StackPage& page, const ocr::PageSuggestion& suggestion) {
    page.blank = suggestion.blank;
    page.separator = suggestion.separator;
    page.document = suggestion.document;
    page.suggested = suggestion.component.value_or("");
    page.score = suggestion.score;
    page.reason = suggestion.reason;
    auto codes = nlohmann::json::array();
    for (const auto& finding : suggestion.codes)
        codes.push_back({{"type", finding.code.type}, {"text", finding.code.text}, {"accepted", finding.accepted}});
    page.report["codes_judged"] = codes;
}

void take_fields(StackPage& page, const ocr::TextPage& text, const ocr::ComponentRule* rule) {
    page.fields = nlohmann::json::array();
    if (rule)
        for (const auto& field : ocr::extract_fields(text, rule->fields)) page.fields.push_back(json_of(field));
    for (const auto& field : ocr::extract_letter(text)) page.fields.push_back(json_of(field));
    for (const auto& code : read_codes_of(page))
        for (const auto& field : ocr::fields_of_card(code.text)) page.fields.push_back(json_of(field));
}

std::optional<std::string> secret_in(const ocr::Answer& answer) {
    if (!answer.refused) return ocr::secrecy_stamp(answer.page.text);
    if (answer.refused->problem != ocr::Problem::Secret) return std::nullopt;
    return ocr::degree_of(*answer.refused);
}

storage::Sight sight_of(const ocr::Answer& answer) { return answer.refused ? storage::Sight::Unreadable : storage::Sight::Read; }

storage::HeldPaper found(storage::UnitOfWork& work, const std::string& degree, const FileId& file, const dossier::DossierId& dossier,
                         const StackId& stack, Instant now) {
    const auto row = storage::find_file(work, file);
    storage::HeldPaper paper;
    paper.agency = row->agency;
    paper.level = degree;
    paper.dossier = dossier;
    paper.stack = stack;
    paper.sha256 = row->sha256;
    paper.size = row->size;
    paper.brought_by = dossier::OfficerId{row->created_by};
    paper.found_at = now;
    return paper;
}

}  // namespace

ocr::ProcedureRules rules_of(const dossier::Procedure& procedure) {
    ocr::ProcedureRules rules{procedure.code, procedure.name, {}};
    for (const auto& component : procedure.components) {
        ocr::ComponentRule rule{component.code, component.title, component.aliases, {}};
        for (const auto& field : component.fields_read)
            rule.fields.push_back({field.name, field.labels, std::string{dossier::name_of(field.kind)}});
        rules.components.push_back(std::move(rule));
    }
    return rules;
}

void record_inspection(Services& services, const StackId& id, const ocr::Answer& answer, Instant now) {
    storage::UnitOfWork work{services.database};
    auto stack = storage::lock_stack(work, id);
    if (!stack || stack->state != StackState::Waiting) return;  // done by an earlier run
    if (answer.refused) {
        stack->state = StackState::Failed;
        stack->problem = answer.refused->detail;
        storage::note_unreadable(work, stack->file);
    } else {
        stack->state = StackState::Reading;
        storage::await_screening(work, stack->file, answer.facts.pages);
        stack->pages = answer.facts.pages;
        for (int number = 1; number <= answer.facts.pages; ++number) {
            StackPage page;
            page.number = number;
            if (number == 1) page.report["file_violations"] = violations_of(answer.facts.violations);
            storage::put_page(work, *stack, page);
            storage::enqueue(work, {"recognise_page", "", {{"stack", id.text()}, {"page", number}}, now});
        }
    }
    storage::update_stack(work, *stack);
    work.commit();
}

void record_page(Services& services, const StackId& id, int number, const ocr::Answer& answer, Instant now) {
    storage::UnitOfWork work{services.database};
    auto stack = storage::lock_stack(work, id);
    auto row = storage::page_of(work, id, number);
    if (!stack || !row || row->state != PageState::Waiting) return;
    if (const auto degree = secret_in(answer)) {
        const auto held = hold_content(work, found(work, *degree, stack->file, stack->dossier, id, now));
        work.commit();
        alarm_and_clear(services, held);
        return;
    }
    if (answer.refused) {
        row->state = PageState::Quarantined;
        row->problem = answer.refused->detail;
    } else {
        const auto& page = answer.page;
        row->state = PageState::Read;
        row->rotation = page.rotation;
        row->skew = page.skew;
        row->blank = page.blank;
        row->confidence = page.text.confidence().value;
        row->seconds = page.seconds;
        row->words = keep(services, work, stack->agency, ocr::words_json(page).dump(), "application/json", now);
        row->preview = keep(services, work, stack->agency, page.preview, "image/jpeg", now);
        row->report["codes"] = codes_of(page.codes);
        row->report["violations"] = violations_of(page.violations);
    }
    storage::put_page(work, *stack, *row);
    page_screened(work, stack->file, number, sight_of(answer), now);
    const auto pages = storage::pages_of(work, id);
    const bool last = std::none_of(pages.begin(), pages.end(),
                                   [](const StackPage& each) { return each.state == PageState::Waiting; });
    if (last) storage::enqueue(work, {"arrange_stack", "", {{"stack", id.text()}}, now});
    storage::update_stack(work, *stack);
    work.commit();
}

void record_screening(Services& services, const FileId& file, int page, const ocr::Answer& answer, Instant now) {
    storage::UnitOfWork work{services.database};
    if (const auto row = storage::find_file(work, file); !row || row->withheld) return;
    const auto degree = secret_in(answer);
    if (!degree) {
        if (!answer.refused) storage::put_document_text(work, file, page, answer.page.text.text());
        page_screened(work, file, page, sight_of(answer), now);
        work.commit();
        return;
    }
    const auto held = hold_content(work, found(work, *degree, file, {}, {}, now));
    work.commit();
    alarm_and_clear(services, held);
}

void arrange(Services& services, const StackId& id) {
    storage::UnitOfWork work{services.database};
    auto stack = storage::lock_stack(work, id);
    if (!stack || stack->state != StackState::Reading) return;
    // Without a dossier nobody knows yet what the papers should be: they are only told apart.
    std::vector<ocr::ProcedureRules> rules;
    std::string procedure;
    if (!stack->dossier.empty()) {
        const auto dossier = storage::find_dossier(work, stack->dossier);
        rules.push_back(rules_of(dossier->procedure));
        procedure = dossier->procedure.code;
    }
    ocr::StackSplitter splitter{rules, procedure};
    storage::forget_documents(work, id);  // of an earlier arrangement
    splitter.begin_input();
    for (auto& page : storage::pages_of(work, id)) {
        if (page.state == PageState::Quarantined) {
            take_suggestion(page, splitter.add_quarantined());
        } else {
            const auto text = text_of(services, work, page);
            page.text = text.text();
            take_suggestion(page, splitter.add(text, page.blank, page.rotation, read_codes_of(page)));
            take_fields(page, text, splitter.component(procedure, page.suggested));
        }
        storage::put_page(work, *stack, page);
        if (page.document) storage::put_document(work, *stack, {*page.document, "", 1, {}, {}, {}});
    }
    stack->state = StackState::Read;
    storage::update_stack(work, *stack);
    work.commit();
}

}  // namespace server::jobs
