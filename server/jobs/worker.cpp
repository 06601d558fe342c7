#include "server/jobs/worker.hpp"

#include <atomic>
#include <csignal>
#include <thread>

#include <pthread.h>

#include "server/jobs/page_desk.hpp"
#include "server/jobs/rounds.hpp"
#include "server/jobs/runner.hpp"
#include "server/jobs/scan_folder.hpp"
#include "server/log.hpp"

namespace server::jobs {

int work(Services& services, bool once) {
    sigset_t stop_signals;
    sigemptyset(&stop_signals);
    sigaddset(&stop_signals, SIGTERM);
    sigaddset(&stop_signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

    PageDesk pages{services};
    if (once) {
        while (run_due(services) + pages.run_due() > 0) {
        }
        return 0;
    }
    std::atomic<bool> stop{false};
    std::thread reading{[&] { pages.run_until(stop); }};
    std::thread running{[&] { run_until(services, stop); }};
    std::thread rounds{[&] { make_rounds(services, stop); }};
    ScanFolder scanners{services};
    std::thread scanning{[&] { scanners.run_until(stop); }};
    log::info("working");
    int signal = 0;
    sigwait(&stop_signals, &signal);
    stop = true;
    scanning.join();
    rounds.join();
    running.join();
    reading.join();
    log::info("stopped");
    return 0;
}

}  // namespace server::jobs
