#include "templates/render.hpp"

#include <memory>
#include <unordered_map>

#include <kainjow/mustache.hpp>

#include "templates/asset.hpp"
#include "templates/embedded.hpp"

namespace templates {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

constexpr int deepest_partial = 8;  // a partial that names itself ends here

data to_data(const View& value) {
    switch (value.type()) {
        case View::value_t::object: {
            data object{data::type::object};
            for (const auto& [key, member] : value.items()) object.set(key, to_data(member));
            return object;
        }
        case View::value_t::array: {
            data list{data::type::list};
            for (const auto& item : value) list.push_back(to_data(item));
            return list;
        }
        case View::value_t::string:
            if (value.get_ref<const std::string&>().empty()) return data{data::type::bool_false};
            return data{value.get_ref<const std::string&>()};
        case View::value_t::boolean:
            return data{value.get<bool>() ? data::type::bool_true : data::type::bool_false};
        case View::value_t::number_integer:
        case View::value_t::number_unsigned:
        case View::value_t::number_float:
            return data{value.dump()};
        case View::value_t::null:
        case View::value_t::binary:
        case View::value_t::discarded:
            break;
    }
    return data{data::type::bool_false};
}

data asset_names() {
    data names{data::type::object};
    names.set("css", std::string{asset_url("app.css")});
    names.set("js", std::string{asset_url("app.js")});
    names.set("icon", std::string{asset_url("icon.svg")});
    return names;
}

// Remembers what was asked for in vain.
class Context : public kainjow::mustache::context<std::string> {
  public:
    Context(const data* root, std::set<std::string>* missing) : context(root), missing_(missing) {}
    const data* get(const std::string& name) const override {
        const auto* found = context::get(name);
        if (!found && missing_) missing_->insert(name);
        return found;
    }

  private:
    std::set<std::string>* missing_;
};

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\n") - first + 1)};
}

// Puts the text of every {{> partial}} in its place; `content` is what {{> content}} stands for.
std::string with_partials(std::string_view text, std::string_view content, int depth = 0) {
    if (depth > deepest_partial) throw TemplateFault("partials are nested too deeply");
    std::string whole;
    for (;;) {
        const auto open = text.find("{{>");
        const auto close = open == std::string_view::npos ? open : text.find("}}", open);
        if (close == std::string_view::npos) return whole.append(text);
        const auto name = trimmed(text.substr(open + 3, close - open - 3));
        whole.append(text.substr(0, open));
        whole += name == "content" ? with_partials(content, {}, depth + 1)
                                   : with_partials(template_text(name + ".html"), content, depth + 1);
        text.remove_prefix(close + 2);
    }
}

std::unique_ptr<mustache> parsed(const std::string& text, std::string_view name) {
    auto made = std::make_unique<mustache>(text);
    if (!made->is_valid()) throw TemplateFault(std::string{name} + ": " + made->error_message());
    return made;
}

std::unique_ptr<mustache> load(std::string_view name) {
    if (name.ends_with(".txt")) {
        auto message = parsed(std::string{template_text(name)}, name);
        message->set_custom_escape([](const std::string& plain) { return plain; });
        return message;
    }
    const auto content = template_text(std::string{name} + ".html");
    if (name.starts_with("pages/")) return parsed(with_partials(template_text("layout.html"), content), name);
    if (name.starts_with("forms/")) return parsed(with_partials(template_text("forms/layout.html"), content), name);
    return parsed(with_partials(content, {}), name);
}

std::string filled(mustache& parsed_template, const View& view, std::set<std::string>* missing) {
    static const data assets = asset_names();
    auto root = to_data(view);
    if (root.is_object()) root.set("asset", assets);
    Context context{&root, missing};
    auto text = parsed_template.render(context);
    if (!parsed_template.is_valid()) throw TemplateFault(parsed_template.error_message());
    return text;
}

}  // namespace

std::string_view template_text(std::string_view file) {
    for (const auto& embedded : embedded_files())
        if (embedded.name == file) return embedded.bytes;
    throw TemplateFault("no template " + std::string{file});
}

std::string whole_text(std::string_view file) { return with_partials(template_text(file), {}); }

std::string render(std::string_view name, const View& view, std::set<std::string>* missing) {
    // Rendering writes into the parsed template, so each thread keeps its own.
    static thread_local std::unordered_map<std::string, std::unique_ptr<mustache>> cache;
    auto& entry = cache[std::string{name}];
    if (!entry) entry = load(name);
    return filled(*entry, view, missing);
}

std::string render_text(std::string_view text, const View& view, std::set<std::string>* missing, std::string_view frame) {
    const auto fresh = parsed(frame.empty() ? with_partials(text, {}) : with_partials(template_text(frame), text), "template");
    return filled(*fresh, view, missing);
}

}  // namespace templates
