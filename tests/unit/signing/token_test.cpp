// Keys that never leave their token: SoftHSM stands in for the officer's device.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>

#include "integrations/signing/token_worker.hpp"
#include "tests/support/needed.hpp"
#include "world.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;

namespace {

// The person's key as id 01.
struct Token {
    fs::path folder = fs::temp_directory_path() / ("motcua-token-" + std::to_string(::getpid()));
    test_support::SoftToken device{folder};

    Token() {
        std::ofstream(folder / "key.pem") << pem_of(world().person.key.get());
        device.take(folder / "key.pem", "01");
    }
    ~Token() {
        std::error_code none;
        fs::remove_all(folder, none);
    }
};

const Token& token() {
    static const Token made;
    return made;
}

TokenPlace place(const std::string& pin = test_support::SoftToken::pin) {
    (void)token();
    return {test_support::SoftToken::module, test_support::SoftToken::label, "01", pin};
}

}  // namespace

TEST_CASE("a key in a token signs a PDF that verifies", "[signing][token]") {
    auto key = Pkcs11Key::open(place());
    REQUIRE(key.has_value());
    const auto done = sign_pdf(a_pdf(), chain_of(world().person), *key, a_request());
    REQUIRE(done.has_value());
    const auto report = verified(*done);
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("a wrong PIN is refused and never tried again", "[signing][token]") {
    const auto key = Pkcs11Key::open(place("000000"));
    REQUIRE_FALSE(key.has_value());
    CHECK(key.error().code == dossier::ErrorCode::NotPermitted);
}

TEST_CASE("a missing module, token or key is named", "[signing][token]") {
    CHECK(Pkcs11Key::open({"/khong/co.so", "MotCua", "01", ""}).error().code == dossier::ErrorCode::NotFound);
    auto elsewhere = place();
    elsewhere.token_label = "Khac";
    CHECK(Pkcs11Key::open(elsewhere).error().code == dossier::ErrorCode::NotFound);
    auto other_key = place();
    other_key.key_id = "77";
    CHECK(Pkcs11Key::open(other_key).error().code == dossier::ErrorCode::NotFound);
}

TEST_CASE("the worker signs digests over its socket and refuses anything else", "[signing][token]") {
    auto key = Pkcs11Key::open(place());
    REQUIRE(key.has_value());
    CHECK(answer_line(*key, "rác").find("error") != std::string::npos);
    CHECK(answer_line(*key, R"({"job":"1","algorithm":"ecdsa","digest":"00"})").find("error") != std::string::npos);
    std::atomic<bool> stop = false;
    const auto socket = token().folder / "socket";
    std::thread worker([&] { (void)serve_token(*key, socket, stop); });
    for (int i = 0; i < 100 && !fs::exists(socket); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    RemoteKey remote(socket, "ho-so-1");
    const auto done = sign_pdf(a_pdf(), chain_of(world().person), remote, a_request());
    stop = true;
    worker.join();
    REQUIRE(done.has_value());
    CHECK(verified(*done).verdict == Verdict::Passed);
    CHECK_FALSE(RemoteKey(socket, "ho-so-2").sign("x", Algorithm::Ecdsa).has_value());  // nobody listens any more
}
