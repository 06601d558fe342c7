#pragma once
// Officers of the demo agency at work on a running server, over the JSON API.

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "server/storage/database.hpp"
#include "server/tools/demo/visitor.hpp"
#include "tests/support/running_server.hpp"

namespace test_support {

using server::demo::Visitor;

// Components of the sample procedure "đăng ký thành lập hộ kinh doanh".
inline const std::string household_business = "1.001612";
inline const std::string application_form = "000.00.00.G05-KQ900301";
inline const std::string identity_paper = "000.00.00.G05-KQ900304";
inline const std::string authorisation = "000.00.00.G05-KQ900305";

// What POST /api/dossiers needs for a counter dossier of this procedure that can be received at once; tests change
// the one point that matters.
nlohmann::json counter_dossier();

class Desk {
  public:
    explicit Desk(RunningServer& server);

    // Somebody of the demo accounts who just signed in: "lan", "dung" (reception), "tam" (specialist), "son" (leader) …
    Visitor sign_in(const std::string& name) const;
    Visitor stranger() const;

    Visitor& reception() { return reception_; }
    std::string draft();     // id of a new draft with everything but its papers
    nlohmann::json received();  // a dossier received just now
    nlohmann::json show(const std::string& dossier) { return reception_.get("/api/dossiers/" + dossier); }
    nlohmann::json act(Visitor& who, const std::string& dossier, const std::string& action,
                       const nlohmann::json& fields = nlohmann::json::object());
    // Uploads a scan and returns the stack's id.
    std::string scan(const std::string& dossier, const std::string& bytes, const std::string& file_name);
    nlohmann::json stack(const std::string& id) { return reception_.get("/api/stacks/" + id); }
    // Waits until the worker is through with it: read or failed.
    nlohmann::json settled(const std::string& stack_id);

  private:
    RunningServer& server_;
    Visitor reception_;
};

// How to look into the server's private database beside it.
server::storage::DatabaseOptions beside(const RunningServer& server);

// Asks until `ready` holds; throws when it does not within `seconds`.
void wait_until(const std::string& what, int seconds, const std::function<bool()>& ready);

std::string content_of(const std::string& path);

// Of a problem+json answer: the names of the fields it complains about, sorted, with a blank between.
std::string fields_of(const integrations::HttpAnswer& answer);
nlohmann::json body_of(const integrations::HttpAnswer& answer);

}  // namespace test_support
