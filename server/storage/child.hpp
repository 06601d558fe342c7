#pragma once
// Starting a program as another user without touching anything unsafe between fork and exec.

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace server::storage {

struct RunAs {
    uid_t uid;
    gid_t gid;
    std::vector<gid_t> groups;
};
// Root: user motcua, else postgres. Otherwise none: run as oneself. `found` false: root without either.
std::optional<RunAs> database_user(bool& found);

// Starts `arguments[0]` in `folder`, output appended to `log`. It gets SIGINT when the calling THREAD ends, so call
// from one that lives as long as the child should. Returns -1 when fork fails; 127 is the exit code of a failed exec.
pid_t start_child(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                  const std::filesystem::path& log, const std::optional<RunAs>& user);

}  // namespace server::storage
