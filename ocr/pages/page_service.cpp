#include "ocr/pages/page_service.hpp"

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "ocr/pages/frame.hpp"

namespace ocr {
namespace {

// The environment of the parent: ours, with OpenMP held to one thread. It is read when the library is loaded, so it
// must be there before the process starts.
std::vector<std::string> environment() {
    std::vector<std::string> rows;
    for (char** row = ::environ; *row; ++row)
        if (std::strncmp(*row, "OMP_THREAD_LIMIT=", 17) != 0) rows.emplace_back(*row);
    rows.emplace_back("OMP_THREAD_LIMIT=1");
    return rows;
}

std::vector<char*> pointers(std::vector<std::string>& rows) {
    std::vector<char*> out;
    for (std::string& row : rows) out.push_back(row.data());
    out.push_back(nullptr);
    return out;
}

bool send_all(int socket, const std::string& bytes) {
    for (size_t done = 0; done < bytes.size();) {
        const ssize_t sent = ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        done += static_cast<size_t>(sent);
    }
    return true;
}

}  // namespace

PageService::PageService(ServiceOptions options) : options_(std::move(options)) { start(); }
PageService::~PageService() { stop(); }

void PageService::start() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw std::runtime_error("no socket for the page parent");
    std::vector<std::string> words = options_.command;
    words.insert(words.end(), {"--workers", std::to_string(options_.workers), "--seconds", std::to_string(options_.seconds),
                               "--memory", std::to_string(options_.memory_mb)});
    if (!options_.model.empty()) words.insert(words.end(), {"--model", options_.model});
    auto rows = environment();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
    const int failed = ::posix_spawn(&parent_, words[0].c_str(), &actions, nullptr, pointers(words).data(), pointers(rows).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    socket_ = ends[0];
    received_.clear();
    if (failed != 0) {
        parent_ = -1;
        ::close(std::exchange(socket_, -1));
        throw std::runtime_error("cannot start the page parent");
    }
}

void PageService::stop() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    if (parent_ > 0) {
        ::kill(parent_, SIGTERM);
        ::waitpid(parent_, nullptr, 0);
    }
    parent_ = -1;
}

void PageService::recover() {
    stop();
    start();
    for (auto held = held_.begin(); held != held_.end();) {
        if (held->second.tries >= 2) {
            Answer answer;
            answer.refused = Refusal{Problem::Crashed, "Tiến trình đọc trang dừng hai lần"};
            ready_.push_back({held->first, std::move(answer)});
            held = held_.erase(held);
            continue;
        }
        ++held->second.tries;
        send_all(socket_, packed({held->first, held->second.body}));
        ++held;
    }
}

uint64_t PageService::submit(const Task& task) {
    const uint64_t id = ++last_id_;
    const auto& held = held_[id] = {encode(task)};
    if (!send_all(socket_, packed({id, held.body}))) recover();
    return id;
}

bool PageService::receive(std::chrono::milliseconds patience) {
    pollfd watched{socket_, POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(patience.count())) <= 0) return false;
    std::array<char, 1 << 16> part{};
    const ssize_t got = ::recv(socket_, part.data(), part.size(), 0);
    if (got < 0 && errno == EINTR) return true;
    if (got <= 0) {
        recover();
        return true;
    }
    received_.append(part.data(), static_cast<size_t>(got));
    while (auto frame = unpacked(received_)) {
        if (held_.erase(frame->id) == 0) continue;
        Answer answer;
        try {
            answer = decode_answer(frame->body);
        } catch (const nlohmann::json::exception&) {
            answer.refused = Refusal{Problem::Crashed, "Trang trả lời không hợp lệ"};
        }
        ready_.push_back({frame->id, std::move(answer)});
    }
    return true;
}

std::optional<Finished> PageService::next(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (ready_.empty()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (held_.empty() || left.count() < 0) return {};
        if (!receive(left)) return {};
    }
    Finished first = std::move(ready_.front());
    ready_.erase(ready_.begin());
    return first;
}

Answer PageService::ask(const Task& task) {
    const uint64_t id = submit(task);
    while (true) {
        for (size_t i = 0; i < ready_.size(); ++i) {
            if (ready_[i].id != id) continue;
            Answer answer = std::move(ready_[i].answer);
            ready_.erase(ready_.begin() + static_cast<ptrdiff_t>(i));
            return answer;
        }
        receive(std::chrono::seconds(1));
    }
}

}  // namespace ocr
