#pragma once
// Files from scanners and phones: what they are, how many pages they have, and one page at a time.
// Everything here parses hostile bytes and is meant to run in a page child.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/image.hpp"
#include "ocr/outcome.hpp"

namespace ocr {

enum class FileType { Pdf, Jpeg, Png, Tiff, WebP, Heic };
const char* name_of(FileType type);

// By content. Fails with Empty or WrongType; also when the extension of `name` promises another known format.
Outcome<FileType> type_of(std::string_view first_bytes, std::string_view name);

// One rule of the scan standard that a page or file breaks (R-FMT-01…06).
struct Violation {
    std::string rule;  // "R-FMT-03"
    int page = 0;      // 0: the whole file
    std::string message;  // Vietnamese
    bool operator==(const Violation&) const = default;
};

struct FileFacts {
    FileType type = FileType::Pdf;
    int pages = 0;
    bool is_signed = false;  // a PDF that carries a signature: never rewritten
    std::string pdf_version{};
    std::vector<Violation> violations{};  // of the whole file
};

Outcome<FileFacts> inspect_file(const std::string& path, const Limits& limits);
// The same, with the scan standard on every page: every violation of the file in one answer. Fails with Secret when the
// text layer of a PDF holds a secrecy stamp. Pages that could not be
// looked at within a few seconds are judged when they are read.
Outcome<FileFacts> judge_file(const std::string& path, const Limits& limits);

struct InputPage {
    Image image;
    int dpi = 0;            // 0: unknown
    bool rendered = false;  // drawn by us, not an image of the file
    std::vector<Violation> violations{};
    std::string said{};  // by the file itself: the text layer of a PDF page and its notes, laid out as on the page
};

Outcome<InputPage> load_page(const std::string& path, FileType type, int page, const Limits& limits);

// Used by the above; one decoder each.
Outcome<FileFacts> inspect_pdf(const std::string& path, const Limits& limits);
Outcome<InputPage> load_pdf_page(const std::string& path, int page, const Limits& limits);
Outcome<Image> render_pdf_page(const std::string& path, int page, double dpi, const Limits& limits);
Outcome<Image> decode_heic(std::string_view bytes, const Limits& limits);
Outcome<std::string> file_bytes(const std::string& path, const Limits& limits);
// Of a PDF, the pages' part of judge_file. Fails with Secret when a page says so.
Outcome<std::vector<Violation>> judge_pdf_pages(const std::string& path, std::chrono::steady_clock::time_point until);
// A scan whose pixels are all grey although it is stored in colour.
std::vector<Violation> grey_in_colour(const Image& image, int page);
std::string millimetres(double inches);  // "210"
// A page of the shape of A4 that is smaller than A4 and no ISO size: it was scaled down.
bool is_reduced(double width_in, double height_in);
// Another ISO sheet on which an image of this size has a resolution scanners offer, when it has none on its own page.
std::string sheet_it_was(double width_px, double height_px, double width_in, double height_in);
// The scan standard on one raster page placed on `width_in` × `height_in` inches (0: unknown).
std::vector<Violation> standard_of(const Image& image, double width_in, double height_in, int page);

}  // namespace ocr
