#pragma once
// Form fields: one description says how a field looks, what was typed, what is wrong with it, and what JSON it becomes.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/result.hpp"
#include "server/http/request.hpp"
#include "templates/render.hpp"

namespace server::http::desk {

using templates::View;

enum class Input {
    Text,
    Area,    // several lines
    Choice,  // a list to choose from
    Radios,  // all choices in sight
    Tick,    // a check box: true or false
    Number,  // a whole number
    Moment,  // date and time, typed as 2026-11-28T17:00
    Hidden,
};

struct Option {
    std::string value, text;
};

struct Field {
    std::string name;   // path of the value: "applicant.name", "points.0.reason"
    std::string label;
    Input input = Input::Text;
    std::string hint{};
    std::vector<Option> options{};
    std::string width{};         // a class of templates/partials/tags.html
    std::string kind = "text";   // type of <input>
    std::string inputmode{};
    bool digits_only = false;    // spaces, dots and dashes people type into numbers are dropped
    std::string value{};         // shown before anybody typed
};

using Errors = std::vector<dossier::FieldError>;

// The message for a field: "points[0].reason" and "points.0.reason" are the same; "particulars." in front is dropped.
std::string error_of(const Errors& errors, std::string_view name);

// For templates/partials/action.html and friends. `prefix` keeps ids of several forms on one page apart;
// `typed` (may be null) holds what came in and wins over the field's own value.
View field_view(const Field& field, const std::string& prefix, const Pairs* typed, const Errors& errors);
View fields_view(const std::vector<Field>& fields, const std::string& prefix, const Pairs* typed, const Errors& errors);

// What the fields hold, as nested JSON; empty texts are left out. Fails with InvalidInput for a number that is none.
dossier::Result<nlohmann::ordered_json> json_of(const std::vector<Field>& fields, const Pairs& typed);

// A form with a file as the API's call: the call's query is the form's fields.
Request as_api_call(const Request& request);

// The error summary of layout.html: every line leads to its field.
View summary_of(const dossier::Error& error, const std::vector<Field>& fields, const std::string& prefix);

}  // namespace server::http::desk
