#include <csignal>

#include "server/verbs.hpp"

int main(int argc, char** argv) {
    // A peer that hangs up must not end the process (Pistache, libpq and curl all write to sockets).
    std::signal(SIGPIPE, SIG_IGN);
    return server::run_command_line(argc, argv);
}
