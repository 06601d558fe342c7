#pragma once
// Lists as documents a word processor opens: a heading, one table on A4 lying, its first row repeated on every page.

#include <string>

#include "templates/sheet.hpp"

namespace templates {

// WordprocessingML in its package (ECMA-376). Throws std::runtime_error when the packer fails.
std::string to_docx(const Sheet& sheet);

// RTF 1.9 under the ending .doc: Word and LibreOffice look at the first bytes and open it as what it is, without a warning.
// Word's own binary format is not written here.
std::string to_doc(const Sheet& sheet);

}  // namespace templates
