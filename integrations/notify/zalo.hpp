#pragma once
// Zalo Notification Service: approved templates with values, POST …/message/template. Error codes by zalo.cloud.

#include "integrations/https_client.hpp"
#include "integrations/notify/channel.hpp"

namespace integrations::notify {

struct ZaloSettings {
    std::string url;  // https://business.openapi.zalo.me/message/template
    std::string access_token;
    std::map<std::string, std::string> templates;  // our name → the approved template's id
    TlsFiles tls{};
    HttpLimits limits{};
    std::chrono::seconds retry_after{120};
};

class Zalo : public Channel {
  public:
    explicit Zalo(ZaloSettings settings) : settings_(std::move(settings)), http_(settings_.tls, settings_.limits) {}
    std::string_view name() const override { return "zalo"; }
    // Rejected when the person has no Zalo, refuses notices or the template is not approved: the next channel's turn.
    Delivery send(const Notice& notice) override;

  private:
    ZaloSettings settings_;
    HttpsClient http_;
};

}  // namespace integrations::notify
