#include "server/tools/demo/story.hpp"

namespace server::demo {

using nlohmann::json;

Story::Story(Stage stage)
    : stage_(std::move(stage)),
      reception_(stage_.server, stage_.authorities),
      specialist_(stage_.server, stage_.authorities),
      leader_(stage_.server, stage_.authorities),
      citizen_(stage_.server, stage_.authorities) {}

std::vector<Step> Story::steps() {
    return {
        {"Công chức tiếp nhận, chuyên viên và lãnh đạo đăng nhập", [this] { return sign_in(); }},
        {"Lập hồ sơ nháp đăng ký hộ kinh doanh", [this] { return open_draft(); }},
        {"Tải lên tập giấy tờ đã quét", [this] { return upload_scans(); }},
        {"Máy đọc từng trang", [this] { return read_pages(); }},
        {"Công chức đối chiếu và xác nhận từng giấy tờ", [this] { return confirm_documents(); }},
        {"Đánh dấu một giấy tờ không số hóa, có lý do", [this] { return mark_not_digitised(); }},
        {"Tra cứu giấy tờ tùy thân trong cơ sở dữ liệu", [this] { return look_up_identity(); }},
        {"Tiếp nhận: cấp mã hồ sơ và ngày hẹn trả", [this] { return receive(); }},
        {"In giấy tiếp nhận hồ sơ và hẹn trả kết quả", [this] { return fetch_receipt(); }},
        {"Chuyển hồ sơ cho chuyên viên, chuyên viên nhận", [this] { return hand_over(); }},
        {"Cổng DVCQG (bản đóng thế) ngừng hoạt động", [this] { return stop_portal(); }},
        {"Chuyên viên trình dự thảo kết quả", [this] { return propose(); }},
        {"Lãnh đạo quyết định", [this] { return decide(); }},
        {"Từ chối kết quả chưa ký, thiếu chữ ký, bị sửa sau khi ký", [this] { return refuse_bad_results(); }},
        {"Nhận kết quả có đủ chữ ký cá nhân và cơ quan", [this] { return attach_result(); }},
        {"Kết thúc xử lý", [this] { return finish(); }},
        {"Trả kết quả cho người dân", [this] { return return_result(); }},
        {"Cổng chưa nhận được gì trong lúc ngừng", [this] { return portal_was_down(); }},
        {"Cổng hoạt động lại: nhận đủ, đúng thứ tự, mỗi bước một lần", [this] { return portal_again(); }},
        {"Người dân tra cứu theo mã hồ sơ", [this] { return citizen_looks_up(); }},
    };
}

json Story::act(Visitor& who, const std::string& action, const json& fields) {
    return who.act(dossier_, action, fields);
}

}  // namespace server::demo
