#pragma once
// A real nginx with the shipped configuration, on free loopback ports and in a folder of its own.

#include <cstdint>
#include <filesystem>
#include <sys/types.h>

namespace tests {

std::uint16_t free_port();

class Nginx {
  public:
    // Starts it before a server on `upstream`; throws std::runtime_error when it does not come up.
    Nginx(const std::filesystem::path& folder, std::uint16_t upstream, const std::filesystem::path& files);
    ~Nginx();
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;

    std::uint16_t https_port() const { return https_port_; }
    std::uint16_t redirect_port() const { return redirect_port_; }

  private:
    std::uint16_t https_port_;
    std::uint16_t redirect_port_;
    pid_t process_ = -1;
};

}  // namespace tests
