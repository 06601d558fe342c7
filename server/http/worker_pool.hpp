#pragma once
// Threads that may wait for the database, behind a queue with an end.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace server::http {

class WorkerPool {
  public:
    using Work = std::function<void()>;
    WorkerPool(std::size_t threads, std::size_t longest_queue);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when the queue is full; the work is then untouched.
    bool offer(Work& work);
    std::size_t waiting() const;
    // Runs what is queued, then ends the threads.
    void stop();

  private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Work> queue_;
    std::size_t longest_queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace server::http
