#include "server/directory.hpp"

#include <algorithm>

#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"

namespace server {
namespace {

using dossier::FieldError;

struct Looking {
    storage::UnitOfWork& work;
    std::vector<FieldError> faults{};

    void agency(const std::string& code, const std::string& field) {
        if (!code.empty() && !storage::find_agency(work, code)) faults.push_back({field, "unknown", "không có cơ quan này trong danh mục"});
    }
    // Of the receiving or the deciding agency.
    void unit(const dossier::Dossier& dossier, const std::string& code, const std::string& field) {
        if (code.empty()) return;
        for (const auto& agency : {dossier.agency, dossier.deciding_agency}) {
            const auto units = storage::list_units(work, agency);
            if (std::any_of(units.begin(), units.end(), [&](const storage::Unit& unit) { return unit.code == code; })) return;
        }
        faults.push_back({field, "unknown", "cơ quan không có đơn vị này"});
    }
    void officer(const std::string& id, const std::string& unit, const std::string& field) {
        if (id.empty()) return;
        const auto account = storage::find_account(work, id);
        if (!account || account->kind != "officer" || account->disabled || account->unit != unit)
            faults.push_back({field, "unknown", "đơn vị không có công chức này"});
    }
};

void look(Looking& looking, const dossier::Dossier&, const dossier::OpenDraft& open) {
    looking.agency(open.agency, "agency");
    looking.agency(open.deciding_agency, "deciding_agency");
    looking.agency(open.supporting_point, "supporting_point");
}
void look(Looking& looking, const dossier::Dossier&, const dossier::MoveAgency& move) { looking.agency(move.to, "to"); }
void look(Looking& looking, const dossier::Dossier& before, const dossier::HandOverTo& given) {
    looking.unit(before, given.unit, "unit");
    looking.officer(given.officer, given.unit, "officer");
}
void look(Looking& looking, const dossier::Dossier& before, const dossier::Assign& assign) {
    for (std::size_t i = 0; i < assign.to.size(); ++i) {
        const auto at = "to[" + std::to_string(i) + "].";
        looking.unit(before, assign.to[i].unit, at + "unit");
        looking.officer(assign.to[i].officer, assign.to[i].unit, at + "officer");
    }
}

}  // namespace

std::vector<FieldError> unknown_places(storage::UnitOfWork& work, const dossier::Dossier& before, const dossier::Action& action) {
    Looking looking{work};
    std::visit(
        [&](const auto& chosen) {
            if constexpr (requires { look(looking, before, chosen); }) look(looking, before, chosen);
        },
        action);
    return std::move(looking.faults);
}

}  // namespace server
