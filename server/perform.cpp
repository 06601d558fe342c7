#include "server/perform.hpp"

#include <algorithm>
#include <iterator>

#include "server/catalogue/catalogue.hpp"
#include "server/directory.hpp"
#include "server/follow_up.hpp"
#include "server/rules.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/book_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/new_id.hpp"
#include "server/storage/number_store.hpp"

namespace server {

using dossier::Dossier;
using dossier::ErrorCode;
using dossier::Event;
using dossier::fail;
using dossier::Result;

namespace {

// An officer sees the dossiers of the own agency: received, supported or decided there. A citizen sees the own ones.
bool may_see(const Dossier& dossier, const dossier::Actor& reader) {
    if (dossier.owner == reader.id) return true;
    if (reader.agency.empty()) return false;
    return reader.agency == dossier.agency || reader.agency == dossier.deciding_agency ||
           reader.agency == dossier.supporting_point;
}

// What the system writes down by itself or the counter prints changes nobody's decision, and a document the same officer confirmed joins the
// dossier a moment later, when its PDF is made.
bool surprises(const Event& event, const dossier::Actor& reader) {
    using namespace dossier;
    if (std::holds_alternative<Done<RecordForm>>(event.change) || std::holds_alternative<Done<Warn>>(event.change) ||
        std::holds_alternative<Done<RecordPrint>>(event.change))
        return false;
    const bool joined = std::holds_alternative<Done<AddFile>>(event.change) || std::holds_alternative<Done<ConfirmComponent>>(event.change);
    return !(joined && event.by.id == reader.id);
}

// What happened after the version the person saw, so that the second of two officers knows what changed.
Result<void> same_version(storage::UnitOfWork& work, const Dossier& dossier, const Asking& asking) {
    if (!asking.version || *asking.version == dossier.version) return {};
    std::string since;
    for (const auto& event : storage::events_after(work, dossier.id, static_cast<int>(*asking.version))) {
        if (!surprises(event, asking.actor)) continue;
        if (!since.empty()) since += "; ";
        since += std::string{dossier::vietnamese_name(event.change)} + " (" + event.by.name + ", " +
                 dossier::vietnamese_time(event.at) + ")";
    }
    if (since.empty() && *asking.version < dossier.version) return {};
    return fail(ErrorCode::StaleVersion,
                "Hồ sơ đã thay đổi từ lúc mở trang" + (since.empty() ? std::string{} : ": " + since) +
                    ". Hãy tải lại trang rồi thực hiện lại.");
}

// The configured profile, else the one of the date.
dossier::CodeScheme scheme_for(const Config& config, dossier::CivilDate date) {
    if (config.code_scheme.empty()) return dossier::scheme_on(date);
    return config.code_scheme == "A" ? dossier::CodeScheme::A : dossier::CodeScheme::B;
}

Result<Event> numbered(storage::UnitOfWork& work, const Config& config, const Dossier& dossier, Event event) {
    const auto series = dossier::receiving_series(dossier, event);
    if (!series) return event;
    const auto scheme = scheme_for(config, series->date);
    const auto issuer = scheme == dossier::CodeScheme::A ? storage::agency_code_on(work, series->agency, "2016", series->date)
                                                         : std::string{};
    const auto serial = storage::next_daily_number(work, series->agency, series->date);
    return dossier::number(dossier, std::move(event), static_cast<unsigned>(serial), scheme, issuer);
}

// What the domain finds wrong and what the directory does not know, in one answer.
Result<Event> decided(const Dossier& before, const dossier::Action& action, const dossier::Context& context,
                      std::vector<dossier::FieldError> unknown) {
    auto event = dossier::decide(before, action, context);
    if (unknown.empty() || (!event && event.error().code != ErrorCode::InvalidInput)) return event;
    auto faults = event ? std::vector<dossier::FieldError>{} : std::move(event.error().fields);
    faults.insert(faults.end(), std::make_move_iterator(unknown.begin()), std::make_move_iterator(unknown.end()));
    return fail(ErrorCode::InvalidInput, "dữ liệu chưa đủ hoặc chưa đúng", std::move(faults));
}

Result<Dossier> decide_and_record(storage::UnitOfWork& work, Services& services, const Dossier& before,
                                  const dossier::Procedure* procedure, const dossier::Action& action,
                                  const Asking& asking) {
    const auto calendar = services.catalogue.calendar(work, before.deciding_agency, asking.now);
    const auto reception = services.catalogue.calendar(work, before.agency, asking.now);
    const dossier::Context context{*calendar, asking.actor, asking.now, reception.get(), procedure, rules_of(services, before, asking.now).rules};
    auto event = TRY(decided(before, action, context, unknown_places(work, before, action)));
    const auto deciding = storage::find_agency(work, before.deciding_agency);
    event = TRY(numbered(work, services.config, before, std::move(event)));
    auto after = dossier::apply(before, event);
    storage::record(work, before, after, event);
    if (std::holds_alternative<dossier::Received>(event.change)) storage::enter_in_book(work, after, event.at);
    follow_up(work, services, deciding, before, after, event);
    return after;
}

}  // namespace

Result<Dossier> perform_in(storage::UnitOfWork& work, Services& services, const dossier::DossierId& id,
                           const dossier::Action& action, const Asking& asking) {
    const auto dossier = TRY(storage::lock_dossier(work, id));
    if (!may_see(dossier, asking.actor)) return fail(ErrorCode::NotFound, "không có hồ sơ này");
    TRY(same_version(work, dossier, asking));
    // Reception freezes the revision in force at that moment (R-TAG-10); a correction may name another procedure.
    const auto* correction = std::get_if<dossier::CorrectReception>(&action);
    const auto& code = correction && !correction->procedure.empty() ? correction->procedure : dossier.procedure.code;
    const auto procedure = services.catalogue.procedure(work, code, asking.now);
    return decide_and_record(work, services, dossier, procedure.get(), action, asking);
}

Result<Dossier> perform(Services& services, const dossier::DossierId& id, const dossier::Action& action,
                        const Asking& asking) {
    storage::UnitOfWork work{services.database};
    auto dossier = TRY(perform_in(work, services, id, action, asking));
    work.commit();
    return dossier;
}

Result<Dossier> open_in(storage::UnitOfWork& work, Services& services, const std::string& procedure_code,
                        dossier::OpenDraft draft, const Asking& asking) {
    const auto procedure = services.catalogue.procedure(work, procedure_code, asking.now);
    if (!procedure)
        return fail(ErrorCode::InvalidInput, "thủ tục không có trong danh mục",
                    {{"procedure", "unknown", "mã thủ tục không có hoặc chưa có hiệu lực"}});
    if (draft.id.empty()) draft.id = storage::new_id<dossier::DossierId>();
    Dossier empty;
    empty.agency = draft.agency;
    empty.deciding_agency = draft.deciding_agency.empty() ? draft.agency : draft.deciding_agency;
    return decide_and_record(work, services, empty, procedure.get(), std::move(draft), asking);
}

namespace {

void add_new(std::vector<dossier::FieldError>& faults, const Result<Event>& event) {
    if (event || event.error().code != ErrorCode::InvalidInput) return;
    for (const auto& fault : event.error().fields) {
        const auto known = std::any_of(faults.begin(), faults.end(), [&](const auto& each) { return each.field == fault.field && each.rule == fault.rule; });
        if (!known) faults.push_back(fault);
    }
}

}  // namespace

std::vector<dossier::FieldError> faults_of_opening(storage::UnitOfWork& work, Services& services, const std::string& procedure_code,
                                                   const dossier::OpenDraft& draft, const std::vector<dossier::Action>& marks, bool receive,
                                                   const Asking& asking) {
    std::vector<dossier::FieldError> faults;
    const auto procedure = services.catalogue.procedure(work, procedure_code, asking.now);
    if (!procedure) faults.push_back({"procedure", "unknown", "mã thủ tục không có hoặc chưa có hiệu lực"});
    const auto calendar = services.catalogue.calendar(work, draft.agency, asking.now);
    const dossier::Procedure nothing;
    const auto& asked = procedure ? *procedure : nothing;
    const dossier::Context context{*calendar, asking.actor, asking.now, nullptr, &asked, rules_of(services, {}, asking.now).rules};
    auto named = draft;
    if (named.id.empty()) named.id = storage::new_id<dossier::DossierId>();
    Dossier empty;
    empty.agency = draft.agency;
    empty.deciding_agency = draft.deciding_agency.empty() ? draft.agency : draft.deciding_agency;
    add_new(faults, decided(empty, named, context, unknown_places(work, empty, named)));
    if (!procedure) return faults;
    // As if it had been opened all the same, so that what reception asks for is told too.
    auto tried = dossier::apply(empty, {{asking.actor.id, {}, asking.actor.agency, asking.actor.unit, asking.actor.name}, asking.now, dossier::DraftOpened{named, asked}});
    for (const auto& mark : marks) {
        const auto event = decided(tried, mark, context, {});
        add_new(faults, event);
        if (event) tried = dossier::apply(std::move(tried), *event);
    }
    if (receive) add_new(faults, decided(tried, dossier::Receive{}, context, {}));
    return faults;
}

Result<Dossier> read_dossier(Services& services, const dossier::DossierId& id, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    auto dossier = storage::find_dossier(work, id);
    if (!dossier || !may_see(*dossier, asking.actor)) return fail(ErrorCode::NotFound, "không có hồ sơ này");
    return *std::move(dossier);
}

}  // namespace server
