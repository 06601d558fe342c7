#include "server/storage/own_form_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/own_form_store.sql.hpp"

namespace server::storage {
namespace {

OwnFormRow form_of(const Row& row) {
    return {row.text("id"),     static_cast<int>(row.number("number")), row.text("html"), row.text("css"), row.instant("made_at"),
            row.text("made_by"), row.text("made_by_name")};
}

std::optional<OwnFormRow> maybe_form(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return form_of(*row);
}

}  // namespace

int keep_own_form(UnitOfWork& work, const FormName& name, const OwnFormRow& text) {
    work.query(sql::lock_own_form, {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}});
    const auto newest = work.one(sql::newest_own_form, {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}});
    const auto last = newest ? static_cast<int>(newest->number("number")) : 0;
    if (newest && newest->text("html") == text.html && newest->text("css") == text.css) return last;
    work.run(sql::keep_own_form, {{"id", new_uuid()},
                                  {"agency", name.agency},
                                  {"rule_set", name.rule_set},
                                  {"form", name.form},
                                  {"number", last + 1},
                                  {"html", text.html},
                                  {"css", text.css},
                                  {"now", text.made_at},
                                  {"by", text.made_by}});
    return last + 1;
}

std::optional<OwnFormRow> find_own_form(UnitOfWork& work, const FormName& name, int number) {
    return maybe_form(work.one(sql::find_own_form,
                               {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}, {"number", number}}));
}

std::optional<OwnFormRow> find_own_form(UnitOfWork& work, std::string_view id) {
    return maybe_form(work.one(sql::find_own_form_by_id, {{"id", id}}));
}

std::vector<OwnFormRow> own_forms_of(UnitOfWork& work, const FormName& name) {
    std::vector<OwnFormRow> forms;
    for (const auto& row : work.query(sql::own_forms_of, {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}}))
        forms.push_back(form_of(row));
    return forms;
}

bool use_own_form(UnitOfWork& work, const FormName& name, int number, dossier::Instant begins_at, std::string_view by, dossier::Instant now) {
    const auto text = number == 0 ? std::nullopt : find_own_form(work, name, number);
    if (number != 0 && !text) return false;
    work.run(sql::use_own_form, {{"agency", name.agency},
                                 {"rule_set", name.rule_set},
                                 {"form", name.form},
                                 {"own_form", text ? text->id : std::string{}},
                                 {"begins_at", begins_at},
                                 {"now", now},
                                 {"by", by}});
    return true;
}

std::vector<OwnFormUse> own_form_uses(UnitOfWork& work, const FormName& name) {
    std::vector<OwnFormUse> uses;
    for (const auto& row : work.query(sql::own_form_uses, {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}}))
        uses.push_back({static_cast<int>(row.number("number")), row.instant("begins_at"), row.instant("decided_at"), row.text("decided_by_name")});
    return uses;
}

std::optional<OwnFormRow> own_form_at(UnitOfWork& work, const FormName& name, dossier::Instant at) {
    return maybe_form(work.one(sql::own_form_at, {{"agency", name.agency}, {"rule_set", name.rule_set}, {"form", name.form}, {"at", at}}));
}

}  // namespace server::storage
