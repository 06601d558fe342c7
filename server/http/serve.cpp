#include <csignal>
#include <filesystem>
#include <fstream>
#include <pthread.h>

#include "server/http/listener.hpp"
#include "server/http/site.hpp"
#include "server/log.hpp"
#include "server/services.hpp"
#include "server/watch.hpp"

namespace server::http {
namespace {

// Blocked before any thread starts, so that only sigwait sees them.
sigset_t block_stop_signals() {
    sigset_t stop;
    ::sigemptyset(&stop);
    ::sigaddset(&stop, SIGTERM);
    ::sigaddset(&stop, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    return stop;
}

GuardSettings settings_from(const Config& config) {
    GuardSettings settings;
    settings.wire = {config.files_dir(), config.http_behind_nginx};
    settings.spool_dir = config.spool_dir();
    settings.workers = static_cast<std::size_t>(config.http_workers);
    settings.longest_queue = static_cast<std::size_t>(config.http_queue);
    settings.deadline = std::chrono::seconds{config.http_deadline_s};
    settings.idle = std::chrono::seconds{config.http_idle_s};
    return settings;
}

// Written beside and renamed: a reader sees the whole number or nothing.
void write_port(const std::string& file, std::uint16_t port) {
    if (file.empty()) return;
    std::ofstream{file + ".new"} << port << '\n';
    std::filesystem::rename(file + ".new", file);
}

}  // namespace

int serve(Services& services, const std::string& port_file) {
    const auto stop = block_stop_signals();
    const auto& config = services.config;
    const Watch watch{services};
    services.watch = &watch;
    Site site{endpoints(), services};
    Listener listener{site, settings_from(config), config.http_address, static_cast<std::uint16_t>(config.http_port),
                      static_cast<int>(config.http_threads)};
    write_port(port_file, listener.port());
    log::info("listening", {.count = listener.port()});
    int signal = 0;
    ::sigwait(&stop, &signal);
    log::info("draining", {.count = static_cast<std::int64_t>(listener.connections())});
    const bool all_answered = listener.drain(std::chrono::seconds{config.http_drain_s});
    log::info(all_answered ? log::Literal{"stopped"} : log::Literal{"stopped with requests unanswered"});
    return 0;
}

}  // namespace server::http
