#include "server/tools/token_words.hpp"

#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

constexpr int asked_to_stop[]{SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGTSTP};
constexpr size_t longest_secret = 1024;

volatile std::sig_atomic_t stopped = 0;
void note_stop(int) { stopped = 1; }

// The terminal shows nothing of what is typed while it lives. Ctrl+C ends the typing, not the program, so that the terminal is
// as it was afterwards and a session at a server is ended. Ctrl+Z does the same: it drops what was typed, and a shell shows the rest.
class Unseen {
  public:
    Unseen() {
        stopped = 0;
        struct sigaction noting{};
        noting.sa_handler = note_stop;
        for (size_t i = 0; i < std::size(asked_to_stop); ++i) sigaction(asked_to_stop[i], &noting, &handlers_[i]);
        tcgetattr(STDIN_FILENO, &before_);
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Unseen() {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        for (size_t i = 0; i < std::size(asked_to_stop); ++i) sigaction(asked_to_stop[i], &handlers_[i], nullptr);
        std::cerr << "\n";
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

    // One line without its end; nothing when there is none, or somebody asked to stop.
    std::optional<std::string> line() const {
        std::string typed;
        for (char letter = 0; typed.size() <= longest_secret;) {
            pollfd waiting{STDIN_FILENO, POLLIN, 0};
            const int ready = poll(&waiting, 1, 200);  // a signal between the look and the wait is seen after that time
            if (stopped) return std::nullopt;
            if (ready <= 0) continue;
            if (read(STDIN_FILENO, &letter, 1) != 1) return std::nullopt;
            if (letter == '\n') return typed;
            typed += letter;
        }
        return std::nullopt;
    }

  private:
    termios before_{};
    struct sigaction handlers_[std::size(asked_to_stop)]{};
};

// An empty one would count as a wrong one.
Result<std::string> not_empty(std::string secret, const std::string& what) {
    if (!secret.empty() && secret.back() == '\r') secret.pop_back();  // of a file written on Windows
    if (secret.empty()) return fail(ErrorCode::NotFound, what + " để trống");
    return secret;
}

}  // namespace

Result<std::string> secret_of(const std::string& file, const std::string& what) {
    if (!file.empty()) {
        std::ifstream in(file);
        std::string secret;
        if (std::getline(in, secret)) return not_empty(std::move(secret), what);
        return fail(ErrorCode::NotFound, "không đọc được tệp " + what);
    }
    if (isatty(STDIN_FILENO) == 0) return fail(ErrorCode::NotFound, "chưa có " + what + ": hãy chỉ ra tệp chứa hoặc chạy ở cửa sổ lệnh để gõ");
    const Unseen unseen;
    std::cerr << "Gõ " << what << ": ";
    auto typed = unseen.line();
    if (stopped) return fail(ErrorCode::NotFound, "đã dừng khi đang gõ " + what + ", chưa ký gì");
    if (!typed) return fail(ErrorCode::NotFound, "chưa có " + what);
    return not_empty(*std::move(typed), what);
}

CLI::Option* TokenWords::add_to(CLI::App& app) {
    app.add_option("--module", place.module, "thư viện PKCS#11 của thiết bị (.so)")->required();
    app.add_option("--token", place.token_label, "nhãn hoặc số sê-ri của thiết bị")->required();
    app.add_option("--key", place.key_id, "mã khóa (CKA_ID), hệ mười sáu")->required()->check([](const std::string& text) {
        const bool good = !text.empty() && text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
        return good ? std::string() : std::string("phải là số hệ mười sáu");
    });
    return app.add_option("--pin-file", pin_file, "tệp chứa mã PIN");
}

Result<integrations::signing::Pkcs11Key> TokenWords::open() {
    place.pin = TRY(secret_of(pin_file, "mã PIN"));
    return integrations::signing::Pkcs11Key::open(place);
}

}  // namespace server
