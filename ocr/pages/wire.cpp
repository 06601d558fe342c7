#include <cmath>

#include <nlohmann/json.hpp>

#include "ocr/pages/page_task.hpp"

namespace ocr {

using nlohmann::json;

namespace {

json to_json(const Box& box) { return {box.left, box.top, box.right, box.bottom}; }
Box box_of(const json& row) { return {row.at(0), row.at(1), row.at(2), row.at(3)}; }

json to_json(const Point& p) { return {std::round(p.x * 10) / 10, std::round(p.y * 10) / 10}; }

json to_json(const Line& line) {
    json words = json::array();
    for (const Word& word : line.words) {
        json row{{"text", word.text}, {"box", to_json(word.box)}, {"upright", to_json(word.upright)}, {"confidence", std::round(word.confidence.value * 1000) / 1000}};
        if (word.doubtful) row["doubtful"] = true;
        words.push_back(std::move(row));
    }
    json corners = json::array();
    for (const Point& corner : line.corners) corners.push_back(to_json(corner));
    return {{"block", line.block}, {"corners", corners}, {"height", std::round(line.height * 10) / 10}, {"upright", to_json(line.upright)}, {"words", words}};
}

Line line_of(const json& row) {
    Line line;
    line.block = row.at("block");
    line.height = row.at("height");
    line.upright = box_of(row.at("upright"));
    for (size_t i = 0; i < 4; ++i) line.corners[i] = {row.at("corners").at(i).at(0), row.at("corners").at(i).at(1)};
    for (const json& word : row.at("words"))
        line.words.push_back({word.at("text"), box_of(word.at("box")), {word.at("confidence")}, box_of(word.at("upright")), word.value("doubtful", false)});
    return line;
}

json to_json(const std::vector<Violation>& violations) {
    json rows = json::array();
    for (const Violation& v : violations) rows.push_back({{"rule", v.rule}, {"page", v.page}, {"message", v.message}});
    return rows;
}

std::vector<Violation> violations_of(const json& rows) {
    std::vector<Violation> violations;
    for (const json& row : rows) violations.push_back({row.at("rule"), row.at("page"), row.at("message")});
    return violations;
}

json to_json(const PageAnswer& page) {
    json codes = json::array();
    for (const Code& code : page.codes) codes.push_back({{"type", code.type}, {"text", code.text}, {"box", to_json(code.box)}});
    json out = words_json(page);
    out["type"] = page.type;
    out["blank"] = page.blank;
    out["rendered"] = page.rendered;
    out["preview"] = json::binary({page.preview.begin(), page.preview.end()});
    out["codes"] = std::move(codes);
    out["violations"] = to_json(page.violations);
    out["seconds"] = page.seconds;
    out["steps"] = page.steps;
    return out;
}

PageAnswer page_of(const json& row) {
    PageAnswer page;
    page.text = text_page_of(row);
    page.rotation = row.at("rotation");
    page.skew = row.at("skew");
    page.type = row.at("type");
    page.blank = row.at("blank");
    page.rendered = row.at("rendered");
    const auto& preview = row.at("preview").get_binary();
    page.preview.assign(preview.begin(), preview.end());
    for (const json& code : row.at("codes")) page.codes.push_back({code.at("type"), code.at("text"), box_of(code.at("box"))});
    page.violations = violations_of(row.at("violations"));
    page.seconds = row.at("seconds");
    page.steps = row.at("steps").get<std::vector<std::pair<std::string, double>>>();
    return page;
}

std::string packed(const json& value) {
    std::string bytes;
    json::to_cbor(value, bytes);
    return bytes;
}

}  // namespace

json words_json(const PageAnswer& page) {
    json lines = json::array();
    for (const Line& line : page.text.lines) lines.push_back(to_json(line));
    return {{"width", page.text.width}, {"height", page.text.height}, {"dpi", page.text.dpi},
            {"rotation", page.rotation}, {"skew", page.skew}, {"lines", std::move(lines)}};
}

TextPage text_page_of(const json& words) {
    TextPage text;
    text.width = words.at("width");
    text.height = words.at("height");
    text.dpi = words.at("dpi");
    for (const json& line : words.at("lines")) text.lines.push_back(line_of(line));
    return text;
}

std::string encode(const Task& task) {
    json pages = json::array();
    for (const PageSource& page : task.pages)
        pages.push_back({{"path", page.path}, {"type", page.type}, {"page", page.page}, {"rotation", page.rotation}, {"words", page.words}});
    return packed({{"kind", task.kind}, {"path", task.path}, {"type", task.type}, {"page", task.page}, {"preview_side", task.preview_side}, {"without", task.without},
                   {"pages", pages}, {"output", task.output}, {"title", task.title}});
}

Task decode_task(const std::string& bytes) {
    const json row = json::from_cbor(bytes);
    Task task{row.at("kind"), row.at("path"), row.at("type"), row.at("page"), row.at("preview_side"), row.at("without").get<std::set<Step>>(), {}, row.at("output"), row.at("title")};
    for (const json& page : row.at("pages"))
        task.pages.push_back({page.at("path"), page.at("type"), page.at("page"), page.at("rotation"), page.at("words")});
    return task;
}

std::string encode(const Answer& answer) {
    json row{{"facts", {{"type", answer.facts.type}, {"pages", answer.facts.pages}, {"signed", answer.facts.is_signed},
                        {"version", answer.facts.pdf_version}, {"violations", to_json(answer.facts.violations)}}},
             {"page", to_json(answer.page)},
             {"assembled", {{"rewritten", answer.assembled.rewritten}, {"pdf_a", answer.assembled.pdf_a}, {"why_not", answer.assembled.why_not}}}};
    if (answer.refused) row["refused"] = {{"problem", answer.refused->problem}, {"detail", answer.refused->detail}};
    return packed(row);
}

Answer decode_answer(const std::string& bytes) {
    const json row = json::from_cbor(bytes);
    Answer answer;
    if (row.contains("refused")) answer.refused = Refusal{row["refused"].at("problem"), row["refused"].at("detail")};
    const json& facts = row.at("facts");
    answer.facts = {facts.at("type"), facts.at("pages"), facts.at("signed"), facts.at("version"), violations_of(facts.at("violations"))};
    answer.page = page_of(row.at("page"));
    const json& made = row.at("assembled");
    answer.assembled = {made.at("rewritten"), made.at("pdf_a"), made.at("why_not")};
    return answer;
}

}  // namespace ocr
