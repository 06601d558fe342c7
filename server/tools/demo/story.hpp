#pragma once
// The whole story of one dossier, from the scanned stack to the citizen, as steps a person can follow.

#include <functional>
#include <string>
#include <vector>

#include "server/tools/demo/visitor.hpp"

namespace server::demo {

struct Stage {
    std::string server;       // https://localhost:8443
    std::string authorities;  // PEM the server's certificate is checked against
    std::string portal;       // address of the national portal's double
    std::string pki;          // folder of `motcua pki demo`, the one the server trusts
    std::string scans;        // a stack: one file, or a folder whose files are uploaded one after the other
    std::string out;          // folder for what the story makes: receipt, results
    std::string password;     // of the demo accounts
};

// A step says in a few words what it saw, or throws StepFailed.
struct Step {
    const char* title;  // Vietnamese
    std::function<std::string()> play;
};

class Story {
  public:
    explicit Story(Stage stage);
    std::vector<Step> steps();

  private:
    // intake.cpp
    std::string sign_in();
    std::string open_draft();
    std::string upload_scans();
    std::string read_pages();
    std::string confirm_documents();
    std::string mark_not_digitised();
    std::string look_up_identity();
    std::string receive();
    std::string fetch_receipt();
    // handling.cpp
    std::string hand_over();
    std::string propose();
    std::string stop_portal();
    std::string decide();
    std::string refuse_bad_results();
    std::string attach_result();
    std::string finish();
    std::string return_result();
    // outside.cpp
    std::string portal_was_down();
    std::string portal_again();
    std::string citizen_looks_up();

    nlohmann::json act(Visitor& who, const std::string& action, const nlohmann::json& fields = nlohmann::json::object());
    nlohmann::json offer_result(const std::string& pdf_path);  // uploads and waits for the verdict
    nlohmann::json portal_state();
    std::string told_to_portal();  // "2 4": progress rows in the order of arrival
    void portal_behaves(const std::string& behaviour);

    Stage stage_;
    Visitor reception_, specialist_, leader_, citizen_;
    integrations::HttpsClient portal_;
    std::string dossier_, code_, result_pdf_;
    std::vector<std::string> stacks_;
};

// Asks until `ready` gives something, at most `seconds`; says `what` never came otherwise.
template <class Ready>
auto wait_for(const std::string& what, int seconds, Ready ready) -> decltype(ready());

}  // namespace server::demo

#include <chrono>
#include <thread>

template <class Ready>
auto server::demo::wait_for(const std::string& what, int seconds, Ready ready) -> decltype(ready()) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
    for (;;) {
        if (auto found = ready()) return found;
        if (std::chrono::steady_clock::now() > deadline)
            throw StepFailed(what + " không đến sau " + std::to_string(seconds) + " giây");
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
    }
}
