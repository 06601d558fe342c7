#pragma once
// What lies at a path, by its content and never by its name.

#include <filesystem>

namespace server {

enum class DocumentKind { Pdf, Xml, Package };

// A folder is a package; a file whose first sign is '<', after blanks or a byte order mark, is XML; everything else is for
// the reader of PDFs to judge.
DocumentKind kind_of(const std::filesystem::path& path);

}  // namespace server
