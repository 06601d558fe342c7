#include "server/http/worker_pool.hpp"

#include <utility>

namespace server::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
    for (std::size_t at = 0; at < threads; ++at) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::offer(Work& work) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(work));
    }
    filled_.notify_one();
    return true;
}

std::size_t WorkerPool::waiting() const {
    const std::lock_guard lock{mutex_};
    return queue_.size();
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    filled_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void WorkerPool::run() {
    for (;;) {
        Work work;
        {
            std::unique_lock lock{mutex_};
            filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace server::http
