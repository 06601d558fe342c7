#pragma once
// A document as one searchable PDF: the scans as they came, their words under them.

#include <string>
#include <vector>

#include "ocr/input/source.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

struct PageSource {
    std::string path;
    FileType type = FileType::Pdf;
    int page = 1;
    int rotation = 0;   // degrees clockwise that make it upright; shown turned, stored as it is
    std::string words;  // words file of the page (see words_json), or empty
};

struct Assembled {
    bool rewritten = false;            // false: a source is signed, nothing was written
    bool pdf_a = false;                // made to PDF/A-2b
    std::vector<std::string> why_not{};  // reasons in Vietnamese, when not
};

// Writes to the open descriptor `output`; `output_path` is only read again, for the check.
Outcome<Assembled> assemble_pdf(const std::vector<PageSource>& pages, const std::string& title, int output, const std::string& output_path);

// What keeps a finished file from PDF/A-2b by our structural check: header, identifier, metadata, fonts, colours, actions.
std::vector<std::string> pdf_a_faults_of_file(const std::string& path);

}  // namespace ocr
