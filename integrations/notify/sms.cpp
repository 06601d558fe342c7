#include "integrations/notify/sms.hpp"

#include <nlohmann/json.hpp>

namespace integrations::notify {

using nlohmann::json;

// 100 taken · 124 this RequestId was taken before · 99 unknown, may pass · 103 out of money, 101 wrong key: the agency
// must act, and may. Everything else is about this very message.
static Delivery outcome(const std::string& code, const json& answer, std::chrono::seconds retry_after) {
    if (code == "100") return Delivered{"SMSID " + answer.value("SMSID", "")};
    if (code == "124") return Duplicate{};
    const auto text = "cổng tin nhắn trả lời " + code;
    if (code == "99" || code == "101" || code == "103") return RetryLater{retry_after, text};
    return Rejected{text};
}

Delivery Sms::send(const Notice& notice) {
    const auto phone = international(notice.phone.reveal());
    if (phone.empty()) return Rejected{"số điện thoại không phải số di động"};
    const json body{{"ApiKey", settings_.api_key},
                    {"SecretKey", settings_.secret_key},
                    {"Phone", "0" + phone.substr(2)},
                    {"Content", settings_.diacritics ? notice.text : without_diacritics(notice.text)},
                    {"IsUnicode", settings_.diacritics ? "1" : "0"},
                    {"Brandname", settings_.brandname},
                    {"SmsType", "2"},
                    {"RequestId", notice.id}};
    const auto sent = http_.send({"POST", settings_.url, {{"Content-Type", "application/json"}},
                                  body.dump(-1, ' ', false, json::error_handler_t::replace)});
    if (!sent) return RetryLater{settings_.retry_after, "không gọi được cổng tin nhắn"};
    const auto answer = json::parse(sent->body, nullptr, false);
    if (sent->status != 200 || !answer.is_object() || !answer.contains("CodeResult"))
        return RetryLater{settings_.retry_after, "cổng tin nhắn trả lời HTTP " + std::to_string(sent->status)};
    const auto& code = answer["CodeResult"];
    return outcome(code.is_string() ? code.get<std::string>() : code.dump(), answer, settings_.retry_after);
}

}  // namespace integrations::notify
