#include "server/tools/token_words.hpp"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

// The terminal shows nothing of what is typed while it lives.
class Unseen {
  public:
    Unseen() {
        tcgetattr(STDIN_FILENO, &before_);
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Unseen() {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::cerr << "\n";
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
};

}  // namespace

Result<std::string> secret_of(const std::string& file, const std::string& what) {
    std::string secret;
    if (!file.empty()) {
        std::ifstream in(file);
        if (std::getline(in, secret)) return secret;
        return fail(ErrorCode::NotFound, "không đọc được tệp " + what);
    }
    if (isatty(STDIN_FILENO) == 0) return fail(ErrorCode::NotFound, "chưa có " + what + ": hãy chỉ ra tệp chứa hoặc chạy ở cửa sổ lệnh để gõ");
    std::cerr << "Gõ " << what << ": ";
    const Unseen unseen;
    if (std::getline(std::cin, secret)) return secret;
    return fail(ErrorCode::NotFound, "chưa có " + what);
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
