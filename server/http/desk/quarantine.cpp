// Papers with a secrecy stamp, as the keepers of records see them: why each is held, and its removal under a record.

#include "server/http/api/asking.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/quarantine.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"

namespace server::http::desk {
namespace {

const std::vector<Field> removal_fields{
    {.name = "record", .label = "Số biên bản loại bỏ", .hint = "Ví dụ: 01/BB-VP ngày 23/11/2026", .width = "govuk-input--width-20"}};

std::string_view reason_of(SecretDoor door) {
    switch (door) {
        case SecretDoor::Declared: return "Người gửi khai tài liệu có độ mật";
        case SecretDoor::TextLayer: return "Chữ trong tệp có dấu độ mật";
        case SecretDoor::Page: return "Máy đọc thấy dấu độ mật trên trang quét";
        case SecretDoor::Partner: return "Hệ thống gửi bản tin khai độ mật";
    }
    return "";
}

std::string name_of_officer(storage::UnitOfWork& work, const dossier::OfficerId& id, const char* otherwise) {
    if (id.empty()) return otherwise;
    const auto account = storage::find_account(work, id.text());
    return account ? account->name : otherwise;
}

std::string size_of(const storage::HeldPaper& paper) {
    return paper.sha256.empty() ? "không giữ tệp nào" : std::to_string((paper.size + 1023) / 1024) + " KB";
}

// What was refused, and of which paper.
struct Refused {
    const dossier::Error& error;
    std::string paper;
};

Response quarantine_page(const Request& request, Services& services, const Refused* refused, int status) {
    auto view = frame(request, services, "Tài liệu mật bị cách ly");
    if (refused) add_errors(view, summary_of(refused->error, removal_fields, refused->paper + "-"));
    auto held = View::array(), removed = View::array();
    const auto papers = list_held(services, asking(request));
    storage::UnitOfWork work{services.database};
    for (const auto& paper : papers) {
        View row{{"level", paper.level}, {"reason", reason_of(paper.door)}, {"found", dossier::vietnamese_time(paper.found_at)}};
        if (paper.removed_at) {
            row.update({{"removed", dossier::vietnamese_time(*paper.removed_at)}, {"by", name_of_officer(work, paper.removed_by, "")}, {"record", paper.removal_record}});
            removed.push_back(std::move(row));
            continue;
        }
        const bool here = refused && refused->paper == paper.id;
        row.update({{"id", paper.id},
                    {"brought", name_of_officer(work, paper.brought_by, "không phải công chức: máy quét hoặc hệ thống khác")},
                    {"size", size_of(paper)},
                    {"dossier", paper.dossier.empty() ? "" : "/desk/dossiers/" + paper.dossier.text()},
                    {"removal", "/desk/quarantine/" + paper.id + "/removal"},
                    {"open", here},
                    {"fields", fields_view(removal_fields, paper.id + "-", here ? &request.form : nullptr, here ? refused->error.fields : Errors{})}});
        held.push_back(std::move(row));
    }
    view["any_held"] = !held.empty();
    view["any_removed"] = !removed.empty();
    view["held"] = std::move(held);
    view["removed"] = std::move(removed);
    return html("pages/quarantine", view, status);
}

}  // namespace

Result<Response> show_quarantine(const Request& request, Services& services) { return quarantine_page(request, services, nullptr, 200); }

Result<Response> remove_quarantined(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::FileId>("held_id"));
    const auto removed = remove_held(services, id.text(), request.field("record").value_or(""), asking(request));
    if (removed) return see_other("/desk/quarantine?done=Removed");
    if (removed.error().code == dossier::ErrorCode::NotFound) return tl::unexpected(removed.error());
    const Refused refused{removed.error(), id.text()};
    return quarantine_page(request, services, &refused, removed.error().code == dossier::ErrorCode::InvalidInput ? 422 : 409);
}

}  // namespace server::http::desk
