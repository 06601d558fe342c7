#include "tests/support/desk.hpp"

#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "server/storage/cluster_files.hpp"
#include "server/tools/demo/story.hpp"

namespace test_support {

using nlohmann::json;

json counter_dossier() {
    return {{"procedure", household_business},
            {"channel", "counter"},
            {"receive", true},
            {"particulars",
             {{"applicant",
               {{"kind", "citizen"},
                {"name", "Nguyễn Văn Mẫu"},
                {"number", "001090000017"},
                {"phone", "0912345678"},
                {"email", "nguyenvanmau@vidu.example"},
                {"address", "Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa"}}},
              {"summary", "Đăng ký thành lập hộ kinh doanh tạp hóa"},
              {"name_spelling_confirmed", true}}},
            {"components",
             {{{"component", application_form}, {"not_digitised", {{"reason", "other"}, {"text", "Bản giấy đóng quyển"}}}},
              {{"component", authorisation}, {"not_digitised", {{"reason", "other"}, {"text", "Bản giấy đóng quyển"}}}},
              {{"component", identity_paper},
               {"looked_up", {{"source", "identity"}, {"found", true}, {"reference", "tra-cuu-1"}}}}}}};
}

Desk::Desk(RunningServer& server) : server_(server), reception_(sign_in("lan")) {}

Visitor Desk::stranger() const { return {server_.url(), ""}; }

Visitor Desk::sign_in(const std::string& name) const {
    auto visitor = stranger();
    visitor.sign_in(name, RunningServer::password());
    return visitor;
}

std::string Desk::draft() {
    auto body = counter_dossier();
    body.erase("receive");
    body.erase("components");
    return reception_.post("/api/dossiers", body).at("id");
}

json Desk::received() { return reception_.post("/api/dossiers", counter_dossier()); }

json Desk::act(Visitor& who, const std::string& dossier, const std::string& action, const json& fields) {
    return who.act(dossier, action, fields);
}

std::string Desk::scan(const std::string& dossier, const std::string& bytes, const std::string& file_name) {
    const auto type = file_name.ends_with(".pdf") ? "application/pdf" : "image/png";
    return reception_.upload("/api/dossiers/" + dossier + "/stacks", bytes, type, file_name).at("id");
}

json Desk::settled(const std::string& stack_id) {
    json view;
    wait_until("stack " + stack_id, 120, [&] {
        view = stack(stack_id);
        return view["state"] == "read" || view["state"] == "failed" || view["state"] == "confirmed";
    });
    return view;
}

server::storage::DatabaseOptions beside(const RunningServer& running) {
    const auto socket = server::storage::ClusterFiles{running.data()}.socket_folder().string();
    return {.connection = "host='" + socket + "' user=motcua_app dbname=motcua", .sessions = 2};
}

void wait_until(const std::string& what, int seconds, const std::function<bool()>& ready) {
    server::demo::wait_for(what, seconds, [&]() -> std::optional<bool> {
        return ready() ? std::optional{true} : std::nullopt;
    });
}

std::string content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

json body_of(const integrations::HttpAnswer& answer) { return json::parse(answer.body, nullptr, false); }

std::string fields_of(const integrations::HttpAnswer& answer) {
    std::set<std::string> names;
    const auto body = body_of(answer);
    if (body.is_object() && body.contains("errors"))
        for (const auto& error : body["errors"]) names.insert(error.value("field", ""));
    std::string line;
    for (const auto& name : names) line += (line.empty() ? "" : " ") + name;
    return line;
}

}  // namespace test_support
