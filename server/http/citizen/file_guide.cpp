// Which files the office takes, as the rules in force say: for programs and for people (R-FMT-08).

#include "server/file_gate.hpp"
#include "server/http/citizen/handlers.hpp"
#include "server/http/desk/frame.hpp"

namespace server::http::citizen {

using desk::View;

namespace {

constexpr std::int64_t megabyte = 1024 * 1024;

std::string_view sentence_of(std::string_view rule) {
    if (rule == "R-FMT-01") return "PDF phiên bản 1.4 trở lên";
    if (rule == "R-FMT-02") return "ảnh màu";
    if (rule == "R-FMT-03") return "độ phân giải từ 200 dpi";
    if (rule == "R-FMT-04") return "tỷ lệ 100 %, khổ trang đúng bằng khổ giấy";
    return rule;
}

View sentences(const std::vector<std::string>& rules) {
    auto list = View::array();
    for (const auto& rule : rules) list.push_back(sentence_of(rule));
    return list;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::vector<catalogue::IntakeProfile> in_force(const Services& services) {
    return services.gate ? services.gate->rules()->profiles() : catalogue::shipped_intake_rules().profiles();
}

}  // namespace

Result<Response> file_rules(const Request&, Services& services) {
    auto uses = nlohmann::json::object();
    for (const auto& profile : in_force(services))
        uses[std::string{dossier::name_of(profile.use)}] = {{"title", profile.title}, {"types", profile.types}, {"megabytes", profile.bytes / megabyte},
                                                            {"pages", profile.pages}, {"block", profile.block}, {"warn", profile.warn}};
    return ok({{"profiles", uses}});
}

Result<Response> show_file_guide(const Request& request, Services& services) {
    auto view = desk::public_frame(request, services, "Quy cách tệp được nhận");
    view["uses"] = View::array();
    for (const auto& profile : in_force(services))
        view["uses"].push_back({{"title", profile.title}, {"types", joined(profile.types)}, {"megabytes", profile.bytes / megabyte}, {"pages", profile.pages},
                                {"blocking", sentences(profile.block)}, {"any_blocking", !profile.block.empty()},
                                {"warning", sentences(profile.warn)}, {"any_warning", !profile.warn.empty()}});
    return desk::html("pages/file-guide", view);
}

}  // namespace server::http::citizen
