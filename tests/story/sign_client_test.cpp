// `motcua sign-client --server` against the real server: what the officer's machine signs, and what it does not.

#include <thread>

#include <sys/stat.h>

#include "server/storage/statement.hpp"
#include "tests/story/sign_client.hpp"
#include "tests/support/terminal.hpp"

using namespace sign_client;
namespace fs = std::filesystem;

namespace {

int counted(const server::storage::Statement& what) {
    server::storage::Database database{beside(office())};
    server::storage::UnitOfWork work{database};
    return static_cast<int>(work.one(what)->number("items"));
}
constexpr server::storage::Statement open_signings{"count_open_signings", "SELECT count(*) AS items FROM signing_session WHERE ended_at IS NULL"};
constexpr server::storage::Statement signed_in{"count_signed_in", "SELECT count(*) AS items FROM session"};
int sessions_open() { return counted(open_signings); }

// The real server behind somebody who changes its answers.
class Misbehaving {
  public:
    Misbehaving()
        : process_((made_certificate(), std::vector<std::string>{"/usr/bin/python3", "-B", in_source("integrations/doubles/signing_double.py"), office().url(),
                                                                 at("tls-cert").string(), at("tls-key").string()})),
          url(process_.next_line()) {}
    void now(const char* behaviour) { (void)http_.send({"POST", url + "/control", {}, json{{"behaviour", behaviour}}.dump()}); }
    int signatures() { return json::parse(http_.send({"GET", url + "/state.json"})->body).at("signatures"); }
    static std::string authorities() { return at("tls-cert").string(); }

  private:
    static void made_certificate() {
        const auto said = run("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout " +
                              at("tls-key").string() + " -out " + at("tls-cert").string());
        if (said.code != 0) throw std::runtime_error(said.text);
    }
    ChildProcess process_;
    integrations::HttpsClient http_{integrations::TlsFiles{authorities(), {}, {}}};

  public:
    const std::string url;
};

}  // namespace

TEST_CASE("an officer reads the very file, says yes, and the own device signs what the server prepared", "[signing][client]") {
    const auto result = draft();
    const auto shown = at("se-ky.pdf").string();
    const auto declined = run("echo khong | " + command(result, {.more = "--save " + shown}));
    CHECK(declined.code == 3);
    CHECK(declined.text.find("chưa ký gì") != std::string::npos);
    const auto document = content_of(shown);
    CHECK(document.starts_with(content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"))));

    const auto again = run("echo ký | " + command(result, {.dossier = result.dossier, .more = "--save " + shown + ".2"}));
    INFO(again.text);
    REQUIRE(again.code == 0);
    CHECK(again.text.find("Người ký:   Hoàng Minh Sơn") != std::string::npos);
    const auto words = again.text.find("Kết quả đã ký có mã ");
    REQUIRE(words != std::string::npos);
    const auto signed_upload = again.text.substr(words + std::string("Kết quả đã ký có mã ").size(), 36);
    auto leader = desk().sign_in("son");
    json verdict;
    wait_until("the verdict", 60, [&] { return (verdict = leader.get(result.results() + signed_upload))["status"] != "pending"; });
    INFO(verdict.dump());
    REQUIRE(verdict.at("report").at("signatures").size() == 1);
    CHECK(verdict.at("report").at("signatures")[0].at("signer") == "Hoàng Minh Sơn");
    CHECK(verdict.at("report").at("signatures")[0].at("verdict") == "TOTAL-PASSED");

    const auto twice = run(command(result, {.more = as_read()}));  // somebody signed this one: another is the newest
    CHECK(twice.code == 4);
}

TEST_CASE("a file read before is signed without a question, over TLS that is checked", "[signing][client]") {
    const auto result = draft();
    Misbehaving server;
    const auto unknown = run(command(result, {.server = server.url, .more = as_read()}));
    CHECK(unknown.code == 4);
    CHECK(unknown.text.find("không gọi được máy chủ") != std::string::npos);
    CHECK(run(command(result, {.server = "http://motcua.example", .more = as_read()})).code == 4);
    server.now("honest");
    const auto done = run(command(result, {.server = server.url, .authorities = server.authorities(), .more = as_read()}));
    INFO(done.text);
    CHECK(done.code == 0);
    CHECK(server.signatures() == 1);
}

TEST_CASE("a server that wants another document signed than it shows gets no signature, and the device is left alone", "[signing][client]") {
    const auto& result = unsigned_draft();
    Misbehaving server;
    const std::pair<const char*, const char*> lies[]{{"attributes", "các thuộc tính không phải của tệp này"}, {"document", "các thuộc tính không phải của tệp này"},
                                                     {"both", "không bắt đầu bằng đúng tệp đã đọc"}, {"algorithm", "cách ký"}};
    for (const auto& [behaviour, why] : lies) {
        server.now(behaviour);
        // With the wrong PIN: the device would say so if it were asked.
        const auto said = run(command(result, {.server = server.url, .authorities = server.authorities(), .pin = "wrong-pin", .more = as_read()}));
        CAPTURE(behaviour, said.text);
        CHECK(said.code == 5);
        CHECK(said.text.find(why) != std::string::npos);
        CHECK(server.signatures() == 0);
    }
    server.now("both");  // shown as it is: what the person reads is what would be signed
    CHECK(run("echo khong | " + command(result, {.server = server.url, .authorities = server.authorities(), .more = "--save " + at("khac.pdf").string()})).code == 3);
    CHECK_FALSE(content_of(at("khac.pdf").string()).starts_with(content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"))));
}

TEST_CASE("a wrong PIN is tried once, and nothing reaches the server", "[signing][client]") {
    const auto& result = unsigned_draft();
    Misbehaving server;
    server.now("honest");
    const auto said = run(command(result, {.server = server.url, .authorities = server.authorities(), .pin = "wrong-pin", .more = as_read()}));
    CHECK(said.code == 3);
    CHECK(said.text.find("mã PIN của thiết bị ký không đúng") != std::string::npos);
    CHECK(server.signatures() == 0);
    const auto other_key = run(command(result, {.server = server.url, .authorities = server.authorities(), .key = "02", .more = as_read()}));
    CHECK(other_key.code == 3);
    CHECK(other_key.text.find("không phải của chứng thư số này") != std::string::npos);
    CHECK(server.signatures() == 0);
}

TEST_CASE("another person's certificate, a wrong password and an unknown dossier are refused by the server", "[signing][client]") {
    const auto& result = unsigned_draft();
    const auto foreign = run(command(result, {.key = "02", .whose = "citizen", .more = as_read()}));
    CHECK(foreign.code == 4);
    CHECK(foreign.text.find("403") != std::string::npos);
    CHECK(foreign.text.find("không phải của người đang đăng nhập") != std::string::npos);
    CHECK(run(command(result, {.dossier = "H99.14-200101-0001", .more = as_read()})).code == 4);
    write(at("password"), "sai\n");
    const auto stranger = run(command(result, {.more = as_read()}));
    write(at("password"), RunningServer::password() + "\n");
    CHECK(stranger.code == 4);
    CHECK(stranger.text.find("401") != std::string::npos);
}

TEST_CASE("who reads too long is told to begin again", "[signing][client]") {
    constexpr server::storage::Statement pass_time{"let_signings_expire", "UPDATE signing_session SET expires_at = now() - interval '1 second' WHERE ended_at IS NULL"};
    const auto& result = unsigned_draft();
    const auto answers = at("answers").string(), shown = at("cham.pdf").string();
    REQUIRE(mkfifo(answers.c_str(), 0600) == 0);
    Said said;
    std::thread client{[&] { said = run(command(result, {.more = "--save " + shown}) + " < " + answers); }};
    std::ofstream person{answers};
    wait_until("the question", 60, [&] { return fs::exists(shown) && sessions_open() > 0; });
    {
        server::storage::Database database{beside(office())};
        server::storage::UnitOfWork work{database};
        work.run(pass_time);
        work.commit();
    }
    person << "ký\n" << std::flush;
    person.close();
    client.join();
    CHECK(said.code == 4);
    CHECK(said.text.find("đã quá hạn; hãy chuẩn bị ký lại") != std::string::npos);
}

TEST_CASE("at a terminal the PIN is typed unseen; Ctrl+C and an empty one sign nothing and leave the terminal as it was", "[signing][client][terminal]") {
    const auto result = draft();
    const auto at_terminal = command(result, {.pin = "", .more = as_read()});
    const int before = counted(signed_in);
    for (const char* key : {"\x03", "\x1a", "\x1c"}) {  // Ctrl+C, Ctrl+Z, Ctrl+\ .
        Terminal terminal{at_terminal};
        terminal.wait_for("Gõ mã PIN: ");
        CHECK_FALSE(terminal.echoes());
        CHECK(counted(signed_in) == before + 1);
        terminal.type(SoftToken::pin.substr(0, 3));
        terminal.type(key);
        CHECK(terminal.code() == 3);
        CHECK(terminal.screen().find("đã dừng khi đang gõ mã PIN") != std::string::npos);
        CHECK(counted(signed_in) == before);
        CHECK(terminal.screen().find(SoftToken::pin.substr(0, 3)) == std::string::npos);
        CHECK(terminal.echoes());
    }
    {
        Terminal terminal{at_terminal};
        terminal.wait_for("Gõ mã PIN: ");
        terminal.type("\r");
        CHECK(terminal.code() == 3);
        CHECK(terminal.screen().find("mã PIN để trống") != std::string::npos);
        CHECK(terminal.echoes());
    }
    CHECK(run(at_terminal + " < /dev/null").code == 3);  // nobody to ask
    Terminal terminal{at_terminal};  // what was begun before stands in nobody's way
    terminal.wait_for("Gõ mã PIN: ");
    CHECK_FALSE(terminal.echoes());
    std::ifstream words{"/proc/" + std::to_string(terminal.id()) + "/cmdline"};
    CHECK((std::string{std::istreambuf_iterator<char>{words}, {}}).find(SoftToken::pin) == std::string::npos);
    terminal.type(SoftToken::pin + "\r");
    CHECK(terminal.code() == 0);
    INFO(terminal.screen());
    CHECK(terminal.screen().find("Đã ký.") != std::string::npos);
    CHECK(terminal.screen().find(SoftToken::pin) == std::string::npos);
    CHECK(terminal.echoes());
    CHECK(run(at_terminal + " --pin " + SoftToken::pin).code == 2);  // where others could read it
}
