#include "server/absences.hpp"

#include <algorithm>

#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"

namespace server {

using dossier::Actor;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Instant;
using dossier::Result;
using dossier::Role;

namespace {

constexpr std::chrono::days longest{366};

bool has(const std::vector<std::string>& roles, std::string_view role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

// A dossier lies with a unit: only somebody of the same unit can go on with it.
bool bound_to_unit(const storage::AccountRow& officer) { return has(officer.roles, "specialist") || has(officer.roles, "unit_head"); }

std::string why_not(const storage::AccountRow& officer, const std::optional<storage::AccountRow>& substitute) {
    if (!substitute || substitute->kind != "officer" || substitute->disabled || substitute->agency != officer.agency)
        return "chọn một công chức đang làm việc cùng cơ quan";
    if (substitute->id == officer.id) return "người thay phải là người khác";
    const bool shares = std::any_of(officer.roles.begin(), officer.roles.end(), [&](const auto& role) { return has(substitute->roles, role); });
    if (!shares) return "người thay phải có cùng vai trò";
    if (bound_to_unit(officer) && substitute->unit != officer.unit) return "người thay phải cùng đơn vị đang giữ hồ sơ";
    return {};
}

bool absent_then(storage::UnitOfWork& work, const storage::AccountRow& person, Instant from, Instant until) {
    const auto known = storage::absences_of(work, person.agency, from);
    return std::any_of(known.begin(), known.end(), [&](const auto& each) { return each.officer == person.id && each.begins_at <= until; });
}

struct Period {
    Result<Instant> from, until;
    bool known() const { return from && until; }
};

std::vector<FieldError> faults_of(storage::UnitOfWork& work, const storage::AccountRow& officer, const AbsenceWish& wish, const Period& period,
                                  Instant now) {
    std::vector<FieldError> faults;
    const auto need = [&](bool fine, const char* field, const char* rule, std::string message) {
        if (!fine) faults.push_back({field, rule, std::move(message)});
    };
    need(period.from.has_value(), "begins_at", "required", "phải ghi lúc bắt đầu vắng");
    need(period.until.has_value(), "ends_at", "required", "phải ghi lúc hết vắng");
    need(!period.known() || *period.from <= *period.until, "ends_at", "order", "lúc hết vắng phải sau lúc bắt đầu");
    need(!period.known() || *period.until > now, "ends_at", "past", "thời gian vắng đã qua");
    need(!period.known() || *period.until - *period.from <= longest, "ends_at", "range", "một lần ủy quyền dài nhất một năm");
    need(wish.reason.find_first_not_of(" \t\r\n") != std::string::npos, "reason", "required", "phải ghi lý do hoặc số văn bản ủy quyền");
    const auto substitute = wish.substitute.empty() ? std::nullopt : storage::find_account(work, wish.substitute);
    const auto why = why_not(officer, substitute);
    need(why.empty(), "substitute", "unfit", why);
    need(!why.empty() || !period.known() || !absent_then(work, *substitute, *period.from, *period.until), "substitute", "absent",
         "người thay cũng vắng trong thời gian này");
    return faults;
}

}  // namespace

bool speaks_for_colleagues(const Actor& actor) {
    return std::any_of(actor.roles.begin(), actor.roles.end(), [](Role role) {
        return role == Role::desk_head || role == Role::unit_head || role == Role::leader || role == Role::administrator;
    });
}

Result<storage::Absence> record_absence(Services& services, const Actor& by, const AbsenceWish& wish, Instant now) {
    storage::UnitOfWork work{services.database};
    const auto id = wish.officer.empty() ? by.id.text() : wish.officer;
    const auto officer = storage::find_account(work, id);
    if (!officer || officer->kind != "officer" || officer->agency != by.agency)
        return fail(ErrorCode::InvalidInput, "dữ liệu chưa đúng", {{"officer", "unknown", "cơ quan không có công chức này"}});
    if (id != by.id.text() && !speaks_for_colleagues(by))
        return fail(ErrorCode::NotPermitted, "chỉ người phụ trách ghi việc vắng mặt của người khác");
    const Period period{dossier::parse_iso8601(wish.begins_at), dossier::parse_iso8601(wish.ends_at)};
    if (auto faults = faults_of(work, *officer, wish, period, now); !faults.empty())
        return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(faults));
    const auto recorded = storage::record_absence(work, {"", by.agency, id, wish.substitute, "", "", *period.from, *period.until,
                                                         wish.reason, by.id.text(), now});
    if (recorded.empty()) return fail(ErrorCode::DuplicateRequest, "thời gian này trùng với một lần vắng mặt đã ghi; hãy kết thúc lần trước rồi ghi lại");
    auto absence = *storage::find_absence(work, recorded);
    work.commit();
    return absence;
}

Result<void> end_absence(Services& services, const Actor& by, const std::string& id, Instant now) {
    storage::UnitOfWork work{services.database};
    const auto absence = storage::find_absence(work, id);
    if (!absence || absence->agency != by.agency) return fail(ErrorCode::NotFound, "không có lần vắng mặt này");
    if (absence->officer != by.id.text() && !speaks_for_colleagues(by))
        return fail(ErrorCode::NotPermitted, "chỉ người vắng mặt hoặc người phụ trách kết thúc việc ủy quyền");
    if (!storage::end_absence(work, id, now)) return fail(ErrorCode::WrongState, "lần vắng mặt này đã hết");
    work.commit();
    return {};
}

}  // namespace server
