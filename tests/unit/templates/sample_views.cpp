#include "tests/unit/templates/sample_views.hpp"

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
        {"pages/look-up",
         with(frame("Tra cứu"),
              {{"field", field("ma", "Mã hồ sơ")}, {"asked", true},
               {"found", {{"code", "H56.14-261121-0001"}, {"state", "Đang xử lý"}, {"sentence", "Cơ quan đang xử lý."},
                          {"steps", View::array({{{"text", "Tiếp nhận"}, {"done", true}, {"current", false}}})}}}})},
    };
}

}  // namespace sample
