#include "server/http/permission.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace server::http {
namespace {

using Roles = std::string_view;

constexpr Roles counter[] = {"reception_officer", "desk_head"};
constexpr Roles readers[] = {"reception_officer", "desk_head", "specialist", "unit_head",
                             "leader", "clerk", "archivist", "controller"};
constexpr Roles officers[] = {"reception_officer", "desk_head", "specialist", "unit_head", "leader",
                              "clerk", "archivist", "controller", "administrator"};
constexpr Roles scanners[] = {"reception_officer", "desk_head", "specialist", "clerk", "archivist"};
constexpr Roles assigners[] = {"reception_officer", "desk_head", "unit_head"};
constexpr Roles processors[] = {"specialist", "unit_head"};
constexpr Roles deciders[] = {"leader", "unit_head"};
constexpr Roles attachers[] = {"specialist", "unit_head", "leader", "clerk"};
constexpr Roles sealers[] = {"clerk"};
constexpr Roles keepers[] = {"archivist", "clerk"};
constexpr Roles watchers[] = {"controller", "desk_head", "unit_head", "leader"};
constexpr Roles auditors[] = {"controller", "administrator"};
constexpr Roles caretakers[] = {"administrator", "leader"};  // the leader of the unit is told the running state (002 Đ21.1)
constexpr Roles administrators[] = {"administrator"};
constexpr Roles citizens[] = {"citizen", "organisation"};
constexpr Roles partners[] = {"partner_system"};
constexpr Roles portals[] = {"portal_system"};

const std::array table{
    PermissionRow{Permission::Public, "public", {}, "Công khai"},
    PermissionRow{Permission::SignedIn, "signed_in", officers, "Công chức đã đăng nhập"},
    PermissionRow{Permission::ReadDossiers, "read_dossiers", readers, "Xem hồ sơ"},
    PermissionRow{Permission::OpenDossiers, "open_dossiers", counter, "Lập hồ sơ nháp"},
    PermissionRow{Permission::ReceiveDossiers, "receive_dossiers", counter, "Tiếp nhận hồ sơ"},
    PermissionRow{Permission::Digitise, "digitise", scanners, "Số hóa giấy tờ"},
    PermissionRow{Permission::AssignDossiers, "assign_dossiers", assigners, "Chuyển, phân công hồ sơ"},
    PermissionRow{Permission::ProcessDossiers, "process_dossiers", processors, "Giải quyết hồ sơ"},
    PermissionRow{Permission::DecideDossiers, "decide_dossiers", deciders, "Quyết định"},
    PermissionRow{Permission::AttachResults, "attach_results", attachers, "Đính kèm kết quả"},
    PermissionRow{Permission::SealResults, "seal_results", sealers, "Ký số của cơ quan"},
    PermissionRow{Permission::ReturnResults, "return_results", counter, "Trả kết quả"},
    PermissionRow{Permission::KeepRecords, "keep_records", keepers, "Lập và lưu trữ hồ sơ"},
    PermissionRow{Permission::ReadIndicators, "read_indicators", watchers, "Xem chỉ số"},
    PermissionRow{Permission::ReadAudit, "read_audit", auditors, "Xem nhật ký"},
    PermissionRow{Permission::ManageAccounts, "manage_accounts", administrators, "Quản lý tài khoản"},
    PermissionRow{Permission::ManageCatalogue, "manage_catalogue", administrators, "Quản lý danh mục thủ tục"},
    PermissionRow{Permission::CitizenAccount, "citizen_account", citizens, "Tài khoản người dân, tổ chức"},
    PermissionRow{Permission::PartnerExchange, "partner_exchange", partners, "Trao đổi với hệ thống khác"},
    PermissionRow{Permission::PortalExchange, "portal_exchange", portals, "Trao đổi với Cổng Dịch vụ công quốc gia"},
    PermissionRow{Permission::ReadMetrics, "read_metrics", caretakers, "Xem số đo vận hành"},
};

}  // namespace

std::span<const PermissionRow> permissions() { return table; }

const PermissionRow& row_of(Permission permission) {
    for (const auto& row : table)
        if (row.permission == permission) return row;
    throw std::logic_error("a permission without a row in permission.cpp");
}

bool allows(const Principal& principal, Permission permission) {
    if (permission == Permission::Public) return true;
    const auto& row = row_of(permission);
    if (principal.kind == Principal::Kind::System) return principal.has_scope(row.name);
    return std::any_of(row.roles.begin(), row.roles.end(), [&](auto role) { return principal.has_role(role); });
}

}  // namespace server::http
