#include "ocr/pages/page_task.hpp"

#include <chrono>

#include "ocr/fields/secrecy.hpp"
#include "ocr/pipeline.hpp"

namespace ocr {
namespace {

Answer read(const Task& task, Engine& engine, const Limits& limits) {
    const auto began = std::chrono::steady_clock::now();
    Answer answer;
    auto loaded = load_page(task.path, task.type, task.page, limits);
    if (!loaded) {
        answer.refused = loaded.error();
        return answer;
    }
    if (const auto stamp = secrecy_words(loaded->said)) {
        answer.refused = secret(*stamp).value();
        return answer;
    }
    const Image small = shrink_to(loaded->image, task.preview_side);
    PipelineOptions options;
    options.dpi = loaded->dpi;
    options.without = task.without;
    Reading reading = read_page(std::move(loaded->image), engine, options);
    // The text of a secret page never leaves the child.
    if (const auto stamp = secrecy_stamp(reading.text)) {
        answer.refused = secret(*stamp).value();
        return answer;
    }
    PageAnswer& page = answer.page;
    page.type = name_of(task.type);
    page.text = std::move(reading.text);
    page.rotation = reading.rotation;
    page.skew = reading.skew;
    page.blank = reading.blank;
    page.rendered = loaded->rendered;
    page.preview = encode_jpeg(turn(small, reading.rotation), 70);
    page.codes = std::move(reading.codes);
    page.violations = std::move(loaded->violations);
    page.steps = std::move(reading.seconds);
    page.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return answer;
}

Answer assemble(const Task& task, int output_descriptor) {
    Answer answer;
    auto made = assemble_pdf(task.pages, task.title, output_descriptor, task.output);
    if (made) answer.assembled = *std::move(made);
    else answer.refused = made.error();
    return answer;
}

}  // namespace

Answer perform(const Task& task, Engine& engine, const Limits& limits, int output_descriptor) {
    if (task.kind == TaskKind::ReadPage) return read(task, engine, limits);
    if (task.kind == TaskKind::Assemble) return assemble(task, output_descriptor);
    Answer answer;
    auto facts = inspect_file(task.path, limits);
    if (facts) answer.facts = *std::move(facts);
    else answer.refused = facts.error();
    return answer;
}

}  // namespace ocr
