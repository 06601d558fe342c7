#include "ocr/pages/judging.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <new>

#include <nlohmann/json.hpp>

#include "ocr/input/document.hpp"
#include "ocr/pages/page_task.hpp"
#include "ocr/pages/sandbox.hpp"

namespace ocr {
namespace {

constexpr int exit_out_of_memory = 41;
constexpr size_t largest_answer = 64u << 20;

struct Child {
    pid_t pid = -1;
    int answers = -1;  // read end of its output
};

Child started(const std::string& path, const JudgeOptions& options) {
    std::vector<std::string> words = options.command;
    words.insert(words.end(), {"--judge", path, "--seconds", std::to_string(options.seconds), "--memory", std::to_string(options.memory_mb)});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    Child child{-1, ends[0]};
    if (::posix_spawn(&child.pid, words[0].c_str(), &actions, nullptr, arguments.data(), ::environ) != 0) child.pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    return child;
}

// Everything the child wrote; nothing when it did not end in time.
std::optional<std::string> answer_of(int descriptor, int seconds) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::string bytes;
    std::array<char, 1 << 16> part{};
    while (bytes.size() < largest_answer) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd watched{descriptor, POLLIN, 0};
        const int ready = left > 0 ? ::poll(&watched, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const ssize_t got = ::read(descriptor, part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return bytes;
        bytes.append(part.data(), static_cast<size_t>(got));
    }
    return std::nullopt;
}

// Whether the file is made of pages, or its name says so.
bool has_pages(const std::string& path) {
    constexpr std::string_view named[]{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif"};
    if (std::any_of(std::begin(named), std::end(named), [&](std::string_view ending) { return path.ends_with(ending); })) return true;
    std::ifstream file{path, std::ios::binary};
    std::string first(2048, '\0');
    file.read(first.data(), static_cast<std::streamsize>(first.size()));
    first.resize(static_cast<size_t>(file.gcount()));
    return first.empty() || type_of(first, "").has_value();
}

}  // namespace

Outcome<FileFacts> judge_in_child(const std::string& path, const JudgeOptions& options) {
    const Child child = started(path, options);
    if (child.pid < 0) {
        if (child.answers >= 0) ::close(child.answers);
        return refuse(Problem::Crashed, "Không tạo được tiến trình kiểm tra tệp");
    }
    const auto bytes = answer_of(child.answers, 2 * options.seconds);
    ::close(child.answers);
    if (!bytes) ::kill(child.pid, SIGKILL);
    int status = 0;
    while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {}
    if (!bytes || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return refuse(Problem::TimedOut, "Kiểm tra tệp quá " + std::to_string(options.seconds) + " giây, đã dừng");
    if (WIFEXITED(status) && WEXITSTATUS(status) == exit_out_of_memory) return refuse(Problem::OutOfMemory, "Tệp cần nhiều bộ nhớ hơn giới hạn");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return refuse(Problem::Crashed, "Tệp làm dừng tiến trình kiểm tra");
    try {
        Answer answer = decode_answer(*bytes);
        if (answer.refused) return tl::unexpected(*answer.refused);
        return std::move(answer.facts);
    } catch (const nlohmann::json::exception&) {
        return refuse(Problem::Crashed, "Tiến trình kiểm tra tệp trả lời không hợp lệ");
    }
}

int run_judge(const std::string& path, int seconds, int memory_mb) try {
    if (!lock_in({seconds, static_cast<size_t>(memory_mb) << 20})) return 1;
    Answer answer;
    auto facts = has_pages(path) ? judge_file(path, Limits{}) : judge_document(path, Limits{});
    if (facts) answer.facts = *std::move(facts);
    else answer.refused = facts.error();
    const std::string bytes = encode(answer);
    for (size_t done = 0; done < bytes.size();) {
        const ssize_t wrote = ::write(STDOUT_FILENO, bytes.data() + done, bytes.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return 1;
        done += static_cast<size_t>(wrote);
    }
    return 0;
} catch (const std::bad_alloc&) {
    return exit_out_of_memory;
} catch (const std::exception&) {
    return 1;
}

}  // namespace ocr
