#pragma once
// The SMTP double (integrations/doubles/mail_double.py) in a folder of its own.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"

namespace test_support {

class MailDouble {
  public:
    MailDouble()
        : folder_(std::filesystem::temp_directory_path() / ("motcua-mail-" + std::to_string(getpid()))),
          process_({"/usr/bin/python3", "-B", in_source("integrations/doubles/mail_double.py"), "--folder", folder_.string()}) {
        const auto line = process_.next_line();
        url = line.substr(line.find("smtp://"));
    }
    ~MailDouble() {
        process_.stop(15);
        std::filesystem::remove_all(folder_);
    }
    std::size_t kept() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder_}, {}));
    }
    // As it came over the wire, numbered from 1 in order of arrival.
    std::string mail(std::size_t number) const {
        auto name = std::to_string(number);
        name.insert(0, 4 - name.size(), '0');
        std::ifstream file{folder_ / (name + ".eml")};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    void stop() { process_.stop(9); }
    std::string url;

  private:
    std::filesystem::path folder_;
    ChildProcess process_;
};

}  // namespace test_support
