#include "tests/unit/templates/sample_views.hpp"

#include "templates/form_sample.hpp"

namespace sample {
namespace {

using templates::View;

View field(std::string id, std::string label, std::string value = "", std::string error = "") {
    return {{"id", id}, {"name", id}, {"label", label}, {"hint", ""}, {"value", value}, {"error", error}, {"type", "text"},
            {"width", ""}, {"inputmode", ""}, {"autocomplete", "off"}};
}

View choice(std::string id, std::string label) {
    return {{"id", id}, {"name", id}, {"label", label}, {"hint", ""}, {"error", ""},
            {"options", View::array({{{"value", "a"}, {"text", "Tất cả"}, {"chosen", true}, {"option_id", id}}})}};
}

View with(View frame, const View& more) {
    frame.update(more);
    return frame;
}

}  // namespace

View frame(std::string title) {
    return {{"title", title},
            {"failed", true},
            {"errors", View::array({{{"href", "#username"}, {"text", "Nhập tên đăng nhập"}}})},
            {"flash", {{"text", "Đã lưu"}, {"success", true}}},
            {"agency", "UBND phường Hoàn Kiếm"},
            {"account", {{"name", "Nguyễn Thị Lan <b>"}, {"roles", "Công chức tiếp nhận"}}},
            {"nav", {{"length", 1}, {"items", View::array({{{"href", "/desk"}, {"text", "Hàng đợi"}, {"current", true}}})}}},
            {"csrf", "token\"'><script>"},
            {"wide", false}};
}

View form(std::string_view rule_set, std::string_view form) {
    return with(templates::form_sample(*templates::find_form(rule_set, form)), {{"copy", true}, {"replaced", true}});
}

std::vector<Page> pages() {
    return {
        {"pages/sign-in", with(frame("Đăng nhập"), {{"username", field("username", "Tên đăng nhập", "lan\"", "Nhập tên")},
                                                    {"password", field("password", "Mật khẩu")}, {"next", "/desk"}})},
        {"pages/work-list",
         with(frame("Hàng đợi"),
              {{"may_open", true},
               {"counts", View::array({{{"number", 3}, {"text", "quá hạn"}, {"href", "/desk"}, {"late", true}}})},
               {"export", "/desk/export?format=xlsx"}, {"state", choice("state", "Trạng thái")}, {"any", true},
               {"rows", View::array({{{"href", "/desk/dossiers/1"}, {"code", "H56.14-261121-0001"},
                                      {"applicant", "Đặng Thị Đào <script>"}, {"procedure", "Đăng ký khai sinh"},
                                      {"state", "Được tiếp nhận"}, {"state_class", "govuk-tag--green"}, {"due", "17:00 27/11/2026"},
                                      {"left", "còn 2 ngày"}, {"late", false}, {"owner", "Trần Văn Hùng"},
                                      {"flags", View::array({{{"text", "khẩn"}}})}}})},
               {"next_page", "/desk?after=1"}})},
        {"pages/problem", with(frame("Không tìm thấy"), {{"detail", "Không có trang này."}, {"what_now", "Kiểm tra lại địa chỉ."},
                                                         {"back", {{"href", "/"}, {"text", "Về trang đầu"}}}, {"request_id", "1"}})},
        {"pages/form-templates", with(frame("Mẫu giấy"), {{"rows", View::array({{{"href", "/desk/templates/2025/receipt"}, {"law", "TT 03/2025/TT-VPCP"},
                                                                                 {"number", "01"}, {"title", "Giấy tiếp nhận"}, {"used", "Bản số 2"}}})}})},
        {"pages/form-template",
         with(frame("Giấy tiếp nhận"),
              {{"path", "/desk/templates/2025/receipt"}, {"number_of_form", "01"}, {"law", "TT 03/2025/TT-VPCP"},
               {"fields", View::array({{{"text", nullptr}, {"area", with(field("html", "Nội dung", "<p>{{code}}</p></textarea><script>"), {{"rows", 26}})},
                                        {"choice", nullptr}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}}})},
               {"shown", {{"title", "Bản số 2"}, {"number", "2"}, {"sample", "/desk/templates/2025/receipt/2/sample"}}},
               {"when", View::array({{{"text", field("begins_at", "Dùng từ lúc")}}})},
               {"known", View::array({{{"name", "code"}, {"value", "H99.14-261121-0001"}}})},
               {"texts", View::array({{{"title", "Bản số 2"}, {"href", "/x"}, {"made", "09:00 21/11/2026"}, {"by", "Đức"}, {"current", true}}})},
               {"any_use", true},
               {"uses", View::array({{{"title", "Bản số 2"}, {"from", "09:00 22/11/2026"}, {"by", "Đức"}, {"decided", "09:00 21/11/2026"}, {"state", "đang dùng"}}})}})},
        {"pages/file-guide",
         with(frame("Quy cách tệp"),
              {{"uses", View::array({{{"title", "Bản quét <do> cơ quan làm"}, {"types", "pdf"}, {"megabytes", 200}, {"pages", 5000}, {"any_blocking", true},
                                      {"blocking", View::array({"ảnh màu"})}, {"any_warning", true}, {"warning", View::array({"ảnh màu"})}}})}})},
        {"pages/personal-certificates",
         with(frame("Chứng thư số"),
              {{"path", "/desk/personal-certificates"}, {"registers", true}, {"file_error", "Tệp \"<sai>"}, {"any", true},
               {"fields", View::array({{{"text", nullptr}, {"area", nullptr}, {"choice", choice("officer", "Người giữ")}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}}})},
               {"certificates", View::array({{{"id", "1"}, {"officer", "Trần <Minh>"}, {"standing", "đang dùng"}, {"tag_class", "govuk-tag--green"}, {"subject", "Trần \"Minh\""}, {"other_name", true},
                                              {"issuer", "CA <mẫu>"}, {"serial", "54AB"}, {"term", "01/01/2026 đến 31/12/2026"}, {"sha256", "ab"}, {"registered", "09:00 21/11/2026"},
                                              {"ended", "10:00 21/11/2026, Đức: mất <thiết bị>"}, {"end", "/desk/personal-certificates/1/end"}, {"open", true}, {"fields", View::array()}}})}})},
        {"pages/signing-delegations",
         with(frame("Ủy quyền ký"),
              {{"path", "/desk/signing-delegations"}, {"grants", true}, {"any_held", true}, {"any_past", true},
               {"fields", View::array({{{"text", field("document", "Số văn bản", "\"><script>")}, {"area", nullptr}, {"choice", nullptr}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}}})},
               {"held", View::array({{{"giver", "Bình"}, {"taker", "Trần <Minh>"}, {"document", "21/GUQ"}, {"content", "Quyết định <hộ tịch>"}, {"from", "01/11/2026"}, {"to", "31/12/2026"},
                                      {"standing", "đang có hiệu lực"}, {"tag_class", "govuk-tag--green"}, {"recorded", "09:00 01/11/2026"}, {"ended", ""},
                                      {"end", "/desk/signing-delegations/1/end"}, {"open", false}, {"fields", View::array()}}})},
               {"past", View::array({{{"giver", "Bình"}, {"taker", "Sơn"}, {"document", "20/GUQ"}, {"content", ""}, {"from", "01/01/2026"}, {"to", "31/01/2026"}, {"standing", "đã hết hạn"},
                                      {"tag_class", "govuk-tag--grey"}, {"recorded", "09:00 01/01/2026"}, {"ended", "<sớm>"}, {"end", ""}, {"open", false}, {"fields", View::array()}}})}})},
        {"pages/documents",
         with(frame("Văn bản đến"),
              {{"path", "/desk/documents"}, {"incoming", true}, {"by_column", true}, {"any_saved", true}, {"asked", true}, {"any", true}, {"next", "1"},
               {"fresh", {{"path", "/desk/documents/incoming"}, {"open", true}, {"file_error", "Tệp <sai>"},
                          {"fields", View::array({{{"text", field("sender", "Nơi gửi", "\"><script>")}, {"area", nullptr}, {"choice", nullptr}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}}})}}},
               {"any_word", View::array({{{"text", field("q", "Tìm", "\"><script>")}}})},
               {"fields", View::array({{{"text", field("party", "Nơi gửi")}, {"area", nullptr}, {"choice", nullptr}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}},
                                       {{"text", nullptr}, {"area", nullptr}, {"choice", choice("came", "Cách đến")}, {"radios", nullptr}, {"tick", nullptr}, {"hidden", nullptr}}})},
               {"words", View::array({{{"name", "book"}, {"value", "incoming"}}, {{"name", "q"}, {"value", "\"><script>"}}})},
               {"saved", View::array({{{"id", "1"}, {"name", "Khẩn <của> tôi"}, {"words", View::array({{{"name", "q"}, {"value", "\"<"}}})}}})},
               {"rows", View::array({{{"href", "/x"}, {"number", "01/2026"}, {"day", "09:00 21/11/2026"}, {"party", "UBND <xã>"}, {"notation", "15/CV"}, {"dated", "20/11/2026"}, {"subject", "Về việc <họp>"},
                                      {"came", "Văn bản giấy"}, {"worth", "để tham khảo"}, {"by", ""}, {"by_text", true}, {"standing", "Chờ vào sổ"},
                                      {"checked", true}, {"checks", View::array({{{"check", "Toàn vẹn"}, {"tag", "đạt"}, {"tag_class", "govuk-tag--green"}, {"detail", "<toàn vẹn>"}}})},
                                      {"trail", View::array({{{"done", "Ký số <bản quét>"}}})},
                                      {"step", {{"path", "/desk/documents/1/registration"}, {"button", "Vào sổ"}, {"fields", View::array()}}}}})}})},
        {"pages/look-up",
         with(frame("Tra cứu"),
              {{"field", field("ma", "Mã hồ sơ")}, {"asked", true},
               {"found", {{"code", "H56.14-261121-0001"}, {"state", "Đang xử lý"}, {"sentence", "Cơ quan đang xử lý."},
                          {"steps", View::array({{{"text", "Tiếp nhận"}, {"done", true}, {"current", false}}})}}}})},
    };
}

}  // namespace sample
