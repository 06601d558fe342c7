#include "server/http/desk/frame.hpp"

#include <algorithm>
#include <array>

#include "dossier/state.hpp"
#include "server/http/desk/action_forms.hpp"
#include "server/http/permission.hpp"
#include "server/http/sentence.hpp"

namespace server::http::desk {
namespace {

struct Destination {
    const char* href;
    const char* text;
    Permission permission;
};
constexpr std::array destinations{
    Destination{"/desk", "Hàng đợi", Permission::ReadDossiers},
    Destination{"/desk/new", "Mở hồ sơ mới", Permission::OpenDossiers},
    Destination{"/desk/find", "Tìm hồ sơ", Permission::ReadDossiers},
    Destination{"/desk/print", "In tờ quét", Permission::Digitise},
    Destination{"/desk/books", "Sổ theo dõi", Permission::ReadDossiers},
    Destination{"/desk/documents", "Văn bản", Permission::KeepRecords},
    Destination{"/desk/absences", "Vắng mặt", Permission::SignedIn},
    Destination{"/desk/signing-devices", "Thiết bị ký", Permission::SealResults},
    Destination{"/desk/signature-images", "Hình ký", Permission::SignedIn},
    Destination{"/desk/personal-certificates", "Chứng thư số", Permission::ManageAccounts},
    Destination{"/desk/signing-delegations", "Ủy quyền ký", Permission::DecideDossiers},
    Destination{"/desk/quarantine", "Cách ly", Permission::KeepRecords},
    Destination{"/desk/oversight", "Điều hành", Permission::ReadIndicators},
    Destination{"/desk/templates", "Mẫu giấy", Permission::ManageCatalogue},
};

std::string role_titles(const Principal& principal) {
    std::string titles;
    for (const auto& name : principal.roles)
        if (const auto role = dossier::value_named<dossier::Role>(name)) {
            if (!titles.empty()) titles += ", ";
            titles += vietnamese_name(*role);
        }
    return titles;
}

View navigation(const Request& request) {
    auto items = View::array();
    for (const auto& place : destinations)
        if (allows(request.principal, place.permission))
            items.push_back({{"href", place.href}, {"text", place.text}, {"current", request.path == place.href}});
    return items.empty() ? View{{"length", false}, {"items", View::array()}} : View{{"length", items.size()}, {"items", items}};
}

// What `?done=` says besides the dossier's actions.
struct DoneSentence {
    std::string_view done, text;
};
constexpr std::array done_sentences{
    DoneSentence{"OpenDraft", "Đã mở hồ sơ nháp."},
    DoneSentence{"Saved", "Đã lưu."},
    DoneSentence{"Sealed", "Cơ quan đã ký; tệp mới đang được kiểm tra."},
    DoneSentence{"Urgency", "Đã đóng dấu độ khẩn; tệp mới đang được kiểm tra."},
    DoneSentence{"SigningTitle", "Đã ghi thẩm quyền và chức vụ ký; tệp mới đang được kiểm tra."},
    DoneSentence{"Certificate", "Đã ghi chứng thư số."},
    DoneSentence{"CertificateEnded", "Đã chấm dứt; từ giờ không ký được bằng chứng thư số này."},
    DoneSentence{"Delegation", "Đã ghi ủy quyền ký."},
    DoneSentence{"DelegationEnded", "Đã chấm dứt; từ hôm nay không ai ký được theo ủy quyền này."},
    DoneSentence{"DocumentTaken", "Đã nhận văn bản; kết quả kiểm tra và việc tiếp theo ở dòng đầu của sổ."},
    DoneSentence{"DocumentSent", "Đã gửi văn bản; trạng thái ở nơi nhận hiện trong sổ."},
    DoneSentence{"Removed", "Đã loại bỏ tài liệu và ghi biên bản."},
    DoneSentence{"ConfirmDocument", "Đã xác nhận giấy tờ; bản PDF được đưa vào hồ sơ."},
};

View done_sentence(const Request& request) {
    const auto done = request.query_value("done");
    if (!done) return nullptr;
    if (const auto* form = find_action_form(*done)) return {{"text", form->done}, {"success", true}};
    const auto known = std::find_if(done_sentences.begin(), done_sentences.end(), [&](const auto& each) { return each.done == *done; });
    return known == done_sentences.end() ? View{nullptr} : View{{"text", known->text}, {"success", true}};
}

}  // namespace

View public_frame(const Request& request, const Services& services, std::string title) {
    return {{"title", std::move(title)}, {"failed", false}, {"errors", View::array()}, {"flash", nullptr},
            {"agency", services.config.agency_name}, {"account", nullptr},
            {"nav", {{"length", false}, {"items", View::array()}}}, {"csrf", request.csrf_token}, {"wide", false}};
}

View frame(const Request& request, const Services& services, std::string title) {
    auto view = public_frame(request, services, std::move(title));
    view["flash"] = done_sentence(request);
    if (request.principal.kind == Principal::Kind::Officer) {
        view["account"] = {{"name", request.principal.name}, {"roles", role_titles(request.principal)}};
        view["nav"] = navigation(request);
    } else if (request.principal.kind == Principal::Kind::Citizen) {
        view["account"] = {{"name", request.principal.name}, {"roles", ""}};
    }
    return view;
}

void add_errors(View& view, View lines) {
    view["failed"] = true;
    for (auto& line : lines) line["text"] = sentence(line.at("text").get<std::string>());
    view["errors"] = std::move(lines);
}

Response html(std::string_view name, const View& view, int status) {
    return page(templates::render(name, view), status);
}

}  // namespace server::http::desk
