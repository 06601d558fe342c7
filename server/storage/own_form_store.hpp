#pragma once
// An office's own texts of the printed forms: every text that was previewed, and which one is used from when.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/time.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct FormName {
    std::string agency, rule_set, form;
};

struct OwnFormRow {
    std::string id;
    int number = 0;  // 1, 2, … of this form
    std::string html, css;
    dossier::Instant made_at{};
    std::string made_by, made_by_name;  // account id; the name is filled when read
};

struct OwnFormUse {
    int number = 0;  // of the text; 0: the built-in one
    dossier::Instant begins_at{}, decided_at{};
    std::string decided_by_name;
};

// The number it got; the same as before when the newest text is this one.
int keep_own_form(UnitOfWork& work, const FormName& name, const OwnFormRow& text);
std::optional<OwnFormRow> find_own_form(UnitOfWork& work, const FormName& name, int number);
std::optional<OwnFormRow> find_own_form(UnitOfWork& work, std::string_view id);
// Without their texts, the newest first.
std::vector<OwnFormRow> own_forms_of(UnitOfWork& work, const FormName& name);

// Number 0: the built-in text. False when there is no such text.
bool use_own_form(UnitOfWork& work, const FormName& name, int number, dossier::Instant begins_at, std::string_view by, dossier::Instant now);
// The latest decision first.
std::vector<OwnFormUse> own_form_uses(UnitOfWork& work, const FormName& name);
// The text of an office used at that moment; nothing: the built-in one.
std::optional<OwnFormRow> own_form_at(UnitOfWork& work, const FormName& name, dossier::Instant at);

}  // namespace server::storage
