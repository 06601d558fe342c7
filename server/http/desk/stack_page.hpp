#pragma once
// A scanned stack as view data (templates/pages/stack.html): progress, then every document with its pages beside what
// was read, for the officer to correct and confirm.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"
#include "server/http/desk/fields.hpp"
#include "server/stacks.hpp"

namespace server::http::desk {

// A value the reader is less sure of than this stays empty until a person types it; what was read is shown as a hint.
inline constexpr double sure_enough = 0.80;

struct StackPageView {
    const StackView& stack;
    const dossier::Dossier& dossier;
    bool may_digitise = false;
    std::string csrf;
    int refused_document = 0;          // the document whose form came back with errors
    const Pairs* typed = nullptr;
    Errors errors{};
};

View stack_view(const StackPageView& page);

// The fields of one document's form: component, then the values read for it. Names of values: "value.<name>".
std::vector<Field> document_fields(const StackView& stack, const dossier::Procedure& procedure, int document);

// "đang đọc", "đã đọc xong", …
std::string_view vietnamese_state(storage::StackState state);

}  // namespace server::http::desk
