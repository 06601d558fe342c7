#pragma once
// Hands a mail to the agency's own SMTP server. TLS is required unless the server is on this machine.

#include <string>

#include "integrations/https_client.hpp"
#include "integrations/mail/mime.hpp"
#include "integrations/partner.hpp"

namespace integrations::mail {

struct SmtpSettings {
    std::string url;  // smtps://host:465, or smtp://host:587 (then STARTTLS)
    std::string username, password;  // both empty: no authentication
    TlsFiles tls{};
    HttpLimits limits{};
    std::chrono::seconds retry_after{120};
};

class SmtpClient {
  public:
    explicit SmtpClient(SmtpSettings settings) : settings_(std::move(settings)) {}

    // SMTP cannot ask "do you have it?". When the connection ends after the whole mail was handed over and before the
    // answer, the outcome is Rejected with a reason that says so: it is told to a person and never sent twice.
    Delivery send(const Mail& mail, dossier::Instant now);

  private:
    SmtpSettings settings_;
};

}  // namespace integrations::mail
