#include "server/http/error_page.hpp"

#include <string>

#include "server/http/sentence.hpp"
#include "server/services.hpp"
#include "templates/render.hpp"

namespace server::http {
namespace {

std::string_view advice(int status) {
    switch (status) {
        case 403: return "Nếu cần quyền này, vui lòng liên hệ quản trị hệ thống của cơ quan.";
        case 404: return "Vui lòng kiểm tra lại địa chỉ, hoặc quay về trang trước.";
        case 409: return "Vui lòng tải lại trang để xem nội dung mới nhất rồi thực hiện lại.";
        case 413: return "Vui lòng chọn tệp nhỏ hơn, hoặc quét với độ phân giải thấp hơn.";
        case 422: return "Vui lòng quay lại trang trước và sửa các mục được nêu.";
        case 503: return "Vui lòng đợi ít phút rồi tải lại trang. Dữ liệu đã lưu không bị mất.";
        default: return "Nếu lỗi lặp lại, vui lòng báo cho quản trị hệ thống.";
    }
}

}  // namespace

bool wants_page(const Request& request) { return request.wants_html() && !request.path.starts_with("/api/"); }

Response error_page(const ProblemKind& kind, std::string_view detail, const std::vector<dossier::FieldError>& fields,
                    const Request& request, Services& services) {
    templates::View view{{"title", kind.title},     {"detail", sentence(std::string{detail})},
                         {"what_now", advice(kind.status)}, {"back", nullptr},
                         {"request_id", request.request_id}, {"failed", !fields.empty()},
                         {"errors", templates::View::array()}, {"flash", nullptr},
                         {"agency", services.config.agency_name}, {"account", nullptr},
                         {"nav", false},             {"csrf", request.csrf_token},
                         {"wide", false}};
    for (const auto& field : fields) view["errors"].push_back({{"href", ""}, {"text", sentence(field.message)}});
    if (request.principal.signed_in()) {
        view["account"] = {{"name", request.principal.name}, {"roles", ""}};
        view["back"] = {{"href", "/desk"}, {"text", "Về danh sách công việc"}};
    }
    return page(templates::render("pages/problem", view), kind.status);
}

}  // namespace server::http
