#include "templates/check/style.hpp"

#include <array>
#include <cctype>

namespace templates {
namespace {

constexpr std::array functions{"rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "counter", "counters", "string", "content", "var", "not", "has",
                               "is", "where", "nth-child", "nth-last-child", "nth-of-type", "translate", "rotate", "scale", "linear-gradient"};
constexpr std::array rules{"page", "media", "bottom-left", "bottom-center", "bottom-right", "top-left", "top-center", "top-right"};

bool is_name(char sign) { return std::isalnum(static_cast<unsigned char>(sign)) || sign == '-' || sign == '_'; }

template <std::size_t N>
bool has(const std::array<const char*, N>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

class Reader {
  public:
    Reader(std::string_view css, FormProblems& problems) : css_(css), problems_(problems) {}

    void read() {
        while (at_ < css_.size()) step();
        if (depth_ > 0) say(css_.size(), "thiếu dấu } đóng lại");
    }

  private:
    void say(std::size_t at, std::string message) { problems_.push_back({FormPart::Css, line_at(css_, at), std::move(message)}); }
    char sign(std::size_t at) const { return at < css_.size() ? css_[at] : '\0'; }

    void step() {
        const char one = css_[at_];
        if (css_.substr(at_, 2) == "/*") return skip_to("*/", "chú thích /* không có */");
        if (css_.substr(at_, 2) == "{{") {
            say(at_, "CSS không nhận trường {{ }}");
            at_ += 2;
            return;
        }
        if (one == '"' || one == '\'') return text(one);
        if (one == '@') return rule();
        if (one == '\\') say(at_, "CSS không dùng dấu \\");
        if (one == '<') say(at_, "CSS không dùng dấu <");
        if (one == '{') ++depth_;
        if (one == '}' && depth_-- == 0) {
            say(at_, "dấu } thừa");
            depth_ = 0;
        }
        if (one == '{' || one == '}' || one == ';') begins_ = true;
        if (is_name(one)) return word();
        ++at_;
    }

    void skip_to(std::string_view end, const char* otherwise) {
        const auto found = css_.find(end, at_ + 2);
        if (found == std::string_view::npos) say(at_, otherwise);
        at_ = found == std::string_view::npos ? css_.size() : found + end.size();
    }

    void text(char quote) {
        auto end = at_ + 1;
        while (end < css_.size() && css_[end] != quote && css_[end] != '\n') {
            if (css_[end] == '\\') say(end, "CSS không dùng dấu \\");
            ++end;
        }
        if (sign(end) != quote) say(at_, "chuỗi không có dấu nháy đóng");
        at_ = end + 1;
    }

    std::string name() {
        std::string found;
        while (is_name(sign(at_))) found += static_cast<char>(std::tolower(static_cast<unsigned char>(css_[at_++])));
        return found;
    }

    void rule() {
        const auto start = at_++;
        const auto called = name();
        if (called == "import") say(start, "địa chỉ bên ngoài bị cấm: @import");
        else if (!has(rules, called)) say(start, "không dùng được @" + called);
        begins_ = false;
    }

    void word() {
        const auto start = at_;
        const auto called = name();
        if (sign(at_) == '(') return function(start, called);
        auto next = at_;
        while (std::isspace(static_cast<unsigned char>(sign(next)))) ++next;
        if (begins_ && depth_ > 0 && sign(next) == ':') {
            if (called == "size" || called == "page") say(start, "khổ giấy do quy định đặt, không đổi bằng " + called);
            if (called == "behavior" || called == "-moz-binding") say(start, "giấy tờ không được có mã chạy (" + called + ")");
        }
        begins_ = false;
    }

    void function(std::size_t start, const std::string& called) {
        begins_ = false;
        if (called == "expression") return say(start, "giấy tờ không được có mã chạy (expression)");
        if (called != "url") {
            if (!has(functions, called)) say(start, "không dùng được hàm " + called + "()");
            return;
        }
        const auto close = css_.find(')', at_);
        auto address = css_.substr(at_ + 1, close == std::string_view::npos ? close : close - at_ - 1);
        while (!address.empty() && (address.front() == '"' || address.front() == '\'' || address.front() == ' ')) address.remove_prefix(1);
        if (!address.starts_with("data:image/png;base64,") && !address.starts_with("data:image/jpeg;base64,"))
            say(start, "địa chỉ bên ngoài bị cấm: ảnh phải nằm trong mẫu (data:image/png;base64,… hoặc data:image/jpeg;base64,…)");
        at_ = close == std::string_view::npos ? css_.size() : close + 1;
    }

    std::string_view css_;
    FormProblems& problems_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool begins_ = true;  // a declaration may start here
};

}  // namespace

void check_style(std::string_view css, FormProblems& problems) { Reader{css, problems}.read(); }

}  // namespace templates
