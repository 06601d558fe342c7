// The receipt's token: genuine ones are read, everything changed or forged is refused with the reason; OpenSSL's own program agrees.

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "integrations/receipt_token/receipt_token.hpp"
#include "server/tools/check_receipt.hpp"
#include "tests/support/database.hpp"

using namespace integrations::receipt_token;

namespace {

const Receipt receipt{"H99.14-261130-0001", *dossier::parse_iso_date("2026-11-30"), "H99.14"};

Signer a_signer() { return *Signer::from_pem(Signer::make_pem()); }

Keys keys_of(const Signer& signer) {
    Keys keys;
    REQUIRE(keys.add_pem(signer.public_pem()));
    return keys;
}

std::string why_refused(const Keys& keys, const std::string& token) {
    const auto answer = keys.check(token);
    return answer ? "" : answer.error().detail;
}

}  // namespace

TEST_CASE("a token says code, day and agency, and nothing changed in it passes", "[receipt-token]") {
    const auto signer = a_signer();
    const auto keys = keys_of(signer);
    const auto token = signer.token(receipt);
    CHECK(token.starts_with("MCT1~" + signer.id() + "~H99.14-261130-0001~20261130~H99.14~"));
    CHECK(token == signer.token(receipt));  // the same on screen, on paper and in the archive
    CHECK(token.size() <= 160);
    const auto read = keys.check(token);
    REQUIRE(read);
    CHECK(*read == receipt);
    CHECK(keys.check("https://localhost:8443/xac-minh?ma=" + token));
    for (std::size_t at = 0; at < token.size(); ++at)
        for (const char other : {'A', '1', '~', '-', '\x7f'}) {
            auto changed = token;
            if (changed[at] == other) continue;
            changed[at] = other;
            INFO(changed);
            CHECK_FALSE(keys.check(changed));
        }
    for (std::size_t length = 0; length < token.size(); ++length) CHECK_FALSE(keys.check(token.substr(0, length)));
    CHECK_FALSE(keys.check(token + "A"));
}

TEST_CASE("forged and foreign tokens are refused with the reason", "[receipt-token]") {
    const auto office = a_signer(), forger = a_signer();
    const auto keys = keys_of(office);
    CHECK(why_refused(keys, forger.token(receipt)).find("khóa không có trong các khóa đã biết") != std::string::npos);
    auto forged = forger.token(receipt);
    forged.replace(5, forger.id().size(), office.id());  // claims to be the office's
    CHECK(why_refused(keys, forged).find("bị sửa hoặc làm giả") != std::string::npos);
    auto other_code = office.token(receipt);
    other_code.replace(other_code.find("-0001"), 5, "-0002");
    CHECK(why_refused(keys, other_code).find("bị sửa hoặc làm giả") != std::string::npos);
    CHECK(why_refused(keys, "H99.14-261130-0001").find("không phải mã kiểm tra") != std::string::npos);
    CHECK(why_refused(keys, "MCT1~" + std::string(5'000, 'x')).find("không phải mã kiểm tra") != std::string::npos);
    CHECK(why_refused(keys, "MCT1~a~b~20261331~c~d").find("viết sai hoặc thiếu") != std::string::npos);
}

TEST_CASE("an old key keeps checking its receipts beside a new one", "[receipt-token]") {
    const auto old_key = a_signer(), new_key = a_signer();
    Keys keys;
    REQUIRE(keys.add_pem(old_key.public_pem() + new_key.public_pem()));
    CHECK(keys.check(old_key.token(receipt)));
    CHECK(keys.check(new_key.token(receipt)));
    CHECK_FALSE(Keys{}.add_pem("chữ gì đó"));
    CHECK_FALSE(Signer::from_pem(""));
}

TEST_CASE("OpenSSL's program verifies a token by its grammar alone; the verb needs nothing but the key file", "[receipt-token]") {
    const test_support::TemporaryFolder folder;
    const auto place = [&](const char* name) { return (folder.path() / name).string(); };
    const auto signer = a_signer();
    const auto token = signer.token(receipt);
    std::ofstream{place("khoa.pem")} << signer.public_pem();
    const auto last = token.rfind('~');
    std::ofstream{place("signed"), std::ios::binary} << token.substr(0, last);
    auto signature = token.substr(last + 1);
    for (auto& letter : signature) letter = letter == '-' ? '+' : letter == '_' ? '/' : letter;
    std::ofstream{place("signature.b64")} << signature << "==\n";
    CHECK(std::system(("cd " + folder.path().string() + " && openssl base64 -d -A -in signature.b64 -out signature && openssl pkeyutl -verify -pubin "
                       "-inkey khoa.pem -rawin -in signed -sigfile signature >/dev/null").c_str()) == 0);

    const auto verb = [&](std::string with) {
        std::string name = "check-receipt", option = "--keys", file = place("khoa.pem");
        std::vector<char*> words{name.data(), with.data(), option.data(), file.data()};
        return server::run_check_receipt(static_cast<int>(words.size()), words.data());
    };
    CHECK(verb(token) == 0);
    CHECK(verb(token.substr(0, token.size() - 1) + (token.back() == 'A' ? "Q" : "A")) == 1);
}
