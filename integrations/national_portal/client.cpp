#include "integrations/national_portal/client.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace integrations::national_portal {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// What the portal says may quote a personal number: runs of nine digits or more are blotted out.
std::string quoted(const std::string& text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size() && clean.size() < 300;) {
        auto end = at;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
        if (end - at >= 9) clean += "…";
        else clean += text.substr(at, std::max<std::size_t>(end - at, 1));
        at = std::max(end, at + 1);
    }
    return clean;
}

std::chrono::seconds asked_pause(const HttpAnswer& answer, std::chrono::seconds otherwise) {
    const auto text = answer.header("retry-after").value_or("");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 1) return otherwise;
    return std::chrono::seconds{std::min(seconds, 3600)};
}

std::string words(HttpFailure failure) {
    switch (failure) {
        case HttpFailure::NotAllowed: return "địa chỉ Cổng DVCQG không phải https";
        case HttpFailure::Unreachable: return "không kết nối được Cổng DVCQG";
        case HttpFailure::Untrusted: return "không tin được chứng thư của Cổng DVCQG hoặc bị Cổng từ chối chứng thư";
        case HttpFailure::TooLarge: return "câu trả lời của Cổng DVCQG quá lớn";
        case HttpFailure::CutOff: return "kết nối tới Cổng DVCQG bị ngắt giữa chừng";
    }
    return "không gọi được Cổng DVCQG";
}

// There is no row id on the portal: the same step of the same dossier at the same second is the same row.
bool lists(const json& found, const ordered_json& row) {
    if (!found.is_object()) return false;
    const auto rows = found.find("DanhSachTienDo");
    if (rows == found.end() || !rows->is_array()) return false;
    return std::any_of(rows->begin(), rows->end(), [&](const json& known) {
        for (const auto* name : {"ThoiDiemXuLy", "TrangThai", "NoiDungXuLy"})
            if (known.value(name, "") != row.value(name, "")) return false;
        return true;
    });
}

}  // namespace

Client::Client(Settings settings) : settings_(std::move(settings)), http_(settings_.tls, settings_.limits) {}

Delivery Client::deliver(const Message& message) {
    const auto body = ordered_json::parse(message.body, nullptr, false);
    if (!body.is_object() || !body.contains("HoSo") || !body.contains("TienDo"))
        return Rejected{"nội dung thông điệp không đọc được"};
    json known;
    if (message.earlier_attempts > 0) {
        auto found = look_up(body["HoSo"].value("MaHoSo", ""));
        if (!found) return found.error();
        known = std::move(*found);
    }
    if (lists(known, body["TienDo"])) return Duplicate{};
    if (const auto kept = synchronise(body["HoSo"]); !kept) return kept.error();
    const auto answer = advance(body["TienDo"]);
    if (!answer) return answer.error();
    return Delivered{quoted(answer->message)};
}

// An insert for a dossier that just began, otherwise an update; the portal's objection turns one into the other.
Client::Outcome<void> Client::synchronise(const ordered_json& record) {
    const auto status = record.value("TrangThaiHoSo", "");
    bool updating = status != "1" && status != "2";
    for (int round = 0; round < 2; ++round, updating = !updating) {
        const auto answer = integrate("DongBoHoSoMC", {{"isUpdating", updating ? "True" : "False"},
                                                       {"data", ordered_json::array({record})}});
        if (!answer) return tl::unexpected(answer.error());
        if (answer->succeeded()) return {};
        const bool other_way = updating ? answer->does_not_exist() : answer->already_exists();
        if (!other_way) return tl::unexpected(refused(*answer));
    }
    return tl::unexpected(later("Cổng DVCQG trả lời mâu thuẫn về việc hồ sơ đã có hay chưa"));
}

Client::Outcome<Answer> Client::advance(const ordered_json& row) {
    auto answer = integrate("CapNhatTienDoHoSoMC", {{"data", ordered_json::array({row})}});
    if (answer && !answer->succeeded()) return tl::unexpected(refused(*answer));
    return answer;
}

Client::Outcome<json> Client::look_up(const std::string& code) {
    const auto answer = integrate("TraCuuHoSo", {{"mahoso", code}});
    if (!answer) return tl::unexpected(answer.error());
    if (answer->succeeded()) return answer->result.empty() ? json{} : answer->result.front();
    if (answer->does_not_exist()) return json{};
    return tl::unexpected(refused(*answer));
}

tl::expected<json, std::string> Client::procedure(std::string_view procedure_code) {
    const auto answer = call(settings_.share_endpoint, {{"service", "LayThuTuc"}, {"maTTHC", std::string{procedure_code}}});
    if (!answer) return tl::unexpected(std::string{"không gọi được Cổng DVCQG"});
    if (!answer->succeeded()) return tl::unexpected(quoted(answer->message));
    return answer->result;
}

Client::Outcome<Answer> Client::integrate(const std::string& service, ordered_json more) {
    more["service"] = service;
    return call(settings_.integration_endpoint, std::move(more));
}

Client::Outcome<Answer> Client::call(const std::string& endpoint, ordered_json envelope) {
    for (int round = 0;; ++round) {
        if (session_.empty())
            if (const auto opened = log_in(); !opened) return tl::unexpected(opened.error());
        envelope["session"] = session_;
        envelope["madonvi"] = settings_.madonvi;
        auto answer = post(endpoint, envelope.dump(-1, ' ', false, json::error_handler_t::replace));
        if (!answer || !answer->session_lost()) return answer;
        session_.clear();
        if (round > 0) return tl::unexpected(later("Cổng DVCQG không giữ phiên làm việc"));
    }
}

Client::Outcome<void> Client::log_in() {
    const ordered_json body{{"username", settings_.username}, {"password", settings_.password}};
    const auto sent = http_.send({"POST", settings_.adapter_url + settings_.auth_endpoint,
                                  {{"Content-Type", "application/json"}, {"dstcode", settings_.dstcode}}, body.dump()});
    if (!sent) return tl::unexpected(later(words(sent.error().kind)));
    if (sent->status != 200)
        return tl::unexpected(Delivery{RetryLater{asked_pause(*sent, settings_.retry_after),
                                                  "đăng nhập Cổng DVCQG: HTTP " + std::to_string(sent->status)}});
    const auto answer = json::parse(sent->body, nullptr, false);
    const auto parsed = parse_answer(sent->body);
    if (!parsed || !parsed->succeeded() || !answer.contains("session") || !answer["session"].is_string() ||
        answer["session"].get<std::string>().empty())
        return tl::unexpected(later("Cổng DVCQG từ chối đăng nhập"));
    session_ = answer["session"].get<std::string>();
    return {};
}

Client::Outcome<Answer> Client::post(const std::string& endpoint, const std::string& body) {
    const auto sent = http_.send({"POST", settings_.adapter_url + endpoint,
                                  {{"Content-Type", "application/json"}, {"Accept", "application/json"},
                                   {"Charset", "utf-8"}, {"dstcode", settings_.dstcode}}, body});
    if (!sent) return tl::unexpected(later(words(sent.error().kind)));
    if (sent->status == 401 || sent->status == 403) return Answer{"-1", "session"};  // as a lost session
    if (sent->status >= 500 || sent->status == 429 || sent->status == 408)
        return tl::unexpected(Delivery{RetryLater{asked_pause(*sent, settings_.retry_after),
                                                  "Cổng DVCQG trả lời HTTP " + std::to_string(sent->status)}});
    if (sent->status != 200)
        return tl::unexpected(Delivery{Rejected{"Cổng DVCQG trả lời HTTP " + std::to_string(sent->status)}});
    auto answer = parse_answer(sent->body);
    if (!answer) return tl::unexpected(later("câu trả lời của Cổng DVCQG không đọc được"));
    return *std::move(answer);
}

Delivery Client::later(std::string reason) const { return RetryLater{settings_.retry_after, std::move(reason)}; }

// Error codes are not published. What names the data as wrong needs a person; the rest may pass.
Delivery Client::refused(const Answer& answer) const {
    const auto text = "Cổng DVCQG báo lỗi " + answer.error_code + ": " + quoted(answer.message);
    if (answer.data_refused()) return Rejected{text};
    return later(text);
}

}  // namespace integrations::national_portal
