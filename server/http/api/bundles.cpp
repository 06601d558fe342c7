#include "server/http/api/bundles.hpp"

#include "server/http/api/asking.hpp"
#include "server/perform.hpp"
#include "server/storage/bundle_store.hpp"
#include "templates/form_engine.hpp"
#include "templates/forms.hpp"
#include "templates/qr.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace {

json lines_of(const dossier::Bundle& bundle) {
    json lines = json::array();
    for (const auto& line : bundle.lines)
        lines.push_back({{"component", line.component}, {"title", line.title}, {"ordinal", line.ordinal}, {"originals", line.originals},
                         {"copies", line.copies}, {"quantity", std::max(line.originals + line.copies, 1)}, {"reason", line.reason}});
    return lines;
}

json chain_of(const dossier::Dossier& dossier) {
    json chain = json::array();
    for (const auto& given : dossier.hand_overs)
        if (given.paper)
            chain.push_back({{"from", given.from_unit}, {"to", given.to_unit}, {"given_at", dossier::iso8601(given.at)},
                             {"taken_at", given.taken_at ? json(dossier::iso8601(*given.taken_at)) : json(nullptr)}});
    return chain;
}

json label_view(const storage::BundleLabel& label, const dossier::Dossier& dossier) {
    json view{{"id", label.id}, {"dossier", dossier.id.text()}, {"code", dossier.code}, {"procedure", dossier.procedure.code},
              {"procedure_name", dossier.procedure.name}, {"place", label.place}, {"made_at", dossier::iso8601(label.made_at)},
              {"components", json::array()}, {"holder_unit", ""}, {"chain", chain_of(dossier)}};
    if (const auto bundle = dossier::bundle_of(dossier)) {
        view["components"] = lines_of(*bundle);
        view["holder_unit"] = bundle->holder_unit;
        if (bundle->held_since) view["held_since"] = dossier::iso8601(*bundle->held_since);
    }
    return view;
}

}  // namespace

Result<Response> make_label(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto body = request.body.empty() ? json::object() : TRY(request.json());
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    if (!dossier::bundle_of(dossier)) return fail(ErrorCode::WrongState, "hồ sơ không có giấy tờ chưa số hóa, không cần nhãn");
    storage::UnitOfWork work{services.database};
    const auto label = storage::label_bundle(work, dossier, body.value("place", ""), request.principal.id, request.arrived_at);
    work.commit();
    return created(label_view(label, dossier), "/api/labels/" + label.id);
}

Result<Response> show_label(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("label_id"));  // a UUID too
    std::optional<storage::BundleLabel> label;
    {
        storage::UnitOfWork work{services.database};
        label = storage::find_label(work, id.text());
    }
    if (!label) return fail(ErrorCode::NotFound, "không có nhãn này");
    return ok(label_view(*label, TRY(read_dossier(services, label->dossier, asking(request)))));
}

Result<Response> print_label(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto dossier = TRY(read_dossier(services, id, asking(request)));
    std::optional<storage::BundleLabel> label;
    {
        storage::UnitOfWork work{services.database};
        label = storage::label_of(work, id);
    }
    if (!label) return fail(ErrorCode::NotFound, "bó giấy này chưa có nhãn");
    auto view = label_view(*label, dossier);
    view["qr"] = templates::qr_data_uri(label->id);
    view["date"] = dossier::vietnamese_date(dossier::vietnam_date(label->made_at));
    if (request.path.ends_with(".pdf") && services.forms)
        return bytes(services.forms->pdf(templates::render_label(std::move(view))), "application/pdf", "nhan-" + dossier.code + ".pdf");
    return page(templates::render_label(std::move(view), templates::Medium::Screen));
}

}  // namespace server::http
