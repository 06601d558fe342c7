#include "server/http/desk/result_view.hpp"

#include <algorithm>

#include "server/http/sentence.hpp"

namespace server::http::desk {

using dossier::Role;
using dossier::vietnamese_time;

namespace {

constexpr const char* seal_on_result =
    "Con dấu đỏ của cơ quan được đặt trùm khoảng một phần ba chữ ký của người có thẩm quyền, kèm tên cơ quan và thời điểm ký. Phụ lục là tệp riêng được ký cùng. "
    "Chỉ văn thư đang giữ thiết bị ký số của cơ quan ký được.";
constexpr const char* seal_on_scan =
    "Chữ ký số của cơ quan được đặt ở góc trên bên phải trang 1 của bản quét, kèm tên cơ quan và thời điểm ký. Chỉ văn thư đang giữ thiết bị ký số của cơ quan ký được.";

std::string path_of(const DossierPage& page, const std::string& rest) { return "/desk/dossiers/" + page.dossier.id.text() + rest; }

bool holds(const dossier::Actor& actor, Role role) { return std::find(actor.roles.begin(), actor.roles.end(), role) != actor.roles.end(); }

std::pair<const char*, const char*> standing_of(const UploadLine& upload) {
    if (upload.pending) return {"đang kiểm tra", "govuk-tag--yellow"};
    if (upload.passed) return {"hợp lệ", "govuk-tag--green"};
    if (!upload.newest) return {"có bản mới hơn", "govuk-tag--grey"};
    if (upload.waits) return {"chưa đủ chữ ký", "govuk-tag--blue"};
    return {"không nhận", "govuk-tag--red"};
}

// Who signs writes the own title: whoever may not sign is not offered it.
bool signs(const dossier::Actor& actor) { return holds(actor, Role::leader) || holds(actor, Role::unit_head); }

struct Mark {
    std::string_view name;
    const char* step;  // of the address
    const char* label;
    bool (*offered)(const UploadLine&, const dossier::Actor&);
    std::vector<Field> fields;
};
const std::vector<Mark>& marks() {
    static const std::vector<Mark> all{
        {"Urgency", "urgency", "Đóng dấu độ khẩn", [](const UploadLine& upload, const dossier::Actor&) { return upload.urgency.empty(); },
         {{.name = "level", .label = "Mức độ khẩn", .input = Input::Radios,
           .hint = "Dấu đỏ ở trang 1, dưới số và ký hiệu. Đã đóng thì không gỡ được: nếu nhầm, hãy tải lên lại tệp chưa đóng dấu.",
           .options = {{"urgent", "Khẩn"}, {"very_urgent", "Thượng khẩn"}, {"express", "Hỏa tốc"}}}}},
        {"SigningTitle", "title", "Ghi thẩm quyền và chức vụ ký", [](const UploadLine& upload, const dossier::Actor& reader) { return upload.signs_as.empty() && signs(reader); },
         {{.name = "authority", .label = "Bạn ký", .input = Input::Choice,
           .options = {{"", "Theo đúng chức vụ của mình"}, {"TM.", "TM. – thay mặt tập thể"}, {"Q.", "Q. – được giao quyền cấp trưởng"},
                       {"KT.", "KT. – ký thay cấp trưởng"}, {"TL.", "TL. – thừa lệnh"}, {"TUQ.", "TUQ. – thừa ủy quyền"}}},
          {.name = "place_of", .label = "Thay mặt ai, thay ai", .hint = "Với TM.: ỦY BAN NHÂN DÂN. Với KT., TL., TUQ.: chức vụ của người đứng đầu, ví dụ CHỦ TỊCH.",
           .width = "govuk-input--width-20"},
          {.name = "title", .label = "Chức vụ của bạn", .hint = "Viết hoa như trên văn bản, ví dụ PHÓ CHỦ TỊCH. Với Q.: chức vụ được giao quyền.",
           .width = "govuk-input--width-20"}}},
    };
    return all;
}

View mark_view(const Mark& mark, const DossierPage& page, const UploadLine& upload) {
    const auto* refused = page.refused;
    const bool mine = refused && refused->action == mark.name && refused->component == upload.id;
    const auto prefix = std::string{mark.name} + "-" + upload.id + "-";
    return {{"action", mark.name}, {"label", mark.label}, {"open", mine}, {"key", ""}, {"path", path_of(page, "/results/" + upload.id + "/" + mark.step)},
            {"upload", false}, {"upload_id", ""}, {"accept", ""}, {"csrf", page.csrf}, {"version", page.dossier.version}, {"warning", false},
            {"fields", fields_view(mark.fields, prefix, mine ? refused->typed : nullptr, mine ? refused->error.fields : Errors{})}};
}

// Only onto a file nobody signed, and not while the page asks again by itself: that would wipe what is being typed.
View marks_view(const DossierPage& page, const UploadLine& upload) {
    auto views = View::array();
    if (!upload.bare || upload.scan || any_pending(page) || !permitted_now(page, "AttachResult")) return views;
    for (const auto& mark : marks())
        if (mark.offered(upload, page.reader)) views.push_back(mark_view(mark, page, upload));
    return views;
}

}  // namespace

const std::vector<Field>& mark_fields(std::string_view name) {
    static const std::vector<Field> none;
    for (const auto& mark : marks())
        if (mark.name == name) return mark.fields;
    return none;
}

bool any_pending(const DossierPage& page) {
    return std::any_of(page.uploads.begin(), page.uploads.end(), [](const auto& each) { return each.pending; });
}

View appendices_view(const DossierPage& page, const dossier::IssuedResult& result) {
    auto rows = View::array();
    for (const auto& appendix : result.appendices)
        rows.push_back({{"title", appendix.title}, {"href", path_of(page, "/files/" + appendix.file.text())}, {"verdict", sentence(appendix.signature.summary)}});
    return rows;
}

View results_view(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& result : page.dossier.results)
        rows.push_back({{"title", result.title}, {"number", result.number}, {"href", path_of(page, "/files/" + result.file.text())},
                        {"verdict", sentence(result.signature.summary)}, {"passed", result.signature.verdict == "TOTAL-PASSED"},
                        {"cancelled", result.cancelled_at ? vietnamese_time(*result.cancelled_at) : ""},
                        {"any_appendices", !result.appendices.empty()}, {"appendices", appendices_view(page, result)}});
    return rows;
}

View uploads_view(const DossierPage& page) {
    auto rows = View::array();
    for (const auto& upload : page.uploads) {
        const auto [tag, tag_class] = standing_of(upload);
        const bool open = upload.newest && !upload.pending && !upload.passed && !upload.appendix;
        const auto path = path_of(page, "/results/" + upload.id);
        const bool unconfirmed = upload.scan && !upload.confirmed;
        rows.push_back({{"at", vietnamese_time(upload.at)}, {"tag", tag}, {"tag_class", tag_class}, {"verdict", sentence(upload.verdict)}, {"appendix", upload.appendix},
                        {"href", path_of(page, "/files/" + upload.file)}, {"urgency", upload.urgency}, {"signs_as", upload.signs_as},
                        {"marks", open ? marks_view(page, upload) : View::array()},
                        {"confirm", open && unconfirmed && permitted_now(page, "AttachResult") ? path + "/scan" : ""},
                        {"seal", open && !unconfirmed && holds(page.reader, Role::clerk) ? path + "/seal" : ""},
                        {"seal_does", upload.scan ? seal_on_scan : seal_on_result}});
    }
    return rows;
}

}  // namespace server::http::desk
