#pragma once
// Somebody who uses the server from outside, over HTTPS: an officer, a citizen, or nobody in particular.

#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "integrations/https_client.hpp"

namespace server::demo {

// A step did not hold. The text is shown as it is.
struct StepFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Visitor {
  public:
    // `base` without a slash at the end; `authorities`: PEM file the server's certificate is checked against.
    Visitor(std::string base, std::string authorities);
    Visitor(std::string base, std::string authorities, integrations::HttpLimits limits);

    void sign_in(const std::string& name, const std::string& password);

    // JSON; all throw StepFailed unless the answer is 2xx.
    nlohmann::json get(const std::string& path);
    nlohmann::json post(const std::string& path, const nlohmann::json& body = nlohmann::json::object());
    // An action on a dossier as it stands now: the version is asked for first and sent back with If-Match.
    nlohmann::json act(const std::string& dossier, const std::string& action, const nlohmann::json& fields);
    nlohmann::json upload(const std::string& path, const std::string& bytes, const std::string& media_type,
                          const std::string& file_name);
    std::string bytes(const std::string& path);

    // Whatever the answer is.
    integrations::HttpAnswer ask(const std::string& method, const std::string& path, const std::string& body = {},
                                 const std::string& media_type = "application/json", integrations::Headers more = {});

  private:
    std::string base_, cookie_, csrf_;
    integrations::HttpsClient http_;
};

}  // namespace server::demo
