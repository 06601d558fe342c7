#pragma once
// The work of one page child, and what it answers. Both cross a pipe as CBOR.

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "ocr/codes.hpp"
#include "ocr/engine.hpp"
#include "ocr/input/source.hpp"
#include "ocr/pdf/searchable.hpp"
#include "ocr/pipeline.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

enum class TaskKind { Inspect, ReadPage, Assemble };

struct Task {
    TaskKind kind = TaskKind::Inspect;
    std::string path;  // the input file
    FileType type = FileType::Pdf;
    int page = 1;
    int preview_side = 1100;  // pixels of the longer side
    std::set<Step> without{};  // steps left out, for measuring them
    // Assemble only: the pages of the document and where the PDF goes; the child opens the output before it locks
    // itself in.
    std::vector<PageSource> pages{};
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
    std::vector<std::pair<std::string, double>> steps{};  // seconds by step, in order
};

struct Answer {
    std::optional<Refusal> refused{};
    FileFacts facts{};      // Inspect
    PageAnswer page{};      // ReadPage
    Assembled assembled{};  // Assemble
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
