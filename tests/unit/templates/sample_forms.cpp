#include "templates/forms.hpp"
#include "templates/qr.hpp"
#include "tests/unit/templates/sample_views.hpp"

namespace sample {

templates::View form(std::string_view rule_set) {
    using templates::View;
    const std::string code = "H56.14-261121-0001";
    const std::string law = rule_set == "2025" ? "TT 03/2025/TT-VPCP" : "TT 01/2018/TT-VPCP";
    const templates::PaperFacts facts{code, "1.001193", "001190012345", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
                                      "Hệ thống một cửa UBND phường Hoàn Kiếm", "2026-11-21T09:30:00+07:00",
                                      "2026-11-26T17:00:00+07:00", ""};
    View rows = View::array();
    for (int row = 1; row <= 3; ++row)
        rows.push_back({{"no", row}, {"code", code}, {"procedure", "Đăng ký khai sinh"}, {"sets", 1}, {"applicant", "Đặng Thị Đào"},
                        {"address", "Số 5 phố Hàng Trống"}, {"phone", "0912 345 678"}, {"handling_agency", "UBND phường"},
                        {"received", "09:30 21/11/2026"}, {"due", "17:00 26/11/2026"}, {"transferred", "21/11/2026"},
                        {"result_received", "26/11/2026"}, {"returned", "26/11/2026"}, {"return_mode", "Trực tiếp"}, {"note", ""},
                        {"from", "Bộ phận Một cửa"}, {"to", "Phòng Tư pháp"}, {"given_at", "10 giờ 05 phút, ngày 21/11/2026"},
                        {"given_by", "Nguyễn Thị Lan"}, {"taken_at", "10 giờ 20 phút, ngày 21/11/2026"},
                        {"taken_by", "Trần Văn Hùng"}, {"result", "Đúng hạn"}});
    View components = View::array();
    for (const auto* name : {"Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Thẻ căn cước (đã đối chiếu)"})
        components.push_back({{"no", components.size() + 1}, {"name", name}, {"kind", "Bản chính"}, {"quantity", 1}, {"note", "chưa số hóa"},
                              {"originals", 1}, {"certified", 0}, {"copies", 0}, {"reason", "mờ, không đọc được"}});
    return {{"law", law},
            {"qr", templates::qr_data_uri(qr_text(facts))},
            {"code", code},
            {"code_qr", templates::qr_data_uri(code)},
            {"parent_agency", "UBND thành phố Hà Nội"}, {"agency", "UBND phường Hoàn Kiếm"}, {"unit", "Bộ phận Một cửa"},
            {"number", "1/TNHS"}, {"place", "Hoàn Kiếm"}, {"date", "ngày 21 tháng 11 năm 2026"}, {"copy", true}, {"replaced", true},
            {"applicant", "Đặng Thị Đào"}, {"id_label", "Số định danh cá nhân"}, {"id_number", "001190012345"},
            {"address", "Số 5 phố Hàng Trống, phường Hoàn Kiếm, thành phố Hà Nội"}, {"phone", "0912 345 678"},
            {"email", "dao@example.vn"}, {"procedure", "Đăng ký khai sinh"}, {"procedure_code", "1.001193"},
            {"summary", "Khai sinh cho con Nguyễn Đặng Quỳnh Như"}, {"components", components}, {"sets", 1},
            {"limit", "trong ngày làm việc"}, {"received_at", "09 giờ 30 phút, ngày 21/11/2026"},
            {"due", "17 giờ 00 phút, ngày 26/11/2026"}, {"return_place", "Bộ phận Một cửa UBND phường Hoàn Kiếm"},
            {"deciding_agency", "UBND phường Hoàn Kiếm"},
            {"fees", {{"any", true}, {"rows", View::array({{{"title", "Trích lục"}, {"amount", "8.000 đồng"}}})},
                      {"total", "8.000 đồng"}, {"state", "đã nộp"}}},
            {"book", "01"}, {"serial", "0001"}, {"submitter", "Đặng Thị Đào"}, {"officer", "Nguyễn Thị Lan"},
            {"look_up", "https://motcua.example.vn/tra-cuu"}, {"sample", true}, {"unverified", true},
            {"reason", "Thiếu bản chính giấy chứng sinh"}, {"contact", {{"name", "Nguyễn Thị Lan"}, {"phone", "024 3825 0000"}}},
            {"rules_at", "https://dichvucong.gov.vn"}, {"expires", "21/12/2026"}, {"legal_basis", "Điều 17 Nghị định 61/2018/NĐ-CP"},
            {"received_on", "Ngày 21/11/2026"}, {"stage", "Phòng Tư pháp thẩm tra"}, {"new_due", "17 giờ 00 phút, ngày 30/11/2026"},
            {"signer", {{"signer_title", "Chủ tịch"}, {"name", "Lê Quang Vinh"}}}, {"handling_agency", "UBND phường Hoàn Kiếm"},
            {"rows", rows}, {"year", 2026},
            {"term", {{"limit", "3 ngày làm việc"}, {"calendar", "Lịch năm 2026"}, {"any", true},
                      {"lines", View::array({{{"from", "07:00 24/11/2026"}, {"to", "17:00 24/11/2026"}, {"counted", "1"}, {"why", "Thứ Ba 24/11/2026: ngày làm việc"}}})},
                      {"history", View::array({{{"at", "09:30 23/11/2026"}, {"from", "chưa có"}, {"to", "17:00 26/11/2026"}, {"text", "hẹn trả khi tiếp nhận"}}})}}}};
}

}  // namespace sample
