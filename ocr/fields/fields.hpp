#pragma once
// Labelled values on a page. Every value is a proposal with its place and confidence; nothing here decides.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/stack/procedure.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

struct FieldValue {
    std::string name;
    std::string value;       // as read
    std::string normalised;  // dates as 2026-01-31, numbers as digits; else the value
    Confidence confidence;
    Box box;                 // pixels of the input image; all zero for a value from a code
    std::string source;      // "text" or "qr"
};

// By the rules of the component; at most one value a rule.
std::vector<FieldValue> extract_fields(const TextPage& page, const std::vector<FieldRule>& rules);

// so_ky_hieu, ngay_ban_hanh, co_quan, trich_yeu, nguoi_ky of an official letter; empty when the page is none.
std::vector<FieldValue> extract_letter(const TextPage& page);

// The citizen card's code: number|old number|name|birth date|sex|address|issue date, and what later cards add.
std::vector<FieldValue> fields_of_card(std::string_view qr_text);

// "28/02/2025 t" → "28/02/2025": what stands behind a date in figures is a speck or the next label. Dates in words stay as they are.
std::string date_alone(const std::string& value);

// By kind: "date", "number", "personal_number", "phone"; other kinds come back trimmed. Nothing when the kind does not fit.
std::optional<std::string> normalised(const std::string& value, const std::string& kind);

}  // namespace ocr
