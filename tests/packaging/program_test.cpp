// `motcua` judges PDFs by itself and hands every other verb to the server program beside it: nobody may notice.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/database.hpp"
#include "tests/support/command.hpp"
#include "tests/support/places.hpp"

namespace {

using test_support::run;

std::string a_pdf() {
    std::string pdf = "%PDF-1.7\n", table = "xref\n0 4\n0000000000 65535 f \n";
    const char* const bodies[]{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"};
    for (int number = 1; const char* body : bodies) {
        char row[32];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.size());
        table += row;
        pdf += std::to_string(number++) + " 0 obj\n" + body + "\nendobj\n";
    }
    return pdf + table + "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n" + std::to_string(pdf.size()) + "\n%%EOF\n";
}

}  // namespace

TEST_CASE("the program people call judges PDFs as the server program does, encrypted ones too, and hands the rest over", "[packaging]") {
    const test_support::TemporaryFolder folder;
    const auto at = [&](const std::string& name) { return (folder.path() / name).string(); };
    const auto motcua = test_support::program();
    const auto server = std::filesystem::path{motcua}.replace_filename("motcua-server").string();
    const auto write = [&](const std::string& name, const std::string& bytes) { std::ofstream{at(name), std::ios::binary} << bytes; };
    write("plain.pdf", a_pdf());
    write("none.pdf", "x");
    REQUIRE(run(motcua + " pki demo " + at("pki")).code == 0);
    REQUIRE(run(motcua + " sign " + at("plain.pdf") + " --out " + at("signed.pdf") + " --pki " + at("pki") + " --as person").code == 0);
    std::ifstream whole{at("signed.pdf"), std::ios::binary};
    std::string changed{std::istreambuf_iterator<char>{whole}, {}};
    changed.replace(changed.find("842"), 3, "841");
    write("changed.pdf", changed);
    REQUIRE(run("qpdf --encrypt '' chu 256 -- " + at("plain.pdf") + " " + at("encrypted.pdf")).code == 0);

    const std::vector<std::pair<const char*, int>> verdicts{{"plain.pdf", 4}, {"none.pdf", 1}, {"signed.pdf", 0}, {"changed.pdf", 1}, {"encrypted.pdf", 4}};
    for (const auto& [name, code] : verdicts) {
        const auto words = " verify " + at(name) + " --trust " + at("pki") + " --at 2026-01-01T00:00:00+07:00 --json";
        const auto ours = run(motcua + words), theirs = run(server + words);
        CAPTURE(name, ours.text);
        CHECK(ours.code == theirs.code);
        CHECK(ours.text == theirs.text);
        CHECK(run(motcua + " verify " + at(name) + " --trust " + at("pki")).code == code);
        CHECK(run(motcua + " verify --fetch " + at(name) + " --trust " + at("pki")).code == code);
    }
    CHECK(run(motcua + " verify").code == 2);
    CHECK(run(motcua + " verify --help").code == 0);
    CHECK(run(motcua + " --help").text.find("check-receipt") != std::string::npos);
    CHECK(run(motcua + " khong-co").code == 2);
    CHECK(run(motcua + " verify --at '' " + at("plain.pdf") + " --at 2026-01-01T00:00:00Z").code == 2);  // said twice
}

TEST_CASE("files of a trust folder that cannot be read are named beside the verdict, by both programs", "[packaging]") {
    const test_support::TemporaryFolder folder;
    const auto at = [&](const std::string& name) { return (folder.path() / name).string(); };
    const auto motcua = test_support::program();
    const auto server = std::filesystem::path{motcua}.replace_filename("motcua-server").string();
    std::ofstream{at("plain.pdf"), std::ios::binary} << a_pdf();
    REQUIRE(run(motcua + " pki demo " + at("pki")).code == 0);
    REQUIRE(run(motcua + " sign " + at("plain.pdf") + " --out " + at("signed.pdf") + " --pki " + at("pki") + " --as person").code == 0);
    const auto words = " verify " + at("signed.pdf") + " --trust " + at("pki") + " --at 2099-01-01T00:00:00Z --json";
    const auto notes = [&](const std::string& program) { return run("(" + program + words + " 2>&1 >/dev/null)").text; };
    const auto before = run("(" + motcua + words + " 2>/dev/null)");
    for (const auto& program : {motcua, server}) CHECK(notes(program).empty());

    std::filesystem::create_directories(at("pki/crl"));
    std::ofstream{at("pki/crl/ghi-chu.txt")} << "danh sách thu hồi";
    std::ofstream{at("pki/official/cut.pem")} << "-----BEGIN CERTIFICATE-----\nMIIB\n";
    const std::string before_name = "Bỏ qua tệp trong thư mục tin cậy, không đọc được: ";
    for (const auto& program : {motcua, server}) {
        CHECK(notes(program) == before_name + at("pki/crl/ghi-chu.txt") + "\n" + before_name + at("pki/official/cut.pem") + "\n");
        const auto after = run("(" + program + words + " 2>/dev/null)");
        CHECK(after.code == before.code);
        CHECK(after.text == before.text);
    }
}

TEST_CASE("the program people call reads keys of every kind as the server program does", "[packaging]") {
    const test_support::TemporaryFolder folder;
    const auto at = [&](const std::string& name) { return (folder.path() / name).string(); };
    const auto motcua = test_support::program();
    const auto server = std::filesystem::path{motcua}.replace_filename("motcua-server").string();
    std::ofstream{at("plain.pdf"), std::ios::binary} << a_pdf();
    for (const std::string kind : {"rsa2048", "rsa3072", "p256"}) {
        CAPTURE(kind);
        REQUIRE(run(motcua + " pki demo " + at(kind) + " --key " + kind).code == 0);
        REQUIRE(run(motcua + " sign " + at("plain.pdf") + " --out " + at("one.pdf") + " --pki " + at(kind) + " --as person").code == 0);
        REQUIRE(run(motcua + " sign " + at("one.pdf") + " --out " + at("two.pdf") + " --pki " + at(kind) + " --as agency").code == 0);
        const auto words = " verify " + at("two.pdf") + " --trust " + at(kind) + " --json --at ";
        for (const std::string moment : {"2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"}) CHECK(run(motcua + words + moment).text == run(server + words + moment).text);
        CHECK(run(motcua + " verify " + at("two.pdf") + " --trust " + at(kind)).code == 0);
    }
}

// Made once: an ECDSA root, below it a CA with an RSA key, signers of every kind. `masked` is a certificate signed with RSASSA-PSS
// whose mask is made with another digest than the message's.
TEST_CASE("the program people call judges keys and digests beyond the usual as the server program does, alone and one after the other", "[packaging]") {
    const std::filesystem::path folder = test_support::in_source("tests/packaging/other_keys");
    const auto motcua = test_support::program();
    const auto server = std::filesystem::path{motcua}.replace_filename("motcua-server").string();
    const auto trust = " --trust " + (folder / "trust").string() + " --at 2026-06-15T09:00:00+07:00 --json";
    for (const auto& policy : {std::string{}, " --policy " + (folder / "any_digest.json").string()}) {
        std::string all;
        for (const std::string name : {"masked_blake2s256", "masked_sm3", "masked_sha1rsa", "digest_by_old_name", "issued_md5", "issued_sha512", "restricted",
                                       "ed25519", "brainpool", "mixed"}) {
            CAPTURE(name, policy);
            const auto words = " verify " + (folder / (name + ".pdf")).string() + trust + policy;
            const auto ours = run(motcua + words), theirs = run(server + words);
            CHECK(ours.code == theirs.code);
            CHECK(ours.text == theirs.text);
            all += " " + (folder / (name + ".pdf")).string();
        }
        CHECK(run(motcua + " verify" + all + trust + policy).text == run(server + " verify" + all + trust + policy).text);
    }
}

TEST_CASE("a large program that starts the one people call does not raise the memory a file may take", "[packaging]") {
    const test_support::TemporaryFolder folder;
    const auto file = (folder.path() / "plain.pdf").string();
    std::ofstream{file, std::ios::binary} << a_pdf();
    const std::vector<char> large(300U << 20, 'x');
    auto motcua = test_support::program();
    std::vector<std::string> words{motcua, "verify"};
    words.resize(3000, file);  // long enough to be looked at while it runs
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    ::posix_spawn_file_actions_init(&quiet);
    ::posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    pid_t started = 0;
    REQUIRE(::posix_spawn(&started, motcua.c_str(), &quiet, nullptr, arguments.data(), environ) == 0);
    ::posix_spawn_file_actions_destroy(&quiet);
    rlim_t most = RLIM_INFINITY;
    for (int status = 0; ::waitpid(started, &status, WNOHANG) == 0; ::usleep(200)) {
        rlimit limit{};
        if (::prlimit(started, RLIMIT_DATA, nullptr, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) most = limit.rlim_cur;
    }
    CHECK(most >= 192U << 20);
    CHECK(most <= 240U << 20);
    CHECK(large.back() == 'x');
}
