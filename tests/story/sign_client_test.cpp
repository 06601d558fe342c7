// `motcua sign-client --server` against the real server: what the officer's machine signs, and what it does not.

#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

#include <sys/stat.h>

#include "integrations/signing/stamp.hpp"
#include "server/storage/statement.hpp"
#include "tests/story/place.hpp"
#include "tests/support/command.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"

using namespace story;
using namespace test_support;
namespace fs = std::filesystem;

namespace {

fs::path at(const std::string& name) { return office().folder() / name; }
std::string pem(const char* whose, const char* name) { return (at("pki") / whose / name).string(); }
void write(const fs::path& path, const std::string& text) { std::ofstream{path, std::ios::binary} << text; }

// Son signs results here: his certificate and his hand are registered, his key lies in a device beside a stranger's.
struct Signers {
    SoftToken device{at("device")};

    Signers() {
        device.take(pem("person", "key.pem"), "01");
        device.take(pem("citizen", "key.pem"), "02");
        write(at("pin"), SoftToken::pin + "\n");
        write(at("wrong-pin"), "000000\n");
        write(at("password"), RunningServer::password() + "\n");
        auto son = desk().sign_in("son"), an = desk().sign_in("an"), duc = desk().sign_in("duc");
        const auto belongs = [&](Visitor& whose, const char* certificate) {
            duc.post("/api/personal-certificates", {{"officer", whose.get("/api/session").at("account").at("id")}, {"certificate", content_of(pem(certificate, "cert.pem"))}});
        };
        belongs(son, "person");
        belongs(an, "citizen");
        const auto hand = son.upload("/api/signature-images?kind=hand&name=Son&width_mm=40&valid_from=2020-01-01&valid_to=2099-01-01",
                                     integrations::signing::demo_signature_png("Son"), "image/png", "son.png");
        duc.post("/api/signature-images/" + hand.at("id").get<std::string>() + "/approve", {{"document", "07/QĐ-UBND"}});
    }
};

struct Draft {
    std::string dossier, code, upload;
    std::string results() const { return "/api/dossiers/" + dossier + "/results/"; }
};

// A decided dossier and its unsigned result.
Draft draft() {
    static const Signers signers;
    auto specialist = desk().sign_in("tam"), leader = desk().sign_in("son");
    const auto received = desk().received();
    Draft made{received.at("id"), received.at("code"), {}};
    desk().act(desk().reception(), made.dossier, "HandOverTo", {{"unit", "KT"}, {"note", "Đủ thành phần"}, {"paper", true}});
    desk().act(specialist, made.dossier, "TakeOver");
    desk().act(specialist, made.dossier, "AskApproval", {{"proposed", "granted"}, {"draft_text", "Kính trình."}});
    desk().act(leader, made.dossier, "Decide", {{"outcome", "granted"}});
    made.upload = specialist.upload("/api/dossiers/" + made.dossier + "/results?code=KQ.G05.000301&number=41H8000001&form=electronic&title=Ket%20qua",
                                    content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")), "application/pdf", "ket-qua.pdf").at("id");
    wait_until("the draft to be looked through", 180, [&] { return specialist.get(made.results() + made.upload)["status"] != "pending"; });
    return made;
}

// For cases in which nobody signs it.
const Draft& unsigned_draft() {
    static const Draft made = draft();
    return made;
}

struct How {
    std::string server = office().url(), authorities{}, pin = "pin", key = "01", whose = "person", dossier{}, more{};
};
std::string command(const Draft& of, const How& how) {
    return "'" + program() + "' sign-client --server " + how.server + " --dossier " + (how.dossier.empty() ? of.code : how.dossier) + " --result " + of.upload +
           " --account son --password-file " + at("password").string() + " --cert " + pem(how.whose.c_str(), "cert.pem") + " --chain " +
           pem(how.whose.c_str(), "chain.pem") + " --module " + SoftToken::module + " --token " + SoftToken::label + " --key " + how.key + " --pin-file " +
           at(how.pin).string() + (how.authorities.empty() ? "" : " --ca " + how.authorities) + " " + how.more;
}
std::string as_read() { return "--read " + in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"); }

int sessions_open() {
    constexpr server::storage::Statement count{"count_open_signings", "SELECT count(*) AS items FROM signing_session WHERE ended_at IS NULL"};
    server::storage::Database database{beside(office())};
    server::storage::UnitOfWork work{database};
    return static_cast<int>(work.one(count)->number("items"));
}

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
