#pragma once
// The work of one page child, and what it answers. Both cross a pipe as CBOR.

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "ocr/codes.hpp"
#include "ocr/engine.hpp"
#include "ocr/input/source.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

enum class TaskKind { Inspect, ReadPage, Assemble };

struct Task {
    TaskKind kind = TaskKind::Inspect;
    std::string path;  // the input file
    FileType type = FileType::Pdf;
    int page = 1;
    int preview_side = 1100;  // pixels of the longer side
    // Assemble only: pages of `path` in this order, their words (JSON files written from PageAnswer), and where the
    // PDF goes. The output is opened before the child locks itself in.
    std::vector<int> pages{};
    std::vector<std::string> words{};
    std::string output{};
    std::string title{};
};

struct PageAnswer {
    TextPage text{};
    std::string type{};
    int rotation = 0;
    double skew = 0;
    bool blank = false;
    bool rendered = false;
    std::string preview{};  // JPEG, turned upright
    std::vector<Code> codes{};
    std::vector<Violation> violations{};
    double seconds = 0;
};

struct AssembleAnswer {
    bool rewritten = false;  // false: the input is signed and stays as it is
    bool pdf_a = false;      // made to PDF/A-2b
    std::vector<std::string> why_not{};  // reasons, when not
};

struct Answer {
    std::optional<Refusal> refused{};
    FileFacts facts{};        // Inspect
    PageAnswer page{};        // ReadPage
    AssembleAnswer assembled{};  // Assemble
};

// Runs in the child. Throws std::bad_alloc at the memory limit; everything else is in the answer.
Answer perform(const Task& task, Engine& engine, const Limits& limits, int output_descriptor);

std::string encode(const Task& task);
std::string encode(const Answer& answer);
// Throw nlohmann::json::exception on anything malformed.
Task decode_task(const std::string& bytes);
Answer decode_answer(const std::string& bytes);

// The words file of a page: size and resolution of the input image, lines with words, boxes, confidence.
nlohmann::json words_json(const PageAnswer& page);
TextPage text_page_of(const nlohmann::json& words);

}  // namespace ocr
