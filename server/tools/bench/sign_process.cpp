#include "server/tools/bench/sign_process.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/tools/bench/running.hpp"

namespace server {
namespace {

using dossier::Result;
using Words = std::vector<std::string>;

constexpr double flat_megabytes = 16;  // what a file of 100 MB may take beyond one of 1.4 MB
constexpr double process_bar = 4;      // times as fast as pdfsig
constexpr int rounds = 30;

struct Cost {
    double megabytes = 0, milliseconds = 0;  // peak memory; processor time
};

// Fails with WrongState when the program does not end with 0.
Result<Cost> cost_of(Words words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments[0], &quiet, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&quiet);
    int status = 1;
    rusage used{};
    if (failed == 0) ::wait4(child, &status, 0, &used);
    if (status != 0) return dossier::fail(dossier::ErrorCode::WrongState, "lệnh không thành công: " + words[0] + " " + words[1]);
    const auto milliseconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
    return Cost{static_cast<double>(used.ru_maxrss) / 1024, milliseconds(used.ru_utime) + milliseconds(used.ru_stime)};
}

// How many times as fast as the peer: each in turn, so that whatever else the machine does meets both.
Result<double> beside(const char* what, const std::function<Result<Cost>()>& ours, const std::function<Result<Cost>()>& peer) {
    double our_time = 0, peer_time = 0;
    for (int i = 0; i < rounds; ++i) {
        our_time += TRY(ours()).milliseconds / rounds;
        peer_time += TRY(peer()).milliseconds / rounds;
    }
    std::printf("  %s %.1f ms, pdfsig %.1f ms: ", what, our_time, peer_time);
    return peer_time / our_time;
}

bool told(const char* what, double value, const char* unit, bool kept) {
    std::printf("%s %.1f %s%s\n", what, value, unit, kept ? "   đạt" : "   KHÔNG ĐẠT");
    return kept;
}

class SignBench {
  public:
    SignBench(const Writer& small_pdf, const Writer& big_pdf) {
        std::ofstream small(at("small.pdf"), std::ios::binary), big(at("big.pdf"), std::ios::binary);
        small_pdf(small);
        big_pdf(big);
    }
    Result<bool> run() {
        TRY(cost_of({this_program(), "pki", "demo", at("pki")}));
        const bool flat = TRY(memory());
        const bool fast = TRY(speed());
        return flat && fast;
    }

  private:
    std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
    Result<Cost> sign(const std::string& name) { return cost_of({command(), "sign", at(name), "--out", at("signed-" + name), "--pki", at("pki"), "--as", "person"}); }
    Result<Cost> verify(const std::string& name) { return cost_of({command(), "verify", at("signed-" + name), "--trust", at("pki")}); }

    Result<bool> memory() {
        const auto small_sign = TRY(sign("small.pdf")), big_sign = TRY(sign("big.pdf"));
        const auto small_check = TRY(verify("small.pdf")), big_check = TRY(verify("big.pdf"));
        std::printf("Bộ nhớ cho tệp 100 MB, hơn tệp 1.4 MB (ngưỡng %.0f MB)\n", flat_megabytes);
        const double signing = big_sign.megabytes - small_sign.megabytes, checking = big_check.megabytes - small_check.megabytes;
        const bool one = told("  ký", signing, "MB", signing <= flat_megabytes);
        return told("  kiểm tra", checking, "MB", checking <= flat_megabytes) && one;
    }

    // pdfsig signs with a key from a database of NSS's own tools.
    bool database_for_pdfsig() {
        std::filesystem::create_directory(at("nss"));
        const auto pki = at("pki"), store = "sql:" + at("nss");
        const auto command = "certutil -N -d " + store + " --empty-password && openssl pkcs12 -export -in " + pki + "/person/cert.pem -inkey " + pki +
                             "/person/key.pem -certfile " + pki + "/ca/official.pem -name nguoi -passout pass: -out " + at("key.p12") +
                             " && pk12util -i " + at("key.p12") + " -d " + store + " -W ''";
        return std::system(("(" + command + ") >/dev/null 2>&1").c_str()) == 0;
    }

    Result<bool> speed() {
        if (!database_for_pdfsig()) {
            std::printf("Một tiến trình cho mỗi tệp: không đo, thiếu certutil hay pk12util (libnss3-tools)\n");
            return true;
        }
        std::printf("Một tiến trình cho mỗi tệp, thời gian CPU (ngưỡng kiểm tra %.0f lần pdfsig)\n", process_bar);
        const double checked = TRY(beside("kiểm tra", [&] { return verify("small.pdf"); }, [&] { return cost_of({"pdfsig", "-nssdir", at("nss"), at("signed-small.pdf")}); }));
        const bool kept = told("nhanh gấp", checked, "lần", checked >= process_bar);
        const double made = TRY(beside("ký", [&] { return sign("small.pdf"); }, [&] {
            std::filesystem::remove(at("peer.pdf"));
            return cost_of({"pdfsig", "-nssdir", at("nss"), "-add-signature", "-nick", "nguoi", at("small.pdf"), at("peer.pdf")});
        }));
        std::printf("nhanh gấp %.1f lần\n", made);
        return kept;
    }

    ScratchFolder folder_;
};

}  // namespace

Result<bool> bench_sign_processes(const Writer& small_pdf, const Writer& big_pdf) {
    return SignBench(small_pdf, big_pdf).run();
}

}  // namespace server
