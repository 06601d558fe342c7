// The register of the agency's signing devices.

#include "server/custody.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/storage/database.hpp"

namespace server::http::desk {
namespace {

const std::vector<Field> device_fields{
    {.name = "name", .label = "Tên thiết bị", .hint = "Ví dụ: Chứng thư số của Ủy ban nhân dân xã", .width = "govuk-input--width-30"},
    {.name = "serial", .label = "Số sê-ri", .width = "govuk-input--width-20"},
    {.name = "certificate_sha256", .label = "SHA-256 của chứng thư số",
     .hint = "Chưa ghi chứng thư số thì chưa ai ký số cho cơ quan bằng thiết bị này", .width = "govuk-input--width-30"},
};

std::vector<Field> hand_over_fields(const std::vector<storage::AccountRow>& clerks) {
    std::vector<Option> people{{"", "Chọn văn thư"}};
    for (const auto& clerk : clerks) people.push_back({clerk.id, clerk.name + " – " + clerk.title});
    return {{.name = "holder", .label = "Người nhận", .input = Input::Choice, .options = people},
            {.name = "document", .label = "Số văn bản giao quản lý", .width = "govuk-input--width-20"},
            {.name = "minutes", .label = "Số biên bản bàn giao", .width = "govuk-input--width-20"},
            {.name = "lent", .label = "Cho mượn", .input = Input::Tick},
            {.name = "permission", .label = "Số văn bản cho phép, khi cho mượn", .width = "govuk-input--width-20"}};
}

// What was refused, and whose form it came from: a device, or "" for the new one.
struct Refused {
    const dossier::Error& error;
    std::string device;
};

View device_rows(const Request& request, storage::UnitOfWork& work, bool keeper, const std::vector<Field>& fields, const Refused* refused) {
    auto rows = View::array();
    for (const auto& device : storage::devices_of(work, request.principal.agency)) {
        auto history = View::array();
        for (const auto& row : storage::custody_of(work, device.id))
            history.push_back({{"holder", row.holder_name}, {"document", row.document}, {"minutes", row.minutes},
                               {"lent", row.lent ? "mượn theo " + row.permission : std::string{}}, {"from", dossier::vietnamese_time(row.begins_at)}});
        const bool here = refused && refused->device == device.id;
        rows.push_back({{"name", device.name}, {"serial", device.serial}, {"holder", device.holder_name.empty() ? "chưa giao" : device.holder_name},
                        {"any", !history.empty()}, {"history", std::move(history)},
                        {"hand_over", keeper ? "/desk/signing-devices/" + device.id + "/hand-overs" : std::string{}},
                        {"fields", fields_view(fields, device.id + "-", here ? &request.form : nullptr, here ? refused->error.fields : Errors{})}});
    }
    return rows;
}

Response devices_page(const Request& request, Services& services, const Refused* refused, int status) {
    const bool keeper = keeps_devices(actor_of(request.principal));
    storage::UnitOfWork work{services.database};
    const auto fields = hand_over_fields(clerks_of(work, request.principal.agency));
    auto view = frame(request, services, "Sổ thiết bị ký của cơ quan");
    if (refused) add_errors(view, refused->device.empty() ? summary_of(refused->error, device_fields, "") : summary_of(refused->error, fields, refused->device + "-"));
    const bool new_one = refused && refused->device.empty();
    view["path"] = "/desk/signing-devices";
    view["keeper"] = keeper;
    view["fields"] = fields_view(device_fields, "", new_one ? &request.form : nullptr, new_one ? refused->error.fields : Errors{});
    auto rows = device_rows(request, work, keeper, fields, refused);
    view["any"] = !rows.empty();
    view["devices"] = std::move(rows);
    return html("pages/signing-devices", view, status);
}

int status_of(const dossier::Error& error) {
    return error.code == dossier::ErrorCode::InvalidInput ? 422 : error.code == dossier::ErrorCode::NotPermitted ? 403 : 409;
}

std::string typed(const Request& request, const char* name) { return request.field(name).value_or(""); }

}  // namespace

Result<Response> show_devices(const Request& request, Services& services) { return devices_page(request, services, nullptr, 200); }

Result<Response> add_device(const Request& request, Services& services) {
    const DeviceWish wish{typed(request, "name"), typed(request, "serial"), typed(request, "certificate_sha256")};
    const auto added = register_device(services, actor_of(request.principal), wish, request.arrived_at);
    if (added) return see_other("/desk/signing-devices?done=Saved");
    const Refused refused{added.error(), ""};
    return devices_page(request, services, &refused, status_of(added.error()));
}

Result<Response> add_hand_over(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("device_id"));  // a UUID too
    const dossier::signing_rules::HandOver wish{typed(request, "holder"), typed(request, "document"), typed(request, "minutes"),
                                                !typed(request, "lent").empty(), typed(request, "permission")};
    const auto handed = hand_over(services, actor_of(request.principal), id.text(), wish, request.arrived_at);
    if (handed) return see_other("/desk/signing-devices?done=Saved");
    if (handed.error().code == dossier::ErrorCode::NotFound) return tl::unexpected(handed.error());
    const Refused refused{handed.error(), id.text()};
    return devices_page(request, services, &refused, status_of(handed.error()));
}

}  // namespace server::http::desk
