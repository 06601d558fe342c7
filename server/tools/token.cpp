#include "server/tools/token.hpp"

#include <csignal>
#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/signing/token_worker.hpp"
#include "server/tools/token_words.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

std::atomic<bool> stop_requested = false;
void request_stop(int) { stop_requested = true; }

int refuse(const std::string& why) {
    std::cerr << why << "\n";
    return 3;
}

}  // namespace

int run_token(int argc, char** argv) {
    CLI::App app("Giữ phiên làm việc với thiết bị ký PKCS#11 và ký giá trị băm qua một ổ cắm Unix.\n"
                 "Mã thoát: 0 dừng bình thường, 2 sai cách dùng, 3 không mở được thiết bị hoặc ổ cắm.",
                 "motcua token");
    TokenWords words;
    std::string socket;
    words.add_to(app)->required();
    app.add_option("--socket", socket, "đường dẫn ổ cắm")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    auto key = words.open();
    if (!key) return refuse(key.error().detail);
    std::signal(SIGTERM, request_stop);
    std::signal(SIGINT, request_stop);
    const auto ended = signing::serve_token(*key, socket, stop_requested);
    return ended ? 0 : refuse(ended.error().detail);
}

}  // namespace server
