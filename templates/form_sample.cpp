#include "templates/form_sample.hpp"

#include "templates/qr.hpp"

namespace templates {
namespace {

constexpr const char* code = "H99.14-261121-0001";
constexpr const char* procedure = "Đăng ký khai sinh";

View register_rows() {
    View rows = View::array();
    for (int row = 1; row <= 3; ++row)
        rows.push_back({{"no", "0" + std::to_string(row)}, {"dossier", "00000000-0000-7000-8000-000000000001"}, {"code", code}, {"procedure", procedure},
                        {"sets", 1}, {"applicant", "Đặng Thị Đào"}, {"address", "Số 5 phố Minh Họa"}, {"phone", "0912 345 678"},
                        {"handling_agency", "UBND phường Bình Minh"}, {"received", "09:30 21/11/2026"}, {"due", "17:00 26/11/2026"},
                        {"transferred", "10:05 21/11/2026"}, {"result_received", "09:00 26/11/2026"}, {"returned", "10:00 26/11/2026"},
                        {"return_mode", "Trực tiếp"}, {"note", "mẫu"}});
    return rows;
}

View hand_overs() {
    View rows = View::array();
    for (int row = 1; row <= 3; ++row)
        rows.push_back({{"from", "Bộ phận Một cửa"}, {"to", "Phòng Tư pháp"}, {"given_at", "10 giờ 05 phút, ngày 21/11/2026"},
                        {"given_by", "Nguyễn Thị Lan"}, {"taken_at", "10 giờ 20 phút, ngày 21/11/2026"}, {"taken_by", "Trần Văn Hùng"},
                        {"result", "Đúng hạn"}, {"note", "mẫu"}});
    return rows;
}

View components(bool missing) {
    View rows = View::array();
    for (const auto* name : {"Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Thẻ căn cước (đã đối chiếu)"}) {
        View row{{"no", rows.size() + 1}, {"name", name}};
        row.update(missing ? View{{"originals", "1"}, {"certified", "0"}, {"copies", "0"}, {"reason", "mờ, không đọc được"}}
                           : View{{"kind", "Bản chính"}, {"quantity", 1}, {"note", "chưa số hóa"}});
        rows.push_back(std::move(row));
    }
    return rows;
}

View term() {
    const View line{{"from", "07:00 24/11/2026"}, {"to", "17:00 24/11/2026"}, {"counted", "1"}, {"why", "Thứ Ba 24/11/2026: ngày làm việc"}};
    const View change{{"at", "09:30 23/11/2026"}, {"from", "chưa có"}, {"to", "17:00 26/11/2026"}, {"text", "hẹn trả khi tiếp nhận"}};
    return {{"limit", "3 ngày làm việc"}, {"calendar", "Lịch năm 2026"}, {"any", true}, {"lines", View::array({line})}, {"history", View::array({change})}};
}

}  // namespace

View form_sample(const FormKind& kind) {
    const std::string law = kind.rule_set == "2025" ? "TT 03/2025/TT-VPCP" : "TT 01/2018/TT-VPCP";
    if (kind.form == "register")
        return {{"law", law}, {"agency", "UBND phường Bình Minh"}, {"book", "01"}, {"year", 2026}, {"rows", register_rows()}};
    const PaperFacts facts{code, "1.001193", "001190012345", std::string{kind.title}, "Hệ thống một cửa UBND phường Bình Minh",
                           "2026-11-21T09:30:00+07:00", kind.form == "receipt" ? "2026-11-26T17:00:00+07:00" : "", ""};
    const View fee{{"title", "Trích lục"}, {"amount", "8.000 đồng"}};
    View view{{"law", law}, {"qr", qr_data_uri(qr_text(facts))}, {"code", code}, {"code_qr", qr_data_uri(code)},
              {"token_qr", qr_data_uri("https://motcua.example.vn/xac-minh?ma=MCT1~KwEXoIr7~H99.14-261121-0001~20261121~H99.14~" + std::string(86, 'x'))},
              {"parent_agency", "UBND tỉnh Minh Họa"}, {"agency", "UBND phường Bình Minh"}, {"unit", "Bộ phận Một cửa"}, {"number", "1/TNHS"},
              {"place", "Bình Minh"}, {"date", "ngày 21 tháng 11 năm 2026"}, {"copy", false}, {"replaced", false}, {"applicant", "Đặng Thị Đào"},
              {"id_label", "Số định danh cá nhân"}, {"id_number", "001190012345"},
              {"address", "Số 5 phố Minh Họa, phường Bình Minh, tỉnh Minh Họa"}, {"phone", "0912 345 678"}, {"email", "dao@example.vn"},
              {"procedure", procedure}, {"procedure_code", "1.001193"}, {"summary", "Khai sinh cho con Nguyễn Đặng Quỳnh Như"},
              {"components", components(kind.form == "supplement")}, {"sets", 1}, {"limit", "trong ngày làm việc"},
              {"received_at", "09 giờ 30 phút, ngày 21/11/2026"}, {"received_on", "ngày 21 tháng 11 năm 2026"},
              {"due", "17 giờ 00 phút, ngày 26/11/2026"}, {"return_place", "Bộ phận Một cửa"}, {"deciding_agency", "UBND phường Bình Minh"},
              {"handling_agency", "UBND phường Bình Minh"},
              {"fees", {{"any", true}, {"rows", View::array({fee})}, {"total", "8.000 đồng"}, {"state", "theo biên lai"}}}, {"book", "2026"},
              {"serial", "1"}, {"submitter", "Đặng Thị Đào"}, {"officer", "Nguyễn Thị Lan"}, {"look_up", "https://motcua.example.vn/tra-cuu"},
              {"sample", true}, {"unverified", true}, {"reason", "Thiếu bản chính giấy chứng sinh"},
              {"contact", {{"name", "Nguyễn Thị Lan"}, {"phone", "024 3825 0000"}}}, {"rules_at", "https://motcua.example.vn/tra-cuu"},
              {"expires", "17 giờ 00 phút, ngày 21/12/2026"}, {"legal_basis", "Điều 17 Nghị định 61/2018/NĐ-CP"},
              {"signer", {{"signer_title", "Chủ tịch"}, {"name", "Lê Quang Vinh"}}}, {"rows", hand_overs()}, {"term", term()}};
    if (kind.form == "apology")
        view.update({{"stage", "Phòng Tư pháp thẩm tra"}, {"new_due", "17 giờ 00 phút, ngày 30/11/2026"}});
    return view;
}

}  // namespace templates
