#include "server/tools/sign_client.hpp"

#include <iostream>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/sign.hpp"
#include "server/tools/seal_words.hpp"
#include "server/tools/sign_at_server.hpp"
#include "server/tools/sign_others.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

struct ClientWords {
    std::string input, output, certificate, issuers, tsa;
    signing::SigningRequest request{.field = {}, .signer_name = {}, .reason = {}, .at = {}};
    PackageWords package;
    TokenWords token;
    ServerWords server;
    SealWords seal;
    int page = 0;
};

int refuse(const std::string& why) {
    std::cerr << why << "\n";
    return 3;
}

// Answers whether a time stamp is still awaited.
dossier::Result<bool> sign_here(ClientWords& words, const signing::CertificateChain& chain) {
    words.request.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    words.request.signer_name = signing::common_name(X509_get_subject_name(chain.signer.get()));
    words.seal.page = words.page;
    if (words.seal.wanted()) {  // before the device is asked
        TRY(words.seal.in_turn(words.input, chain.signer.get(), words.request.at));
        words.request.appearance = TRY(words.seal.on(words.input, words.request));
    }
    auto key = TRY(words.token.open());
    const Signing by{chain, key, words.request.at, words.tsa.empty() ? signing::Stamper{} : signing::http_stamper(words.tsa)};
    const auto kind = kind_of(words.input);
    if (kind == DocumentKind::Package) return sign_package_folder(words.input, words.package, signing::Algorithm::RsaPss, by);
    if (kind == DocumentKind::Xml) {
        TRY(sign_xml_file(words.input, words.output, by));
        return false;
    }
    const auto file = TRY(signing::MappedFile::open(words.input));
    const auto done = TRY(signing::sign_and_stamp(file.bytes(), chain, key, words.request, signing::Algorithm::RsaPss, by.stamper));
    TRY(done.write(words.input, words.output));
    return done.awaiting_timestamp;
}

// A file here, or a server's: each has its own words, and all of them. Throws CLI::ParseError.
void either_here_or_there(const ClientWords& words) {
    const auto& there = words.server;
    if (there.url.empty()) {
        if (words.input.empty()) throw CLI::RequiredError("INPUT");
        if (words.page != 0 && !words.seal.wanted()) throw CLI::RequiresError("--page", "--seal hoặc --server");
        if (words.seal.wanted() && kind_of(words.input) != DocumentKind::Pdf) throw CLI::ValidationError("--seal", "chỉ đi cùng một tệp PDF");
        return words_fit(kind_of(words.input), words.output, words.package);
    }
    if (words.seal.wanted()) throw CLI::ExcludesError("--seal", "--server");
    if (!words.input.empty()) throw CLI::ExcludesError("INPUT", "--server");
    const std::pair<const char*, const std::string&> asked[]{{"--dossier", there.dossier}, {"--result", there.upload}, {"--account", there.account}};
    for (const auto& [name, value] : asked)
        if (value.empty()) throw CLI::RequiredError(name);
    if (there.save.empty() && there.read.empty())
        throw CLI::ValidationError("--save", "cần tệp để lưu bản sẽ ký cho người ký đọc, hoặc --read tệp đã đọc");
}

void add_words_of_server(CLI::App& app, ServerWords& words) {
    auto* server = app.add_option("--server", words.url, "địa chỉ máy chủ, https://…: ký kết quả của một hồ sơ ở đó thay vì một tệp ở đây");
    app.add_option("--dossier", words.dossier, "mã hoặc định danh hồ sơ")->needs(server);
    app.add_option("--result", words.upload, "mã lần gửi kết quả")->needs(server);
    app.add_option("--account", words.account, "tài khoản của người ký")->needs(server);
    app.add_option("--password-file", words.password_file, "tệp chứa mật khẩu; không có thì hỏi")->needs(server);
    app.add_option("--ca", words.authorities, "chứng thư số của tổ chức cấp cho máy chủ (PEM), thay cho của hệ điều hành")->needs(server)->check(CLI::ExistingFile);
    app.add_option("--block", words.block, "chỗ ký trên trang hiển thị, tính bằng mm: mép trái, bề rộng, mép dưới của chức vụ, mép trên của họ tên; không có thì chỗ thường dùng")
        ->needs(server)->delimiter(',')->expected(4);
    app.add_option("--save", words.save, "lưu đúng tệp sẽ ký vào đây để đọc rồi mới xác nhận")->needs(server)->check(CLI::NonexistentPath);
    app.add_option("--read", words.read, "tệp đã đọc: ký mà không hỏi, chỉ khi thêm vào nó không gì ngoài chữ ký")->needs(server)->check(CLI::ExistingFile);
}

}  // namespace

int run_sign_client(int argc, char** argv) {
    CLI::App app("Ký bằng thiết bị ký của chính người ký, tại máy của người đó: tệp PDF, tệp XML, thư mục (gói tin), hoặc kết quả trên máy chủ (--server).\n"
                 "Mã thoát: 0 xong, 2 sai cách dùng, 3 không ký (thiết bị, mã PIN, tệp, chưa đến lượt cơ quan, người ký thôi), 4 máy chủ từ chối hoặc không gọi được,\n"
                 "5 thứ máy chủ đòi ký không phải tệp nó đưa ra: chưa ký gì.",
                 "motcua sign-client");
    ClientWords words;
    app.add_option("INPUT", words.input, "tệp PDF, tệp XML hoặc thư mục")->check(CLI::ExistingPath);
    app.add_option("--out", words.output, "tệp đã ký; thư mục được ký tại chỗ");
    app.add_option("--cert", words.certificate, "chứng thư số của người ký (PEM)")->required();
    app.add_option("--chain", words.issuers, "chứng thư số của các tổ chức cấp (PEM)");
    app.add_option("--field", words.request.field, "tên trường chữ ký");
    app.add_option("--reason", words.request.reason, "lý do ký");
    app.add_option("--tsa", words.tsa, "địa chỉ máy chủ dấu thời gian");
    words.package.add_to(app);
    words.token.add_to(app)->description("tệp chứa mã PIN; không có thì hỏi");
    words.seal.add_to(app);
    app.add_option("--page", words.page, "trang đặt con dấu (--seal) hoặc chỗ ký (--server), từ 1; không có thì tự chọn")->check(CLI::Range(1, 1'000'000));
    add_words_of_server(app, words.server);
    try {
        app.parse(argc, argv);
        either_here_or_there(words);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    const auto chain = signing::load_chain(words.certificate, words.issuers);
    if (!chain) return refuse(chain.error().detail);
    words.server.page = words.page;
    if (!words.server.url.empty()) return sign_at_server(words.server, *chain, words.token);
    const auto awaiting = sign_here(words, *chain);
    if (!awaiting) return refuse(awaiting.error().detail);
    if (*awaiting) std::cerr << "Đã ký; máy chủ dấu thời gian chưa trả lời, cần đóng dấu thời gian sau.\n";
    return 0;
}

}  // namespace server
