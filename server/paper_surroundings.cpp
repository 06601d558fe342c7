#include "server/paper_surroundings.hpp"

#include "server/log.hpp"
#include "server/receipt_keys.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/book_store.hpp"
#include "server/storage/database.hpp"

namespace server {
namespace {

// "phường Bình Minh" of "Ủy ban nhân dân phường Bình Minh": the place before the date.
std::string place_of(const std::string& agency) {
    static const std::string committee = "Ủy ban nhân dân ";
    return agency.rfind(committee, 0) == 0 ? agency.substr(committee.size()) : agency;
}

std::string officer_name(storage::UnitOfWork& work, const dossier::OfficerId& id) {
    if (id.empty()) return {};
    const auto account = storage::find_account(work, id.text());
    return account ? account->name : std::string{};
}

// Without a key the receipt is printed all the same, with the code of the 2023 rule alone.
std::string check_address(const Config& config, const dossier::Dossier& dossier) {
    if (dossier.code.empty() || !dossier.official_start()) return {};
    const auto signer = receipt_signer(config);
    if (!signer) {
        log::error("receipt without its token", {.subject = dossier.id.text()});
        return {};
    }
    return receipt_check_address(config, signer->token({dossier.code, dossier::vietnam_date(*dossier.official_start()), dossier.agency}));
}

}  // namespace

PaperSurroundings paper_surroundings(storage::UnitOfWork& work, Services& services, const dossier::Dossier& dossier,
                                     dossier::Instant now) {
    PaperSurroundings around;
    const auto agency = storage::find_agency(work, dossier.agency);
    around.agency = agency ? agency->name : dossier.agency;
    if (agency && !agency->parent.empty())
        if (const auto parent = storage::find_agency(work, agency->parent)) around.parent_agency = parent->name;
    around.place = place_of(around.agency);
    for (const auto& unit : storage::list_units(work, dossier.deciding_agency)) around.names[unit.code] = unit.name;
    for (const auto& unit : storage::list_units(work, dossier.agency)) {
        around.names[unit.code] = unit.name;
        if (unit.code == "MC") around.unit = unit.name;
    }
    for (const auto& each : dossier.hand_overs)
        for (const auto& officer : {each.by, each.taken_by})
            if (!officer.empty()) around.names[officer.text()] = officer_name(work, officer);
    if (dossier.deciding_agency != dossier.agency) {
        const auto deciding = storage::find_agency(work, dossier.deciding_agency);
        around.deciding_agency = deciding ? deciding->name : dossier.deciding_agency;
    }
    if (const auto place = storage::book_place(work, dossier.id)) {
        around.book = std::to_string(place->year);
        around.serial = std::to_string(place->number);
    }
    around.officer = officer_name(work, dossier.opened_by);
    around.look_up = services.config.public_url + "/tra-cuu";
    around.now = now;
    around.check = check_address(services.config, dossier);
    for (const auto& leader : storage::list_officers(work, dossier.agency, "leader")) {
        around.signer = leader.name;
        around.signer_title = leader.title;
        break;
    }
    return around;
}

Asking as_system(const dossier::Dossier& dossier, dossier::Instant now) {
    dossier::Actor actor;
    actor.roles = {dossier::Role::administrator};
    actor.agency = dossier.agency;
    actor.name = "Hệ thống";
    return {actor, now, {}};
}

}  // namespace server
