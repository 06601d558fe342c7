#include "dossier/state.hpp"

namespace dossier {
namespace {

struct StateRow {
    State state;
    int portal;  // 0: the portal does not know this state
    std::string_view vietnamese;
};

constexpr std::array<StateRow, 11> states{{
    {State::Draft, 0, "nháp"},
    {State::Submitted, 1, "mới đăng ký, chờ tiếp nhận"},
    {State::Received, 2, "được tiếp nhận"},
    {State::NotReceived, 3, "không được tiếp nhận"},
    {State::InProcess, 4, "đang xử lý"},
    {State::AwaitingSupplement, 5, "yêu cầu bổ sung giấy tờ"},
    {State::AwaitingPayment, 6, "yêu cầu thực hiện nghĩa vụ tài chính"},
    {State::WithdrawalAsked, 7, "công dân yêu cầu rút hồ sơ"},
    {State::Stopped, 8, "dừng xử lý"},
    {State::ResultReady, 9, "đã xử lý xong"},
    {State::Returned, 10, "đã trả kết quả"},
}};

}  // namespace

std::string_view vietnamese_name(State state) {
    for (const auto& row : states)
        if (row.state == state) return row.vietnamese;
    return "?";
}

std::optional<int> portal_code(State state) {
    for (const auto& row : states)
        if (row.state == state && row.portal > 0) return row.portal;
    return std::nullopt;
}

std::optional<State> state_of_portal_code(int code) {
    for (const auto& row : states)
        if (row.portal == code && code > 0) return row.state;
    return std::nullopt;
}

bool is_final(State state) {
    return state == State::NotReceived || state == State::Stopped || state == State::Returned;
}

bool is_open(State state) { return !is_final(state); }

bool clock_runs(State state) { return state == State::Received || state == State::InProcess; }

bool is_received(State state) {
    return state != State::Draft && state != State::Submitted && state != State::NotReceived;
}

std::string_view vietnamese_name(Role role) {
    switch (role) {
        case Role::reception_officer: return "công chức tiếp nhận";
        case Role::desk_head: return "phụ trách Bộ phận Một cửa";
        case Role::specialist: return "công chức thụ lý";
        case Role::unit_head: return "lãnh đạo đơn vị";
        case Role::leader: return "người có thẩm quyền";
        case Role::clerk: return "văn thư";
        case Role::archivist: return "lưu trữ";
        case Role::controller: return "kiểm soát thủ tục hành chính";
        case Role::administrator: return "quản trị";
        case Role::citizen: return "công dân";
        case Role::organisation: return "tổ chức";
        case Role::partner_system: return "hệ thống đối tác";
        case Role::portal_system: return "Cổng Dịch vụ công quốc gia";
    }
    return "?";
}

}  // namespace dossier
