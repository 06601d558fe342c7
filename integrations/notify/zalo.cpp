#include "integrations/notify/zalo.hpp"

#include <nlohmann/json.hpp>

namespace integrations::notify {

using nlohmann::json;

namespace {

// What may pass by itself or after the agency acted (token, quota, internal); the rest concerns this person or text.
bool may_pass(int error) {
    switch (error) {
        case -100:  // unknown error, "try again later"
        case -115:  // out of quota
        case -124:  // access token invalid
        case -125:  // official account's quota
        case -126:  // wallet empty
            return true;
        default: return false;
    }
}

}  // namespace

Delivery Zalo::send(const Notice& notice) {
    const auto phone = international(notice.phone.reveal());
    if (phone.empty()) return Rejected{"số điện thoại không phải số di động"};
    const auto approved = settings_.templates.find(notice.template_name);
    if (approved == settings_.templates.end()) return Rejected{"chưa có mẫu tin Zalo cho loại thông báo này"};
    const json body{{"phone", phone},
                    {"template_id", approved->second},
                    {"template_data", notice.values},
                    {"tracking_id", notice.id}};
    const auto sent = http_.send({"POST", settings_.url,
                                  {{"Content-Type", "application/json"}, {"access_token", settings_.access_token}},
                                  body.dump(-1, ' ', false, json::error_handler_t::replace)});
    if (!sent && sent.error().may_have_arrived())  // tracking_id is no protection against a second message
        return Rejected{"không rõ Zalo đã nhận hay chưa; không gửi lại để tránh gửi hai lần"};
    if (!sent) return RetryLater{settings_.retry_after, "không gọi được Zalo"};
    const auto answer = json::parse(sent->body, nullptr, false);
    if (sent->status != 200 || !answer.is_object() || !answer.contains("error") || !answer["error"].is_number_integer())
        return RetryLater{settings_.retry_after, "Zalo trả lời HTTP " + std::to_string(sent->status)};
    const auto error = answer["error"].get<int>();
    if (error == 0) {
        const auto told = answer.value("data", json::object());
        return Delivered{"msg_id " + (told.is_object() ? told.value("msg_id", "") : "")};
    }
    const auto text = "Zalo trả lời " + std::to_string(error);
    if (may_pass(error)) return RetryLater{settings_.retry_after, text};
    return Rejected{text};
}

}  // namespace integrations::notify
