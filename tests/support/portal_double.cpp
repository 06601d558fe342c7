#include "tests/support/portal_double.hpp"

#include <signal.h>

#include <stdexcept>

#include "integrations/https_client.hpp"
#include "tests/support/places.hpp"

namespace test_support {

PortalDouble::PortalDouble(std::vector<std::string> words) : words_(std::move(words)) { start(); }

PortalDouble& PortalDouble::fresh() {
    static PortalDouble shared;
    shared.misbehave("forget");
    return shared;
}

void PortalDouble::start() {
    std::vector<std::string> command{"/usr/bin/python3", "-B", in_source("integrations/doubles/national_portal_double.py")};
    if (!url_.empty()) {
        command.push_back("--port");
        command.push_back(url_.substr(url_.rfind(':') + 1));
    }
    command.insert(command.end(), words_.begin(), words_.end());
    process_ = std::make_unique<ChildProcess>(command);
    const auto line = process_->next_line();
    url_ = line.substr(line.find("http"));
}

void PortalDouble::kill_it() {
    process_->stop(SIGKILL);
    process_.reset();
}
void PortalDouble::start_again() { start(); }

void PortalDouble::misbehave(const std::string& behaviour, int times, int seconds) {
    const nlohmann::json order{{"behaviour", behaviour}, {"times", times}, {"seconds", seconds}};
    const auto answer = integrations::HttpsClient{}.send({"POST", url_ + "/control", {}, order.dump()});
    if (!answer || answer->status != 200) throw std::runtime_error("the double does not obey: " + behaviour);
}

nlohmann::json PortalDouble::state() const {
    const auto answer = integrations::HttpsClient{}.send({"GET", url_ + "/state.json"});
    if (!answer) throw std::runtime_error("the double does not answer: " + answer.error().detail);
    return nlohmann::json::parse(answer->body);
}

std::string PortalDouble::progress_of(const std::string& code) const {
    std::string statuses;
    const auto all = state();
    if (!all["TienDo"].contains(code)) return statuses;
    for (const auto& row : all["TienDo"][code]) {
        if (!statuses.empty()) statuses += ' ';
        statuses += row["TrangThai"].get<std::string>();
    }
    return statuses;
}

}  // namespace test_support
