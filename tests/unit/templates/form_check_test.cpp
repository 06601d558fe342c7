// What an office's own form may hold: every fault is told with its line before anything is printed.

#include <algorithm>

#include <catch2/catch.hpp>

#include "templates/form_check.hpp"
#include "templates/form_sample.hpp"

using namespace templates;

namespace {

const FormKind& receipt() { return *find_form("2025", "receipt"); }

// The built-in receipt with lines of one's own after it.
struct Changed {
    std::string html = built_in_text(receipt()) + "\n", css;
    int first = 1 + static_cast<int>(std::count(html.begin(), html.end(), '\n'));  // line of what is added
};

std::string told(const FormProblems& problems, int first_line) {
    std::string text;
    for (const auto& problem : problems)
        text += (problem.part == FormPart::Css ? "css " : "") + std::to_string(problem.line == 0 ? 0 : problem.line - first_line + 1) + ": " + problem.message + "\n";
    return text;
}

// What is wrong with lines added to the receipt, lines counted from the first of them.
std::string html_faults(const std::string& lines) {
    Changed changed;
    return told(check_form(receipt(), changed.html + lines, ""), changed.first);
}

std::string css_faults(const std::string& css) { return told(check_form(receipt(), built_in_text(receipt()), css), 1); }

}  // namespace

TEST_CASE("every built-in form passes the check an office's own form must pass", "[templates][own-forms]") {
    for (const auto& kind : form_kinds()) {
        INFO(kind.template_name);
        CHECK(told(check_form(kind, built_in_text(kind), ""), 1).empty());
        CHECK(render_own_form(kind, {built_in_text(kind), "", ""}, form_sample(kind)) == render_form(kind.rule_set, kind.form, form_sample(kind)));
    }
}

TEST_CASE("all faults of a form come in one answer, each with its line", "[templates][own-forms]") {
    CHECK(html_faults("<p>{{ten_nguoi_nop}}</p>\n<script>alert(1)</script>\n{{#components}}{{name}}{{#rows}}{{from}}{{/rows}}{{/components}}\n"
                      "<img src=\"https://evil.example/x.png\" alt=\"\">\n{{> forms/2025/receipt}}\n<p onclick=\"x\">a</p>\n") ==
          "1: giấy này không có trường “ten_nguoi_nop”\n"
          "2: giấy tờ không được có mã chạy (<script>)\n"
          "3: vòng lặp không dừng: “rows” lặp lại bên trong một vòng lặp khác\n"
          "4: địa chỉ bên ngoài bị cấm: ảnh phải nằm trong mẫu (data:image/png;base64,… hoặc data:image/jpeg;base64,…)\n"
          "5: không chèn được “forms/2025/receipt”: chỉ các phần có sẵn forms/parts/…, mẫu không tự gọi lại mình\n"
          "6: giấy tờ không được có mã chạy (onclick)\n");
}

TEST_CASE("tags that do not close, close nothing or escape nothing are told", "[templates][own-forms]") {
    CHECK(html_faults("{{#fees}}\n") == "1: phần “fees” mở mà không đóng\n");
    CHECK(html_faults("{{/fees}}\n") == "1: {{/fees}} không đóng phần nào đang mở\n");
    CHECK(html_faults("x {{code\n") == "1: thẻ {{ không có }} đóng lại\n");
    CHECK(html_faults("\n{{{code}}}") == "2: {{{ và {{& bị cấm: giá trị luôn phải được mã hóa\n");
    CHECK(html_faults("{{&code}}") == "1: {{{ và {{& bị cấm: giá trị luôn phải được mã hóa\n");
    CHECK(html_faults("{{=[[ ]]=}}") == "1: không đổi được dấu {{ }}\n");
    CHECK(html_faults("{{}}") == "1: thẻ {{}} trống\n");
    CHECK(html_faults("{{fees}}") == "1: “fees” không phải một trường đơn; dùng {{#fees}} … {{/fees}}\n");
    CHECK(html_faults("{{fees.total}}{{#signer}}{{name}}{{/signer}}{{! ghi chú }}").empty());
    CHECK(html_faults("{{> forms/parts/none}}") == "1: không có phần “forms/parts/none”\n");
    CHECK(html_faults("{{> forms/parts/apology}}") == "1: phần “forms/parts/apology”: giấy này không có trường “stage”\n"
                                                     "1: phần “forms/parts/apology”: giấy này không có trường “new_due”\n");
}

TEST_CASE("a list that repeats itself inside itself is a loop without end", "[templates][own-forms]") {
    CHECK(html_faults("{{#components}}{{#components}}{{#components}}x{{/components}}{{/components}}{{/components}}").find("vòng lặp không dừng") !=
          std::string::npos);
    CHECK(html_faults("{{#components}}" + std::string(5'000, 'x') + "{{/components}}") == "1: phần lặp “components” dài quá 4000 ký tự\n");
}

TEST_CASE("markup that runs, fetches, hides or is not closed is told", "[templates][own-forms]") {
    CHECK(html_faults("<iframe src=\"x\"></iframe>").find("không dùng được thẻ <iframe>") != std::string::npos);
    CHECK(html_faults("<style>p{}</style>").find("kiểu chữ viết vào ô CSS") != std::string::npos);
    CHECK(html_faults("<p style=\"x\">a</p>") == "1: kiểu chữ viết vào ô CSS, không dùng style=\n");
    CHECK(html_faults("<p>a") == "1: thẻ <p> không được đóng\n");
    CHECK(html_faults("<p>a</b></p>") == "1: </b> không khớp; đang mở <p>\n");
    CHECK(html_faults("<p {{code}}>a</p>").find("trường chỉ đứng trong chữ") != std::string::npos);
    CHECK(html_faults("<p class={{code}}>a</p>").find("phải nằm trong dấu nháy") != std::string::npos);
    CHECK(html_faults("<p class=\"{{code}}\">a</p>") == "1: trường không đứng được trong class=\n");
    CHECK(html_faults("<img src=\"{{applicant}}\" alt=\"\">").find("src chỉ nhận trường mã QR") != std::string::npos);
    CHECK(html_faults("<img src=\"javascript:x\" alt=\"\">").find("địa chỉ bên ngoài bị cấm") != std::string::npos);
    CHECK(html_faults("<!-- x -->").find("ghi chú viết bằng {{! … }}") != std::string::npos);
    CHECK(html_faults("1 < 2") == "1: dấu < đứng riêng phải viết là &lt;\n");
    CHECK(html_faults("<div class=\"a4\">x</div>") == "1: lớp a4 đổi khổ giấy; khổ của giấy này do quy định đặt\n");
    CHECK(html_faults("<p").find("không có dấu >") != std::string::npos);
    CHECK(html_faults(std::string{"a\0b", 3}).find("ký tự điều khiển") != std::string::npos);
    CHECK(html_faults("<img src=\"data:image/png;base64,AAAA\" alt=\"{{agency}}\"><img src=\"{{code_qr}}\" alt=\"\">").empty());
}

TEST_CASE("style that fetches, runs or changes the page is told with its line", "[templates][own-forms]") {
    CHECK(css_faults("h1 { color: #0b5d57; margin: calc(1mm + 2pt) }\n@page { margin: 8mm; @bottom-left { content: \"x\" } }\n"
                     "@media print { p.a:first-child { color: rgb(0 0 0) } }\n/* url( */ .logo { background: url(data:image/png;base64,AAAA) }").empty());
    CHECK(css_faults("p {}\n@import \"x.css\";\n") == "css 2: địa chỉ bên ngoài bị cấm: @import\n");
    CHECK(css_faults("p { background: url('https://x.example/a.png') }").find("css 1: địa chỉ bên ngoài bị cấm") == 0);
    CHECK(css_faults("p { background: URL(//x) }").find("css 1: địa chỉ bên ngoài bị cấm") == 0);
    CHECK(css_faults("p { width: expression(alert(1)) }").find("css 1: giấy tờ không được có mã chạy (expression)") == 0);
    CHECK(css_faults("p { behavior: x }") == "css 1: giấy tờ không được có mã chạy (behavior)\n");
    CHECK(css_faults("p { background: image-set(\"a.png\" 1x) }") == "css 1: không dùng được hàm image-set()\n");
    CHECK(css_faults("@page { size: A3 }") == "css 1: khổ giấy do quy định đặt, không đổi bằng size\n");
    CHECK(css_faults("p{}\n.x { page: a4 }") == "css 2: khổ giấy do quy định đặt, không đổi bằng page\n");
    CHECK(css_faults("p { color: \\72 ed }") == "css 1: CSS không dùng dấu \\\n");
    CHECK(css_faults("p { color: {{code}} }").find("css 1: CSS không nhận trường {{ }}") == 0);
    CHECK(css_faults("p {") == "css 1: thiếu dấu } đóng lại\n");
    CHECK(css_faults("p }") == "css 1: dấu } thừa\n");
    CHECK(css_faults("</style>").find("css 1: CSS không dùng dấu <") == 0);
    CHECK(css_faults("/* x") == "css 1: chú thích /* không có */\n");
    CHECK(css_faults("p { content: 'x\n }").find("css 1: chuỗi không có dấu nháy đóng") == 0);
}

TEST_CASE("a form that leaves out what the rules ask for is refused", "[templates][own-forms]") {
    auto html = built_in_text(receipt());
    const auto due = html.find("{{due}}");
    html.erase(due, 7);
    CHECK(told(check_form(receipt(), html, ""), 1) == "0: thiếu trường “due” mà quy định bắt buộc\n");
    const auto book = *find_form("2025", "register");
    CHECK(told(check_form(book, built_in_text(receipt()), ""), 1).find("0: sổ in khổ A4 phải nằm trong <article class=\"a4\">") != std::string::npos);
    CHECK(told(check_form(receipt(), std::string(longest_form + 1, 'x'), ""), 1) == "0: dài quá 200000 byte\n");
}
