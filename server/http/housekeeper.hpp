#pragma once
// One thread beside the network threads: it finishes answers a client reads slowly, and looks at the clock for all
// connections. (The library's own way of writing spins on a slow reader and can confuse descriptors.)

#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace server::http {

class Connection;

class Housekeeper {
  public:
    Housekeeper();
    ~Housekeeper();
    Housekeeper(const Housekeeper&) = delete;
    Housekeeper& operator=(const Housekeeper&) = delete;

    // The number under which `watch` knows the connection.
    std::uint64_t enter(const std::shared_ptr<Connection>& connection);
    void leave(std::uint64_t number);
    std::size_t connections() const;

    // Calls connection->on_writable() once when `fd` takes bytes again. Called under the connection's lock, while the
    // descriptor is certainly its own.
    void watch(int fd, std::uint64_t number, bool again);
    void forget(int fd);
    void stop();

  private:
    void run();
    std::vector<std::shared_ptr<Connection>> all() const;
    std::shared_ptr<Connection> find(std::uint64_t number) const;

    int epoll_ = -1;
    int wake_ = -1;
    mutable std::mutex mutex_;
    std::unordered_map<std::uint64_t, std::weak_ptr<Connection>> known_;
    std::uint64_t next_number_ = 1;
    std::thread thread_;
};

}  // namespace server::http
