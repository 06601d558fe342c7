#pragma once
// DVCQG v1 over the adapter: log in, call, log in again when the session is gone. One instance per worker thread.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "integrations/https_client.hpp"
#include "integrations/national_portal/wire.hpp"
#include "integrations/partner.hpp"

namespace integrations::national_portal {

struct Settings {
    std::string adapter_url;  // https://…, no slash at the end
    std::string auth_endpoint = "/login";
    std::string integration_endpoint = "/integration";
    std::string share_endpoint = "/share";
    std::string username, password;  // from files, never from the command line
    std::string dstcode;             // the adapter's code of the destination
    std::string madonvi;             // our own agency code
    TlsFiles tls{};
    HttpLimits limits{};                         // the portal's own time limit is 60 s
    std::chrono::seconds retry_after{60};        // first pause; the job runner doubles it
};

class Client : public Partner {
  public:
    explicit Client(Settings settings);

    std::string_view name() const override { return "national_portal"; }

    // The body is message_body(record, progress). HoSo goes first, then its one progress row. When the message may
    // have arrived before, the portal is asked what it has, and a row it lists is not sent again.
    Delivery deliver(const Message& message) override;

    // LayThuTuc: the national catalogue's answer, for `motcua import`.
    tl::expected<nlohmann::json, std::string> procedure(std::string_view procedure_code);

  private:
    template <class T>
    using Outcome = tl::expected<T, Delivery>;  // without an answer: what the sender does next

    Outcome<void> log_in();
    Outcome<Answer> post(const std::string& endpoint, const std::string& body);
    // Logs in when there is no session, and once more when the portal has forgotten it.
    Outcome<Answer> call(const std::string& endpoint, nlohmann::ordered_json envelope);
    Outcome<Answer> integrate(const std::string& service, nlohmann::ordered_json more);
    Outcome<nlohmann::json> look_up(const std::string& code);  // null when the portal does not have it
    Outcome<void> synchronise(const nlohmann::ordered_json& record);
    Outcome<Answer> advance(const nlohmann::ordered_json& row);
    Delivery later(std::string reason) const;
    Delivery refused(const Answer& answer) const;

    Settings settings_;
    HttpsClient http_;
    std::string session_;
};

}  // namespace integrations::national_portal
