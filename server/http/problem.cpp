#include "server/http/problem.hpp"

#include <algorithm>
#include <array>

namespace server::http {
namespace {

constexpr std::array by_status{
    ProblemKind{400, "/problems/bad-request", "Yêu cầu không đúng quy cách"},
    ProblemKind{401, "/problems/not-signed-in", "Cần đăng nhập để thực hiện"},
    ProblemKind{403, "/problems/not-permitted", "Không có quyền thực hiện"},
    ProblemKind{404, "/problems/not-found", "Không tìm thấy"},
    ProblemKind{405, "/problems/method-not-allowed", "Phương thức không được hỗ trợ"},
    ProblemKind{408, "/problems/timeout", "Quá thời gian chờ yêu cầu"},
    ProblemKind{411, "/problems/length-required", "Yêu cầu thiếu độ dài nội dung"},
    ProblemKind{413, "/problems/too-large", "Nội dung gửi lên quá lớn"},
    ProblemKind{414, "/problems/address-too-long", "Địa chỉ quá dài"},
    ProblemKind{415, "/problems/media-type", "Kiểu nội dung không được hỗ trợ"},
    ProblemKind{417, "/problems/expectation", "Yêu cầu không đáp ứng được"},
    ProblemKind{422, "/problems/invalid-input", "Thông tin chưa đầy đủ hoặc chưa đúng"},
    ProblemKind{429, "/problems/too-many", "Quá nhiều lần thử, vui lòng đợi rồi thử lại"},
    ProblemKind{431, "/problems/head-too-large", "Phần đầu của yêu cầu quá lớn"},
    ProblemKind{500, "/problems/internal", "Lỗi của hệ thống"},
    ProblemKind{501, "/problems/not-supported", "Cách truyền không được hỗ trợ"},
    ProblemKind{503, "/problems/unavailable", "Hệ thống tạm thời chưa phục vụ được, vui lòng thử lại sau ít phút"},
    ProblemKind{505, "/problems/version", "Phiên bản HTTP không được hỗ trợ"},
    ProblemKind{507, "/problems/storage-full", "Nơi lưu tạm đã đầy"},
};

Response as_response(const ProblemKind& kind, std::string_view detail, std::string_view request_id,
                     const std::vector<dossier::FieldError>& fields) {
    nlohmann::ordered_json body{{"type", kind.type}, {"title", kind.title}, {"status", kind.status}};
    if (!detail.empty()) body["detail"] = detail;
    if (!request_id.empty()) body["instance"] = "/requests/" + std::string{request_id};
    for (const auto& field : fields)
        body["errors"].push_back({{"field", field.field}, {"rule", field.rule}, {"message", field.message}});
    auto response = text(body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
                         "application/problem+json", kind.status);
    if (kind.status == 503) response.with_header("Retry-After", "5");
    if (kind.status == 401) response.with_header("WWW-Authenticate", "Bearer");
    return response;
}

}  // namespace

ProblemKind kind_of(dossier::ErrorCode code) {
    switch (code) {
        case dossier::ErrorCode::NotFound: return kind_of_status(404);
        case dossier::ErrorCode::NotPermitted: return kind_of_status(403);
        case dossier::ErrorCode::WrongState:
            return {409, "/problems/wrong-state", "Hồ sơ không ở trạng thái cho phép thao tác này"};
        case dossier::ErrorCode::InvalidInput:
            return kind_of_status(422);
        case dossier::ErrorCode::StaleVersion:
            return {409, "/problems/stale-version", "Hồ sơ đã được người khác thay đổi"};
        case dossier::ErrorCode::DuplicateRequest:
            return {409, "/problems/duplicate-request", "Yêu cầu đã được thực hiện trước đó"};
    }
    return kind_of_status(500);
}

ProblemKind kind_of_status(int status) {
    const auto at = std::find_if(by_status.begin(), by_status.end(), [&](const auto& kind) { return kind.status == status; });
    return at != by_status.end() ? *at : kind_of_status(500);
}

Response problem(const dossier::Error& error, std::string_view request_id) {
    return as_response(kind_of(error.code), error.detail, request_id, error.fields);
}

Response problem(int status, std::string_view detail, std::string_view request_id) {
    return as_response(kind_of_status(status), detail, request_id, {});
}

}  // namespace server::http
