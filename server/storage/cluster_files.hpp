#pragma once
// The folders of a private cluster: who owns them, where the socket lies, how initdb fills them.

#include <filesystem>
#include <optional>
#include <string>

#include "server/storage/child.hpp"

namespace server::storage {

class ClusterFiles {
  public:
    static constexpr const char* superuser = "motcua_super";  // initdb, roles, backup

    explicit ClusterFiles(const std::filesystem::path& data_dir);

    std::filesystem::path cluster() const { return data_dir_ / "postgres"; }
    std::filesystem::path log() const { return data_dir_ / "postgres.log"; }
    std::filesystem::path lock() const { return data_dir_ / "postgres.lock"; }
    // PostgreSQL allows a socket 107 bytes of path: below the data folder if that fits, else below /tmp, named by a hash.
    const std::filesystem::path& socket_folder() const { return socket_folder_; }
    const std::optional<RunAs>& user() const { return user_; }

    // All throw std::runtime_error with a sentence for people: when a folder cannot be made, is
    // not ours, or cannot be reached by the database's user; when initdb fails or the cluster is of another version.
    void make_folders() const;
    // initdb into a sibling and rename, unless it is there.
    void prepare(const std::filesystem::path& programs, bool durable) const;
    // A postmaster.pid whose process is a zombie or no PostgreSQL at all would block the start for ever.
    void remove_stale_pid_file() const;

    static std::filesystem::path programs();

  private:
    void make_private(const std::filesystem::path& folder) const;

    std::filesystem::path data_dir_, socket_folder_;
    std::optional<RunAs> user_;
    bool user_found_ = true;
};

}  // namespace server::storage
