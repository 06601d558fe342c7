// The pictures of hands and seals: what was found in each, who approved it, until when it may be used.

#include "server/images.hpp"

#include <charconv>
#include <cmath>

#include "integrations/signing/key.hpp"
#include "integrations/signing/stamp.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/sentence.hpp"
#include "server/storage/database.hpp"

namespace server::http::desk {
namespace {

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

const std::vector<Field> approval_fields{{.name = "document", .label = "Số văn bản phê duyệt", .width = "govuk-input--width-20"}};

std::vector<Field> picture_fields(const dossier::Actor& reader) {
    std::vector<Option> kinds;
    if (registers_images(reader, rules::ImageKind::Seal)) kinds.push_back({"seal", "Con dấu của cơ quan (màu đỏ)"});
    if (registers_images(reader, rules::ImageKind::Hand)) kinds.push_back({"hand", "Chữ ký tay của chính tôi (màu xanh)"});
    if (kinds.empty()) return {};
    return {{.name = "kind", .label = "Loại hình", .input = Input::Radios, .options = kinds, .value = kinds.front().value},
            {.name = "name", .label = "Tên hình", .hint = "Ví dụ: Con dấu Ủy ban nhân dân xã", .width = "govuk-input--width-30"},
            {.name = "width_mm", .label = "Bề ngang thật trên giấy (mm)", .hint = "Con dấu của Ủy ban nhân dân xã: 36", .width = "govuk-input--width-5", .inputmode = "decimal"},
            {.name = "valid_from", .label = "Dùng từ ngày", .width = "govuk-input--width-10", .kind = "date"},
            {.name = "valid_to", .label = "Đến hết ngày", .width = "govuk-input--width-10", .kind = "date"}};
}

std::string colour_name(double hue) {
    if (hue < 0) return "xám hoặc đen";
    if (hue <= 20 || hue >= 340) return "đỏ";
    if (hue >= 190 && hue <= 270) return "xanh";
    return "khác";
}

// What the check found in the picture, in words.
std::string found_in_picture(const std::string& png, double width_mm) {
    const auto seen = signing::look_at_png(png);
    if (!seen) return "không đọc được hình";
    return std::to_string(seen->width) + " × " + std::to_string(seen->height) + " điểm ảnh, " + (seen->transparent ? "nền trong suốt" : "nền không trong suốt") + ", màu " +
           colour_name(seen->hue) + ", " + std::to_string(std::lround(seen->width / (width_mm / 25.4))) + " điểm mỗi inch ở cỡ thật";
}

struct Standing {
    const char* text;
    const char* tag_class;
};
Standing standing_of(const storage::SignatureImage& image, dossier::CivilDate today) {
    if (!image.approved()) return {"chờ phê duyệt, chưa dùng được", "govuk-tag--yellow"};
    if (today < image.valid_from) return {"chưa đến hạn dùng", "govuk-tag--blue"};
    if (today > image.valid_to) return {"hết hạn", "govuk-tag--red"};
    return {"đang dùng", "govuk-tag--green"};
}

std::string millimetres(double value) {
    char text[16];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

// What was refused, and whose form it came from: a picture, or "" for the new one.
struct Refused {
    const dossier::Error& error;
    std::string image;
};

bool may_see(const dossier::Actor& reader, const storage::SignatureImage& image) {
    return image.agency == reader.agency && (image.registered_by == reader.id.text() || approves_images(reader) || registers_images(reader, rules::ImageKind::Seal));
}

View row_of(const Request& request, storage::UnitOfWork& work, const storage::SignatureImage& image, const Refused* refused) {
    const auto reader = actor_of(request.principal);
    const auto standing = standing_of(image, dossier::vietnam_date(request.arrived_at));
    const bool here = refused && refused->image == image.id;
    const bool approvable = !image.approved() && approves_images(reader) && image.registered_by != reader.id.text();
    const bool visible = may_see(reader, image);
    return {{"id", image.id}, {"name", image.name}, {"kind", image.kind == rules::ImageKind::Seal ? "Con dấu" : "Chữ ký của " + image.registered_by_name},
            {"standing", standing.text}, {"tag_class", standing.tag_class}, {"width", millimetres(image.width_mm)},
            {"from", dossier::vietnamese_date(image.valid_from)}, {"to", dossier::vietnamese_date(image.valid_to)},
            {"registered", image.registered_by_name + ", " + dossier::vietnamese_time(image.registered_at)},
            {"approved", image.approved() ? image.document + " (" + image.approved_by_name + ")" : ""},
            {"found", visible ? found_in_picture(storage::picture_of_image(work, image.id), image.width_mm) : ""},
            {"picture", visible ? "/desk/signature-images/" + image.id + "/picture" : ""},
            {"approve", approvable ? "/desk/signature-images/" + image.id + "/approve" : ""}, {"open", here},
            {"own", !image.approved() && approves_images(reader) && !approvable},
            {"fields", fields_view(approval_fields, image.id + "-", here ? &request.form : nullptr, here ? refused->error.fields : Errors{})}};
}

Response images_page(const Request& request, Services& services, const Refused* refused, int status) {
    const auto fields = picture_fields(actor_of(request.principal));
    auto view = frame(request, services, "Hình chữ ký và con dấu");
    const bool new_one = refused && refused->image.empty();
    if (refused) add_errors(view, summary_of(refused->error, new_one ? fields : approval_fields, new_one ? "" : refused->image + "-"));
    auto rows = View::array();
    storage::UnitOfWork work{services.database};
    for (const auto& image : storage::images_of(work, request.principal.agency)) rows.push_back(row_of(request, work, image, refused));
    view["path"] = "/desk/signature-images";
    view["registers"] = !fields.empty();
    view["fields"] = fields_view(fields, "", new_one ? &request.form : nullptr, new_one ? refused->error.fields : Errors{});
    view["file_error"] = new_one ? sentence(error_of(refused->error.fields, "image")) : std::string{};
    view["any"] = !rows.empty();
    view["images"] = std::move(rows);
    return html("pages/signature-images", view, status);
}

int status_of(const dossier::Error& error) {
    return error.code == dossier::ErrorCode::InvalidInput ? 422 : error.code == dossier::ErrorCode::NotPermitted ? 403 : 409;
}

std::string typed(const Request& request, const char* name) { return request.field(name).value_or(""); }

std::optional<dossier::CivilDate> day(const Request& request, const char* name) {
    const auto parsed = dossier::parse_iso_date(typed(request, name));
    return parsed ? std::optional{*parsed} : std::nullopt;
}

double number(std::string text) {
    for (auto& c : text) c = c == ',' ? '.' : c;  // people write 36,5
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

Result<Response> show_images(const Request& request, Services& services) { return images_page(request, services, nullptr, 200); }

Result<Response> register_picture(const Request& request, Services& services) {
    const auto kind = dossier::value_named<rules::ImageKind>(typed(request, "kind")).value_or(rules::ImageKind::Seal);
    const rules::ImageWish wish{kind, typed(request, "name"), number(typed(request, "width_mm")), day(request, "valid_from"), day(request, "valid_to")};
    const auto png = request.upload ? signing::read_file(request.upload->path) : std::string{};
    const auto registered = register_image(services, actor_of(request.principal), wish, png, request.arrived_at);
    if (registered) return see_other("/desk/signature-images?done=Saved");
    const Refused refused{registered.error(), ""};
    return images_page(request, services, &refused, status_of(registered.error()));
}

Result<Response> approve_picture(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("image_id"));  // a UUID too
    const auto approved = approve_image(services, actor_of(request.principal), id.text(), typed(request, "document"), request.arrived_at);
    if (approved) return see_other("/desk/signature-images?done=Saved");
    if (approved.error().code == dossier::ErrorCode::NotFound) return tl::unexpected(approved.error());
    const Refused refused{approved.error(), id.text()};
    return images_page(request, services, &refused, status_of(approved.error()));
}

Result<Response> show_picture(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("image_id"));
    storage::UnitOfWork work{services.database};
    const auto image = storage::find_image(work, id.text());
    if (!image || !may_see(actor_of(request.principal), *image)) return dossier::fail(dossier::ErrorCode::NotFound, "không có hình này");
    auto png = storage::picture_of_image(work, id.text());
    if (png.size() > largest_inline_body) return dossier::fail(dossier::ErrorCode::WrongState, "hình quá lớn để xem trên trang");
    return bytes(std::move(png), "image/png");
}

}  // namespace server::http::desk
