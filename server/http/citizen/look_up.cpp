#include <algorithm>
#include <array>
#include <cctype>

#include "server/http/citizen/handlers.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/error_page.hpp"
#include "server/http/problem.hpp"
#include "server/http/throttle.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"

namespace server::http::citizen {

using desk::View;
using dossier::State;

namespace {

constexpr std::int64_t most_misses = 30;  // unknown codes from one address in a quarter of an hour, then a pause

Throttle& misses() {
    static Throttle throttle;
    return throttle;
}

// What a person reads aloud or copies from paper: spaces and letter case do not matter.
std::string tidy(std::string code) {
    std::erase_if(code, [](unsigned char sign) { return std::isspace(sign) != 0; });
    std::transform(code.begin(), code.end(), code.begin(), [](unsigned char sign) { return static_cast<char>(std::toupper(sign)); });
    return code;
}

std::string_view sentence_of(State state) {
    switch (state) {
        case State::Draft: return "";
        case State::Submitted: return "Hồ sơ đã gửi, cơ quan đang kiểm tra để tiếp nhận.";
        case State::Received: return "Hồ sơ đã được tiếp nhận và sẽ được chuyển xử lý.";
        case State::NotReceived: return "Hồ sơ không được tiếp nhận. Lý do ghi trong phiếu từ chối đã gửi.";
        case State::InProcess: return "Cơ quan đang xử lý hồ sơ.";
        case State::AwaitingSupplement: return "Cơ quan đề nghị bổ sung giấy tờ. Xem phiếu yêu cầu bổ sung đã gửi.";
        case State::AwaitingPayment: return "Cần thực hiện nghĩa vụ tài chính theo thông báo đã gửi.";
        case State::WithdrawalAsked: return "Cơ quan đang giải quyết yêu cầu rút hồ sơ.";
        case State::Stopped: return "Cơ quan đã dừng xử lý hồ sơ.";
        case State::ResultReady: return "Đã có kết quả. Mang theo giấy tiếp nhận để nhận kết quả.";
        case State::Returned: return "Kết quả đã được trả.";
    }
    return "";
}

// The degree of completion: reception, handling, result, return.
View steps_of(State state) {
    int at = 0;
    switch (state) {
        case State::Draft:
        case State::Submitted:
        case State::NotReceived: at = 0; break;
        case State::Received: at = 1; break;
        case State::InProcess:
        case State::AwaitingSupplement:
        case State::AwaitingPayment:
        case State::WithdrawalAsked:
        case State::Stopped: at = 1; break;
        case State::ResultReady: at = 3; break;
        case State::Returned: at = 4; break;
    }
    static constexpr std::array steps{"Tiếp nhận hồ sơ", "Xử lý hồ sơ", "Có kết quả", "Trả kết quả"};
    auto views = View::array();
    for (int step = 0; step < static_cast<int>(steps.size()); ++step)
        views.push_back({{"text", steps[static_cast<std::size_t>(step)]}, {"done", step < at}, {"current", step == at}});
    return views;
}

View found_view(Services& services, const std::string& code) {
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::find_dossier_by_code(work, code);
    if (!dossier) return nullptr;
    return {{"code", dossier->code}, {"state", vietnamese_name(dossier->state)}, {"sentence", sentence_of(dossier->state)},
            {"steps", steps_of(dossier->state)}};
}

}  // namespace

Result<Response> look_up(const Request& request, Services& services) {
    const auto code = tidy(request.query_value("ma").value_or(""));
    auto view = desk::public_frame(request, services, "Tra cứu tình trạng hồ sơ");
    view["asked"] = !code.empty();
    view["found"] = nullptr;
    if (!code.empty()) {
        const auto& address = request.client_address;
        if (misses().pause_s(address, most_misses, request.arrived_at) > 0)
            return error_page(kind_of_status(429), "Đã tra cứu quá nhiều mã không có. Vui lòng thử lại sau 15 phút.", {}, request, services);
        view["found"] = found_view(services, code);
        if (view["found"].is_null()) misses().failed(address, request.arrived_at);
    }
    const desk::Field field{.name = "ma", .label = "Mã hồ sơ", .hint = "In trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả, ví dụ H99.14-261128-0001",
                            .width = "govuk-input--width-30", .value = code};
    view["field"] = desk::field_view(field, "", nullptr, {})["text"];
    auto answer = desk::html("pages/look-up", view);
    answer.with_header("Cache-Control", "no-store");
    return answer;
}

}  // namespace server::http::citizen
