#include "nginx.hpp"
#include "tests/support/places.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

bool listens(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool yes = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return yes;
}

}  // namespace

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                       ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(fd);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

Nginx::Nginx(const std::filesystem::path& folder, std::uint16_t upstream, const std::filesystem::path& files)
    : https_port_(free_port()), redirect_port_(free_port()) {
    const std::string prepare = test_support::in_source("server/http/nginx/prepare") + " '" + folder.string() +
                                "' --upstream " + std::to_string(upstream) + " --files '" + files.string() +
                                "' --address 127.0.0.1 --rate 1000000 --connections 10000 --https " +
                                std::to_string(https_port_) + " --redirect " + std::to_string(redirect_port_);
    if (std::system(prepare.c_str()) != 0) throw std::runtime_error("nginx/prepare failed");
    const auto configuration = (folder / "nginx.conf").string();
    const auto errors = (folder / "error.log").string();
    const auto prefix = folder.string();
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::execl("/usr/sbin/nginx", "nginx", "-p", prefix.c_str(), "-c", configuration.c_str(), "-e", errors.c_str(), nullptr);
        ::_exit(127);
    }
    for (int at = 0; at < 100 && !listens(https_port_); ++at) ::usleep(50'000);  // µs
    if (!listens(https_port_)) throw std::runtime_error("nginx did not come up");
}

Nginx::~Nginx() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

}  // namespace tests
