#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "integrations/https_client.hpp"
#include "tests/support/portal_double.hpp"

using integrations::HttpFailure;
using integrations::HttpLimits;
using integrations::HttpsClient;
using integrations::TlsFiles;
using test_support::PortalDouble;

namespace {

// An authority with a server and a client certificate, made by the openssl program for one test.
struct Pki {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("motcua-https-" + std::to_string(getpid()));
    Pki() {
        std::filesystem::create_directories(folder);
        const auto script = "cd " + folder.string() + R"( && exec 2>/dev/null
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=CA -days 2 -keyout ca.key -out ca.pem
            for who in server client stranger; do
              openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=$who -keyout $who.key -out $who.csr
              printf 'subjectAltName=IP:127.0.0.1' > san
              openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out $who.pem
            done
            cat server.pem server.key > both.pem)";
        REQUIRE(std::system(script.c_str()) == 0);
    }
    ~Pki() { std::filesystem::remove_all(folder); }
    std::string operator()(const char* name) const { return (folder / name).string(); }
};

HttpFailure failure(HttpsClient client, const std::string& url) {
    const auto answer = client.send({"GET", url});
    REQUIRE_FALSE(answer);
    return answer.error().kind;
}

}  // namespace

TEST_CASE("plain HTTP is spoken to this machine only", "[https]") {
    for (const auto* url : {"http://motcua.vidu.example/", "http://127.0.0.1.vidu.example/", "ftp://127.0.0.1/",
                            "file:///etc/passwd", "gopher://127.0.0.1/", "http://localhost@vidu.example/", "", "//x"}) {
        CAPTURE(url);
        CHECK(failure(HttpsClient{}, url) == HttpFailure::NotAllowed);
    }
}

TEST_CASE("a partner that nobody answers for is unreachable: nothing was sent", "[https]") {
    const auto answer = HttpsClient{}.send({"POST", "http://127.0.0.1:1/", {}, "x"});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == HttpFailure::Unreachable);
    CHECK_FALSE(answer.error().may_have_arrived());
}

TEST_CASE("a proxy of the environment is not used", "[https]") {
    auto& there = PortalDouble::fresh();
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    CHECK(HttpsClient{}.send({"GET", there.url() + "/state.json"}));
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
}

TEST_CASE("an answer larger than the limit is dropped, one too slow is cut off", "[https]") {
    auto& there = PortalDouble::fresh();
    there.misbehave("huge");
    const auto large = HttpsClient{}.send({"POST", there.url() + "/login", {}, "{}"});
    REQUIRE_FALSE(large);
    CHECK(large.error().kind == HttpFailure::TooLarge);

    there.misbehave("slow", 1, 3);
    HttpLimits impatient;
    impatient.total = std::chrono::milliseconds{300};
    const auto slow = HttpsClient{{}, impatient}.send({"POST", there.url() + "/login", {}, "{}"});
    REQUIRE_FALSE(slow);
    CHECK(slow.error().kind == HttpFailure::CutOff);
    CHECK(slow.error().may_have_arrived());
}

TEST_CASE("a request that must arrive once is never repeated behind our back", "[https]") {
    auto& there = PortalDouble::fresh();
    HttpsClient client;
    REQUIRE(client.send({"GET", there.url() + "/state.json"}));  // leaves a connection to reuse
    there.misbehave("down", 5);
    CHECK_FALSE(client.send({"POST", there.url() + "/login", {}, "{}"}));
    CHECK(there.state()["used"]["down"] == 1);
}

TEST_CASE("TLS needs a known authority, and the partner may ask for our certificate", "[https]") {
    Pki pki;
    PortalDouble there{{"--certificate", pki("both.pem"), "--client-authorities", pki("ca.pem")}, };
    const auto url = there.url() + "/state.json";

    CHECK(failure(HttpsClient{}, url) == HttpFailure::Untrusted);
    TlsFiles known;
    known.authorities = pki("ca.pem");
    CHECK_FALSE(HttpsClient{known}.send({"GET", url}));  // without a certificate of ours
    known.certificate = pki("client.pem");
    known.key = pki("client.key");
    const auto answer = HttpsClient{known}.send({"GET", url});
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->header("content-type") == "application/json");
    auto other_name = url;
    other_name.replace(url.find("127.0.0.1"), 9, "localhost");
    CHECK(failure(HttpsClient{known}, other_name) == HttpFailure::Untrusted);
}
