#include "server/tools/digitise_stack.hpp"

#include <cmath>

#include "ocr/fields/fields.hpp"

namespace server {
namespace {

using nlohmann::json;

double to_thousandth(double value) { return std::round(value * 1000) / 1000; }

json to_json(const ocr::FieldValue& field) {
    return {{"name", field.name}, {"value", field.value}, {"normalised", field.normalised}, {"confidence", to_thousandth(field.confidence.value)},
            {"box", {field.box.left, field.box.top, field.box.right, field.box.bottom}}, {"source", field.source}};
}

json fields_of(const ocr::StackSplitter& splitter, const ocr::PageAnswer& page, const ocr::PageSuggestion& found) {
    json fields = json::array();
    const auto* component = found.component ? splitter.component(found.procedure, *found.component) : nullptr;
    if (component)
        for (const auto& field : ocr::extract_fields(page.text, component->fields)) fields.push_back(to_json(field));
    if (fields.empty() && found.first)
        for (const auto& field : ocr::extract_letter(page.text)) fields.push_back(to_json(field));
    for (const ocr::Code& code : page.codes)
        for (const auto& field : ocr::fields_of_card(code.text)) fields.push_back(to_json(field));
    return fields;
}

}  // namespace

void suggest(ocr::StackSplitter& splitter, const ocr::PageAnswer& page, json& row) {
    const ocr::PageSuggestion found = splitter.add(page.text, page.blank, page.rotation, page.codes);
    row["blank"] = found.blank;
    row["separator"] = found.separator;
    row["first"] = found.first;
    if (found.document) row["document"] = *found.document;
    if (found.component) row["component"] = *found.component;
    if (!found.procedure.empty()) row["procedure"] = found.procedure;
    if (!found.dossier.empty()) row["dossier"] = found.dossier;
    row["score"] = to_thousandth(found.score);
    row["reason"] = found.reason;
    row["codes"] = json::array();
    for (const auto& finding : found.codes) row["codes"].push_back({{"type", finding.code.type}, {"text", finding.code.text}, {"accepted", finding.accepted}});
    row["fields"] = found.separator || found.blank ? json::array() : fields_of(splitter, page, found);
}

}  // namespace server
