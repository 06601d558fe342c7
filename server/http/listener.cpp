#include "server/http/guard.hpp"
#include "server/http/listener.hpp"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <sys/resource.h>
#include <thread>

#include <sodium.h>

#include "server/http/head.hpp"
#include "server/http/spool.hpp"

namespace server::http {
namespace {

using namespace std::chrono_literals;

// The library's own time limits close descriptors behind our back (they skip onDisconnection): a year means never.
constexpr auto never = std::chrono::hours{24 * 365};

// With no descriptor left the accept loop of the library spins; take all the system allows.
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Listener::Library {
    explicit Library(const Pistache::Address& address) : endpoint(address) {}
    Pistache::Http::Endpoint endpoint;
    bool stopped = false;
};

Core::Core(Application& served, GuardSettings chosen)
    : application(served), settings(std::move(chosen)), router(served.endpoints()),
      pool(settings.workers, settings.longest_queue) {}

Core::~Core() = default;

Listener::Listener(Application& application, GuardSettings settings, const std::string& address, std::uint16_t port,
                   int network_threads) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium");
    std::signal(SIGPIPE, SIG_IGN);
    raise_descriptor_limit();
    std::filesystem::create_directories(settings.spool_dir);
    sweep_spool(settings.spool_dir);
    core_ = std::make_shared<Core>(application, std::move(settings));
    library_ = std::make_unique<Library>(Pistache::Address{address, Pistache::Port{port}});
    auto options = Pistache::Http::Endpoint::options()
                       .threads(network_threads)
                       .flags(Pistache::Tcp::Options::ReuseAddr | Pistache::Tcp::Options::CloseOnExec)
                       .maxRequestSize(head_limit)
                       .headerTimeout(never)
                       .bodyTimeout(never)
                       .keepaliveTimeout(never);
    library_->endpoint.init(options);
    library_->endpoint.setHandler(std::make_shared<Guard>(core_));
    library_->endpoint.serveThreaded();
}

Listener::~Listener() { drain(0ms); }

std::uint16_t Listener::port() const { return static_cast<std::uint16_t>(library_->endpoint.getPort()); }
bool Listener::draining() const { return core_->draining; }
std::size_t Listener::connections() const { return core_->housekeeper.connections(); }

bool Listener::drain(std::chrono::milliseconds limit) {
    if (library_->stopped) return true;
    library_->stopped = true;
    core_->draining = true;
    const auto until = std::chrono::steady_clock::now() + limit;
    // Quiet for a moment, not only between two requests.
    int quiet = 0;
    while (quiet < 10 && std::chrono::steady_clock::now() < until) {
        quiet = core_->in_flight == 0 ? quiet + 1 : 0;
        std::this_thread::sleep_for(20ms);
    }
    const bool all_answered = core_->in_flight == 0;
    library_->endpoint.shutdown();
    core_->pool.stop();
    core_->housekeeper.stop();
    return all_answered;
}

}  // namespace server::http
