#pragma once
// States of a dossier, the roles that act on it, and the named groups other code asks about.
// Codes and portal numbers are a contract (portal sync, API, stored events): never renamed.

#include <array>
#include <optional>
#include <string_view>

#include "dossier/fields.hpp"

namespace dossier {

enum class State {
    Draft,               // nháp; no code yet
    Submitted,           // mới đăng ký, chờ tiếp nhận
    Received,            // được tiếp nhận; the code is given here
    NotReceived,         // không được tiếp nhận
    InProcess,           // đang xử lý
    AwaitingSupplement,  // yêu cầu bổ sung giấy tờ
    AwaitingPayment,     // yêu cầu thực hiện nghĩa vụ tài chính
    WithdrawalAsked,     // công dân yêu cầu rút hồ sơ
    Stopped,             // dừng xử lý
    ResultReady,         // đã xử lý xong
    Returned,            // đã trả kết quả
};

inline constexpr std::array<Name<State>, 11> state_names{{
    {"Draft", State::Draft},
    {"Submitted", State::Submitted},
    {"Received", State::Received},
    {"NotReceived", State::NotReceived},
    {"InProcess", State::InProcess},
    {"AwaitingSupplement", State::AwaitingSupplement},
    {"AwaitingPayment", State::AwaitingPayment},
    {"WithdrawalAsked", State::WithdrawalAsked},
    {"Stopped", State::Stopped},
    {"ResultReady", State::ResultReady},
    {"Returned", State::Returned},
}};
constexpr const auto& names_of(State) { return state_names; }

std::string_view vietnamese_name(State state);
// The national portal's TrangThaiHoSo, 1 … 10; none for a draft.
std::optional<int> portal_code(State state);
std::optional<State> state_of_portal_code(int code);

// Somebody still has to do something.
bool is_open(State state);
// The processing limit is being used up.
bool clock_runs(State state);
// Nothing changes any more, apart from records about the result.
bool is_final(State state);
// The code has been given.
bool is_received(State state);

enum class Role {
    reception_officer,  // công chức tiếp nhận
    desk_head,          // phụ trách Bộ phận Một cửa
    specialist,         // công chức thụ lý
    unit_head,          // lãnh đạo đơn vị
    leader,             // người có thẩm quyền
    clerk,              // văn thư
    archivist,          // lưu trữ
    controller,         // kiểm soát TTHC
    administrator,      // quản trị
    citizen,            // công dân
    organisation,       // tổ chức
    partner_system,     // hệ thống đối tác
    portal_system,      // Cổng Dịch vụ công
};

inline constexpr std::array<Name<Role>, 13> role_names{{
    {"reception_officer", Role::reception_officer},
    {"desk_head", Role::desk_head},
    {"specialist", Role::specialist},
    {"unit_head", Role::unit_head},
    {"leader", Role::leader},
    {"clerk", Role::clerk},
    {"archivist", Role::archivist},
    {"controller", Role::controller},
    {"administrator", Role::administrator},
    {"citizen", Role::citizen},
    {"organisation", Role::organisation},
    {"partner_system", Role::partner_system},
    {"portal_system", Role::portal_system},
}};
constexpr const auto& names_of(Role) { return role_names; }
std::string_view vietnamese_name(Role role);

}  // namespace dossier
