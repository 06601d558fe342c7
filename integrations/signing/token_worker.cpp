#include "integrations/signing/token_worker.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <optional>

#include <nlohmann/json.hpp>

#include "integrations/signing/hexadecimal.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

constexpr size_t longest_line = 4096;
constexpr int patience_ms = 30'000;  // a person may have to touch the token

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int opened) : fd(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

std::optional<sockaddr_un> address_of(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto text = path.string();
    if (text.size() >= sizeof address.sun_path) return std::nullopt;
    text.copy(address.sun_path, text.size());
    return address;
}

const char* word_of(Algorithm algorithm) {
    switch (algorithm) {
        case Algorithm::RsaPss: return "pss";
        case Algorithm::RsaPkcs1: return "pkcs1";
        case Algorithm::Ecdsa: break;
    }
    return "ecdsa";
}

std::optional<Algorithm> algorithm_of(const std::string& word) {
    for (const auto one : {Algorithm::RsaPss, Algorithm::RsaPkcs1, Algorithm::Ecdsa})
        if (word == word_of(one)) return one;
    return std::nullopt;
}

// One line without its end; empty when the other side ends, waits too long or writes too much.
std::string read_line(int fd, int wait_ms) {
    std::string line;
    while (line.size() < longest_line) {
        pollfd ready{fd, POLLIN, 0};
        char c = 0;
        if (::poll(&ready, 1, wait_ms) <= 0 || ::recv(fd, &c, 1, 0) != 1) return {};
        if (c == '\n') return line;
        line += c;
    }
    return {};
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
}

}  // namespace

std::string answer_line(Pkcs11Key& key, std::string_view line) {
    const auto asked = json::parse(line, nullptr, false);
    const auto text = [&](const char* name) {
        return asked.is_object() && asked.contains(name) && asked[name].is_string() ? asked[name].get<std::string>() : std::string{};
    };
    json answer{{"job", text("job")}};
    const auto algorithm = algorithm_of(text("algorithm"));
    const auto digest = unhex(text("digest"));
    if (!algorithm || !digest || digest->size() != 32) {
        answer["error"] = "yêu cầu ký không hợp lệ";
    } else if (auto signature = key.sign_digest(*digest, *algorithm)) {
        answer["signature"] = hex(*signature);
    } else {
        answer["error"] = signature.error().detail;
    }
    return answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<void> serve_token(Pkcs11Key& key, const std::filesystem::path& socket, const std::atomic<bool>& stop) {
    const auto address = address_of(socket);
    const Descriptor listener{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    std::error_code none;
    std::filesystem::remove(socket, none);
    const auto mask = ::umask(0177);
    const bool bound = address && ::bind(listener.fd, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0;
    ::umask(mask);
    if (!bound || ::listen(listener.fd, 16) != 0) return fail(ErrorCode::WrongState, "không mở được " + socket.string());
    while (!stop) {
        pollfd ready{listener.fd, POLLIN, 0};
        if (::poll(&ready, 1, 200) <= 0) continue;
        const Descriptor client{::accept4(listener.fd, nullptr, nullptr, SOCK_CLOEXEC)};
        while (client.fd >= 0 && !stop) {
            const auto line = read_line(client.fd, 2000);
            if (line.empty() || !write_all(client.fd, answer_line(key, line))) break;
        }
    }
    std::filesystem::remove(socket, none);
    return {};
}

Result<std::string> RemoteKey::sign(std::string_view message, Algorithm algorithm) {
    const auto address = address_of(socket_);
    const Descriptor connection{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    if (!address || ::connect(connection.fd, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0)
        return fail(ErrorCode::WrongState, "tiến trình giữ thiết bị ký không chạy");
    const json asked{{"job", job_}, {"algorithm", word_of(algorithm)}, {"digest", hex(sha256(message))}};
    if (!write_all(connection.fd, asked.dump() + "\n")) return fail(ErrorCode::WrongState, "tiến trình giữ thiết bị ký ngắt kết nối");
    const auto answer = json::parse(read_line(connection.fd, patience_ms), nullptr, false);
    if (!answer.is_object() || answer.value("job", "") != job_) return fail(ErrorCode::WrongState, "thiết bị ký không trả lời");
    if (answer.contains("error")) return fail(ErrorCode::WrongState, answer.value("error", "thiết bị ký báo lỗi"));
    const auto signature = unhex(answer.value("signature", ""));
    if (!signature) return fail(ErrorCode::WrongState, "thiết bị ký trả lời sai dạng");
    return *signature;
}

}  // namespace integrations::signing
