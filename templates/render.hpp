#pragma once
// View data (JSON) + template → text. Values are escaped for HTML by the engine; no template can switch that off
// (tests/unit/templates holds it). What each template expects stands at its top.

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace templates {

using View = nlohmann::json;

// A template that does not exist or does not parse: our mistake, or an office's own form that is not finished.
struct TemplateFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// "pages/work-list" is put into layout.html, "forms/…" into forms/layout.html; "messages/….txt" stands alone and is
// not escaped. null, "" and false hide a section; numbers print as they are. `{{asset.css}}` and its siblings are added.
// `missing`, when given, collects the names that the template asked for and the view did not have.
std::string render(std::string_view name, const View& view, std::set<std::string>* missing = nullptr);

// A template's own text, for an office's changed form: same rules, not cached. `frame`: the file whose {{> content}} it is;
// empty: it stands alone. Fails with TemplateFault.
std::string render_text(std::string_view text, const View& view, std::set<std::string>* missing = nullptr, std::string_view frame = {});

// The embedded text of a file, partials not yet put in. Throws TemplateFault when there is none.
std::string_view template_text(std::string_view file);
// The same with every partial put in its place.
std::string whole_text(std::string_view file);

}  // namespace templates
