#include "server/tools/token.hpp"

#include <csignal>
#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/token_worker.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

std::atomic<bool> stop_requested = false;
void request_stop(int) { stop_requested = true; }

struct TokenWords {
    signing::TokenPlace place;
    std::string pin_file;

    void add_to(CLI::App& app) {
        app.add_option("--module", place.module, "thư viện PKCS#11 của thiết bị (.so)")->required();
        app.add_option("--token", place.token_label, "nhãn hoặc số sê-ri của thiết bị")->required();
        app.add_option("--key", place.key_id, "mã khóa (CKA_ID), hệ mười sáu")->required()->check([](const std::string& text) {
            const bool good = !text.empty() && text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
            return good ? std::string() : std::string("phải là số hệ mười sáu");
        });
        app.add_option("--pin-file", pin_file, "tệp chứa mã PIN")->required();
    }

    // Fails with NotFound when the PIN cannot be read, otherwise as Pkcs11Key::open.
    dossier::Result<signing::Pkcs11Key> open() {
        std::ifstream in(pin_file);
        if (!std::getline(in, place.pin)) return dossier::fail(dossier::ErrorCode::NotFound, "không đọc được tệp mã PIN");
        return signing::Pkcs11Key::open(place);
    }
};

int refuse(const std::string& why) {
    std::cerr << why << "\n";
    return 3;
}

// Answers whether a time stamp is still awaited.
dossier::Result<bool> sign_at_the_desk(signing::Pkcs11Key& key, const std::string& input, const std::string& output,
                                       const std::string& certificate, const std::string& issuers,
                                       const signing::SigningRequest& request, const std::string& tsa) {
    const auto chain = TRY(signing::load_chain(certificate, issuers));
    const auto file = TRY(signing::MappedFile::open(input));
    auto named = request;
    named.signer_name = signing::common_name(X509_get_subject_name(chain.signer.get()));
    const auto done = TRY(signing::sign_and_stamp(file.bytes(), chain, key, named, signing::Algorithm::RsaPss,
                                            tsa.empty() ? signing::Stamper{} : signing::http_stamper(tsa)));
    TRY(done.write(input, output));
    return done.awaiting_timestamp;
}

}  // namespace

int run_token(int argc, char** argv) {
    CLI::App app("Giữ phiên làm việc với thiết bị ký PKCS#11 và ký giá trị băm qua một ổ cắm Unix.\n"
                 "Mã thoát: 0 dừng bình thường, 2 sai cách dùng, 3 không mở được thiết bị hoặc ổ cắm.",
                 "motcua token");
    TokenWords words;
    std::string socket;
    words.add_to(app);
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

int run_sign_client(int argc, char** argv) {
    CLI::App app("Ký một tệp PDF tại máy của người ký bằng thiết bị ký của chính người đó.\n"
                 "Mã thoát: 0 xong, 2 sai cách dùng, 3 không ký được.",
                 "motcua sign-client");
    TokenWords words;
    std::string input, output, certificate, issuers, tsa;
    signing::SigningRequest request{.field = {}, .signer_name = {}, .reason = {}, .at = {}};
    app.add_option("INPUT", input, "tệp PDF")->required();
    app.add_option("--out", output, "tệp PDF đã ký")->required();
    app.add_option("--cert", certificate, "chứng thư số của người ký (PEM)")->required();
    app.add_option("--chain", issuers, "chứng thư số của các tổ chức cấp (PEM)");
    app.add_option("--field", request.field, "tên trường chữ ký");
    app.add_option("--reason", request.reason, "lý do ký");
    app.add_option("--tsa", tsa, "địa chỉ máy chủ dấu thời gian");
    words.add_to(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    request.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto key = words.open();
    if (!key) return refuse(key.error().detail);
    const auto awaiting = sign_at_the_desk(*key, input, output, certificate, issuers, request, tsa);
    if (!awaiting) return refuse(awaiting.error().detail);
    if (*awaiting) std::cerr << "Đã ký; máy chủ dấu thời gian chưa trả lời, cần đóng dấu thời gian sau.\n";
    return 0;
}

}  // namespace server
