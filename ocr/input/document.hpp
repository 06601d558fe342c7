#pragma once
// Words of files that have no pages of ours: docx, xlsx, odt, ods, doc, xls, rtf and plain text. Only as many as the
// secrecy door needs: what stands on lines of its own. Hostile bytes, meant for a child.

#include <string>
#include <string_view>

#include "ocr/input/source.hpp"

namespace ocr {

// One paragraph, cell, text box or property a line. Refused with Unreadable or Encrypted when they cannot be got at,
// with TooLarge when the archive swells.
Outcome<std::string> document_words(const std::string& path, const Limits& limits);

// What judge_file() is for files with pages: facts without pages, or refused, with Secret when the words say so.
Outcome<FileFacts> judge_document(const std::string& path, const Limits& limits);

// Used by the above.
Outcome<std::string> archive_words(const std::string& bytes);  // a zip of XML parts
std::string rich_text_words(std::string_view rtf);
Outcome<std::string> old_office_words(std::string_view bytes);  // a compound file of Word or Excel 97

}  // namespace ocr
