#include "server/storage/child.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace server::storage {

std::optional<RunAs> database_user(bool& found) {
    found = true;
    if (::geteuid() != 0) return std::nullopt;
    for (const char* name : {"motcua", "postgres"}) {
        const auto* user = ::getpwnam(name);
        if (!user) continue;
        RunAs as{user->pw_uid, user->pw_gid, std::vector<gid_t>(64)};
        int count = static_cast<int>(as.groups.size());
        if (::getgrouplist(name, user->pw_gid, as.groups.data(), &count) < 0) count = 0;
        as.groups.resize(static_cast<std::size_t>(count));
        return as;
    }
    found = false;
    return std::nullopt;
}

pid_t start_child(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                  const std::filesystem::path& log, const std::optional<RunAs>& user) {
    // Everything that allocates happens before fork: other threads may hold the allocator's lock.
    std::vector<char*> argv;
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const auto where = folder.string(), output = log.string();
    std::array<char*, 5> environment{const_cast<char*>("LC_ALL=C.UTF-8"), const_cast<char*>("PATH=/usr/bin:/bin"),
                                     const_cast<char*>("TZ=UTC"), const_cast<char*>("PGTZ=UTC"), nullptr};
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child != 0) return child;

    ::setsid();  // Ctrl+C on our terminal is ours to answer, not the database's
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
    const int in = ::open("/dev/null", O_RDONLY);
    if (out < 0 || in < 0) ::_exit(126);
    if (user && ::fchown(out, user->uid, user->gid) != 0) ::_exit(126);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    ::close_range(3, ~0U, 0);
    if (user) {
        if (::setgroups(user->groups.size(), user->groups.data()) != 0 || ::setgid(user->gid) != 0 ||
            ::setuid(user->uid) != 0)
            ::_exit(126);
    }
    if (::chdir(where.c_str()) != 0) ::_exit(126);
    ::umask(0077);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) ::signal(number, SIG_DFL);
    ::prctl(PR_SET_PDEATHSIG, SIGINT);  // after setuid, which takes it back
    if (::getppid() != parent) ::_exit(125);
    ::execve(argv[0], argv.data(), environment.data());
    ::_exit(127);
}

}  // namespace server::storage
