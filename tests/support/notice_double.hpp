#pragma once
// The double of an SMS gateway and of Zalo's notices (integrations/doubles/notice_double.py).

#include <string>

#include <nlohmann/json.hpp>

#include "integrations/https_client.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"

namespace test_support {

class NoticeDouble {
  public:
    NoticeDouble() : process_({"/usr/bin/python3", "-B", in_source("integrations/doubles/notice_double.py")}) {
        const auto line = process_.next_line();
        url = line.substr(line.find("http://"));
    }
    static NoticeDouble& fresh() {
        static NoticeDouble shared;
        shared.earlier_ = shared.all().size();
        return shared;
    }
    nlohmann::json all() const {
        return nlohmann::json::parse(integrations::HttpsClient{}.send({"GET", url + "/state.json"})->body)["kept"];
    }
    // In this test.
    nlohmann::json kept() const {
        auto since = nlohmann::json::array();
        const auto everything = all();
        for (auto at = earlier_; at < everything.size(); ++at) since.push_back(everything[at]);
        return since;
    }
    std::string url;

  private:
    std::size_t earlier_ = 0;
    ChildProcess process_;
};

}  // namespace test_support
