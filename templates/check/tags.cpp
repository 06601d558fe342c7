#include "templates/check/tags.hpp"

#include <optional>

namespace templates {
namespace {

constexpr std::size_t longest_loop = 4'000;  // bytes repeated for every row
constexpr std::string_view parts_folder = "forms/parts/";

std::string in_quotes(std::string_view name) { return "“" + std::string{name} + "”"; }

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::optional<Tag::Kind> kind_of(char sign) {
    switch (sign) {
        case '#': return Tag::Kind::Section;
        case '^': return Tag::Kind::Inverted;
        case '/': return Tag::Kind::End;
        case '>': return Tag::Kind::Part;
        case '!': return Tag::Kind::Comment;
        default: return std::nullopt;
    }
}

struct Scope {
    const View* item;
    bool loop;
};

// Walks one text; a part put in is walked with the scopes of its place.
class Walk {
  public:
    Walk(const View& data, FormProblems& problems) : scopes_{{&data, false}}, problems_(problems) {}

    void text(std::string_view text, const std::vector<Tag>& tags) {
        struct Open {
            const Tag* tag;
            std::size_t scopes;  // as many as before it
            bool list;
        };
        std::vector<Open> open;
        for (const auto& tag : tags) {
            const auto say = [&](std::string message) { problems_.push_back({FormPart::Html, line_at(text, tag.at), std::move(message)}); };
            switch (tag.kind) {
                case Tag::Kind::Comment: break;
                case Tag::Kind::Part: part(tag.name, say); break;
                case Tag::Kind::Value: value(tag.name, say); break;
                case Tag::Kind::Section:
                case Tag::Kind::Inverted: {
                    const auto before = scopes_.size();
                    const bool list = section(tag, say);
                    open.push_back({&tag, before, list});
                    break;
                }
                case Tag::Kind::End:
                    if (open.empty() || open.back().tag->name != tag.name) {
                        say("{{/" + tag.name + "}} không đóng phần nào đang mở" +
                            (open.empty() ? "" : "; đang mở {{#" + open.back().tag->name + "}}"));
                        break;
                    }
                    if (open.back().list && tag.at - open.back().tag->at > longest_loop)
                        say("phần lặp " + in_quotes(tag.name) + " dài quá " + std::to_string(longest_loop) + " ký tự");
                    scopes_.resize(open.back().scopes);
                    open.pop_back();
            }
        }
        for (const auto& left : open)
            problems_.push_back({FormPart::Html, line_at(text, left.tag->at), "phần " + in_quotes(left.tag->name) + " mở mà không đóng"});
        if (!open.empty()) scopes_.resize(open.front().scopes);
    }

  private:
    struct Found {
        const View* value = nullptr;
        std::size_t scope = 0;
    };

    Found find(std::string_view name) const {
        if (name == ".") return {scopes_.back().item, scopes_.size() - 1};
        for (auto scope = scopes_.size(); scope-- > 0;) {
            const auto* at = scopes_[scope].item;
            for (std::string_view rest = name; at;) {
                const auto dot = rest.find('.');
                const std::string step{rest.substr(0, dot)};
                at = at->is_object() && at->contains(step) ? &at->at(step) : nullptr;
                if (at && dot == std::string_view::npos) return {at, scope};
                if (dot == std::string_view::npos) break;
                rest.remove_prefix(dot + 1);
            }
        }
        return {};
    }

    template <class Say>
    void value(const std::string& name, const Say& say) const {
        const auto found = find(name);
        if (!found.value) say("giấy này không có trường " + in_quotes(name));
        else if (found.value->is_structured()) say(in_quotes(name) + " không phải một trường đơn; dùng {{#" + name + "}} … {{/" + name + "}}");
    }

    // True when the section repeats.
    template <class Say>
    bool section(const Tag& tag, const Say& say) {
        const auto found = find(tag.name);
        if (!found.value) say("giấy này không có trường " + in_quotes(tag.name));
        if (!found.value || tag.kind == Tag::Kind::Inverted) return false;
        if (found.value->is_object()) scopes_.push_back({found.value, false});
        if (!found.value->is_array()) return false;
        for (auto scope = found.scope + 1; scope < scopes_.size(); ++scope)
            if (scopes_[scope].loop) {
                say("vòng lặp không dừng: " + in_quotes(tag.name) + " lặp lại bên trong một vòng lặp khác");
                break;
            }
        scopes_.push_back({&found.value->front(), true});
        return true;
    }

    template <class Say>
    void part(const std::string& name, const Say& say) {
        if (!std::string_view{name}.starts_with(parts_folder))
            return say("không chèn được " + in_quotes(name) + ": chỉ các phần có sẵn " + std::string{parts_folder} + "…, mẫu không tự gọi lại mình");
        std::string_view inner;
        try {
            inner = template_text(name + ".html");
        } catch (const TemplateFault&) {
            return say("không có phần " + in_quotes(name));
        }
        FormProblems inside;
        const auto tags = tags_of(inner, inside);
        Walk walk{*scopes_.front().item, inside};
        walk.scopes_ = scopes_;
        walk.text(inner, tags);
        for (const auto& problem : inside) say("phần " + in_quotes(name) + ": " + problem.message);
    }

    std::vector<Scope> scopes_;
    FormProblems& problems_;
};

}  // namespace

std::vector<Tag> tags_of(std::string_view text, FormProblems& problems) {
    std::vector<Tag> tags;
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        const auto say = [&](std::string message) { problems.push_back({FormPart::Html, line_at(text, at), std::move(message)}); };
        const auto close = text.find("}}", at + 2);
        if (close == std::string_view::npos) {
            say("thẻ {{ không có }} đóng lại");
            break;
        }
        const auto inside = trimmed(text.substr(at + 2, close - at - 2));
        Tag tag{Tag::Kind::Value, at, close + 2 - at, {}};
        at = close + 2;
        if (inside.empty()) {
            problems.push_back({FormPart::Html, line_at(text, tag.at), "thẻ {{}} trống"});
            continue;
        }
        if (const auto kind = kind_of(inside[0])) tag.kind = *kind;
        tag.name = tag.kind == Tag::Kind::Value ? inside : trimmed(inside.substr(1));
        const auto wrong = [&](std::string message) { problems.push_back({FormPart::Html, line_at(text, tag.at), std::move(message)}); };
        if (inside[0] == '{' || inside[0] == '&') wrong("{{{ và {{& bị cấm: giá trị luôn phải được mã hóa");
        else if (inside[0] == '=') wrong("không đổi được dấu {{ }}");
        else tags.push_back(std::move(tag));
    }
    return tags;
}

void check_tags(std::string_view text, const std::vector<Tag>& tags, const View& data, FormProblems& problems) {
    Walk{data, problems}.text(text, tags);
}

}  // namespace templates
