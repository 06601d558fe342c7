#pragma once
// What is asked of a book of documents, from words of a JSON body or a form. One table says which there are.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "server/storage/document_search.hpp"

namespace server::http {

enum class Book { Incoming, Sent };

struct QuestionWord {
    const char* name;    // of a JSON member and a form field
    const char* asks;    // columns of the book's table it asks about, separated by blanks
};
// In the order of the page. A test holds that together they ask for every column of the table.
std::span<const QuestionWord> question_words(Book book);

// `word` answers what was typed under a name, empty when nothing was. Fails with InvalidInput naming each word that is none of
// its kind: came, scan, legal_status, check, day, number, year, from, to (days, both included).
dossier::Result<storage::DocumentQuestion> document_question(std::string_view agency, Book book, const std::function<std::string(const char*)>& word);

}  // namespace server::http
