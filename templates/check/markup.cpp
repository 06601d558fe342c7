#include "templates/check/markup.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace templates {
namespace {

constexpr std::array elements{"p", "div", "span", "b", "i", "u", "em", "strong", "small", "sub", "sup", "br", "hr", "h1", "h2", "h3", "h4",
                              "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "ol", "li", "dl", "dt",
                              "dd", "img", "article", "section", "header", "footer", "figure", "figcaption", "blockquote"};
constexpr std::array without_end{"br", "hr", "img", "col"};
constexpr std::array attributes{"class", "id", "lang", "title", "alt", "src", "colspan", "rowspan", "scope", "span", "start"};
constexpr std::array page_classes{"a4", "label"};  // they choose the page's size: static/forms.css
constexpr char field_sign = '\x01';                // stands where a tag stood

template <std::size_t N>
bool has(const std::array<const char*, N>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_name(char sign) { return std::isalnum(static_cast<unsigned char>(sign)) || sign == '-'; }

std::string with_signs(std::string_view text, const std::vector<Tag>& tags) {
    std::string plain{text};
    for (const auto& tag : tags)
        for (auto at = tag.at; at < tag.at + tag.length; ++at)
            if (plain[at] != '\n') plain[at] = tag.kind == Tag::Kind::Comment || tag.kind == Tag::Kind::Part ? ' ' : field_sign;
    return plain;
}

class Reader {
  public:
    Reader(std::string text, const std::vector<Tag>& tags, bool a4, FormProblems& problems)
        : text_(std::move(text)), tags_(tags), a4_(a4), problems_(problems) {}

    void read() {
        for (std::size_t at = text_.find('<'); at != std::string::npos; at = text_.find('<', at)) at = element(at);
        for (const auto& left : open_) say(left.at, "thẻ <" + left.name + "> không được đóng");
        if (a4_ && !saw_a4_) problems_.push_back({FormPart::Html, 0, "sổ in khổ A4 phải nằm trong <article class=\"a4\">"});
    }

  private:
    void say(std::size_t at, std::string message) { problems_.push_back({FormPart::Html, line_at(text_, at), std::move(message)}); }
    char sign(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

    std::size_t skip_blanks(std::size_t at) const {
        while (sign(at) == ' ' || sign(at) == '\t' || sign(at) == '\n') ++at;
        return at;
    }
    std::string name_at(std::size_t& at) const {
        std::string name;
        while (is_name(sign(at))) name += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[at++])));
        return name;
    }

    // Returns where reading goes on.
    std::size_t element(const std::size_t start) {
        auto at = start + 1;
        const bool end = sign(at) == '/';
        if (end) ++at;
        const auto name = name_at(at);
        if (name.empty()) {
            say(start, sign(start + 1) == '!' ? "ghi chú viết bằng {{! … }}, không dùng <!" : "dấu < đứng riêng phải viết là &lt;");
            return start + 1;
        }
        const bool known = has(elements, name);
        if (!known && !end) refuse(start, name);
        while (true) {
            at = skip_blanks(at);
            if (sign(at) == '/' && sign(at + 1) == '>') ++at;
            if (sign(at) == '>') break;
            if (at >= text_.size()) {
                say(start, "thẻ <" + name + " không có dấu >");
                return at;
            }
            at = attribute(at, name);
        }
        if (known && !has(without_end, name)) keep_count(start, name, end);
        return at + 1;
    }

    void refuse(std::size_t at, const std::string& name) {
        if (name == "script") say(at, "giấy tờ không được có mã chạy (<script>)");
        else if (name == "style") say(at, "kiểu chữ viết vào ô CSS, không dùng <style>");
        else say(at, "không dùng được thẻ <" + name + "> trong giấy tờ");
    }

    void keep_count(std::size_t at, const std::string& name, bool end) {
        if (!end) return open_.push_back({at, name});
        if (open_.empty() || open_.back().name != name)
            return say(at, "</" + name + "> không khớp" + (open_.empty() ? std::string{} : "; đang mở <" + open_.back().name + ">"));
        open_.pop_back();
    }

    std::size_t attribute(const std::size_t start, const std::string& element) {
        auto at = start;
        const auto name = name_at(at);
        if (name.empty()) {
            say(start, sign(start) == field_sign ? "trường chỉ đứng trong chữ, hoặc trong giá trị có dấu nháy" : "thuộc tính của <" + element + "> viết sai");
            return start + 1;
        }
        at = skip_blanks(at);
        std::string value;
        auto value_at = at;
        if (sign(at) == '=') {
            at = skip_blanks(at + 1);
            const char quote = sign(at);
            const auto close = quote == '"' || quote == '\'' ? text_.find(quote, at + 1) : std::string::npos;
            if (close == std::string::npos) {
                say(start, "giá trị của " + name + " phải nằm trong dấu nháy");
                return std::min(text_.find_first_of(">\n", at), text_.size());
            }
            value_at = at + 1;
            value = text_.substr(value_at, close - value_at);
            at = close + 1;
        }
        judge(start, name, value, value_at);
        return at;
    }

    void judge(std::size_t at, const std::string& name, const std::string& value, std::size_t value_at) {
        if (name.starts_with("on")) return say(at, "giấy tờ không được có mã chạy (" + name + ")");
        if (name == "style") return say(at, "kiểu chữ viết vào ô CSS, không dùng style=");
        if (!has(attributes, name)) return say(at, "không dùng được thuộc tính " + name);
        if (name == "src") return source(at, value, value_at);
        if (name != "alt" && name != "title" && value.find(field_sign) != std::string::npos)
            return say(at, "trường không đứng được trong " + name + "=");
        if (name != "class") return;
        for (std::size_t word = 0; word < value.size();) {
            const auto end = std::min(value.find_first_of(" \t\n", word), value.size());
            const auto one = value.substr(word, end - word);
            word = end + 1;
            if (one == "a4" && a4_) saw_a4_ = true;
            else if (has(page_classes, one)) say(at, "lớp " + one + " đổi khổ giấy; khổ của giấy này do quy định đặt");
        }
    }

    // A picture travels inside the paper: our own QR, or PNG and JPEG as data.
    void source(std::size_t at, const std::string& value, std::size_t value_at) {
        const auto tag = std::find_if(tags_.begin(), tags_.end(), [&](const Tag& each) { return each.at == value_at; });
        if (tag != tags_.end() && tag->length == value.size() && tag->kind == Tag::Kind::Value && tag->name.ends_with("qr")) return;
        if (value.find(field_sign) != std::string::npos) return say(at, "src chỉ nhận trường mã QR hoặc ảnh data:image/png, data:image/jpeg");
        for (const auto* kind : {"data:image/png;base64,", "data:image/jpeg;base64,"})
            if (value.starts_with(kind)) return;
        say(at, "địa chỉ bên ngoài bị cấm: ảnh phải nằm trong mẫu (data:image/png;base64,… hoặc data:image/jpeg;base64,…)");
    }

    struct Open {
        std::size_t at;
        std::string name;
    };
    std::string text_;
    const std::vector<Tag>& tags_;
    bool a4_;
    FormProblems& problems_;
    std::vector<Open> open_;
    bool saw_a4_ = false;
};

}  // namespace

void check_markup(std::string_view text, const std::vector<Tag>& tags, bool a4, FormProblems& problems) {
    Reader{with_signs(text, tags), tags, a4, problems}.read();
}

}  // namespace templates
