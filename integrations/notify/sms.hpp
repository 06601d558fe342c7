#pragma once
// SMS over an eSMS-shaped gateway (SendMultipleMessage_V4_post_json); field names seen in public code.

#include "integrations/https_client.hpp"
#include "integrations/notify/channel.hpp"

namespace integrations::notify {

struct SmsSettings {
    std::string url;  // https://…/MainService.svc/json/SendMultipleMessage_V4_post_json/
    std::string api_key, secret_key, brandname;
    bool diacritics = false;  // IsUnicode: dearer and shorter
    TlsFiles tls{};
    HttpLimits limits{};
    std::chrono::seconds retry_after{120};
};

class Sms : public Channel {
  public:
    explicit Sms(SmsSettings settings) : settings_(std::move(settings)), http_(settings_.tls, settings_.limits) {}
    std::string_view name() const override { return "sms"; }
    Delivery send(const Notice& notice) override;

  private:
    SmsSettings settings_;
    HttpsClient http_;
};

}  // namespace integrations::notify
