#pragma once
// The two books of documents as a clerk sees them: the fields that ask, and a row with its next step.

#include "server/http/api/document_question.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/exports.hpp"
#include "server/storage/account_store.hpp"

namespace server::http::desk {

std::string_view title_of(Book book);       // "Văn bản đến"
std::string_view name_of(Book book);        // "incoming", "sent": the form field "book"
Book book_named(std::string_view name);     // "sent", anything else is the incoming one

// The fields of the search box: the first asks for any word, the others for one column each.
std::vector<Field> question_fields(Book book, const std::vector<storage::Unit>& units);

// What a clerk writes down of a document that came, and of one to send; the file goes beside them.
std::vector<Field> taking_fields();
std::vector<Field> sending_fields(const std::vector<storage::Agency>& agencies, std::string_view own);

// Whoever looks: a clerk is offered the next step.
struct Onlooker {
    bool clerk = false;
    bool seals = false;                       // the agency's device is set up
    const std::vector<storage::Unit>& units;  // of the agency
};
View row_of(const storage::FoundIncoming& hit, const Onlooker& who);
View row_of(const storage::FoundSent& hit);

std::vector<Column> columns_of(Book book);

}  // namespace server::http::desk
