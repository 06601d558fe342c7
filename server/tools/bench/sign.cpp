#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/sign_process.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "integrations/signing/demo_pki.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/verify.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

constexpr size_t file_bytes = 1'400'000, big_file_bytes = 100'000'000;

// One page with an incompressible image stream: what a scanned result weighs.
void write_scanned_result(std::ostream& out, size_t bytes) {
    std::array<size_t, 6> offsets{};
    size_t written = 0;
    const auto put = [&](std::string_view text) {
        out << text;
        written += text.size();
    };
    const auto object = [&](size_t number, const std::string& body) {
        offsets[number] = written;
        put(std::to_string(number) + " 0 obj\n" + body + "\nendobj\n");
    };
    put("%PDF-1.7\n");
    object(1, "<< /Type /Catalog /Pages 2 0 R >>");
    object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >> >>");
    offsets[4] = written;
    put("4 0 obj\n<< /Type /XObject /Subtype /Image /Width 1000 /Height 1400 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length " +
        std::to_string(bytes) + " >>\nstream\n");
    unsigned state = 12345;
    std::string piece;
    for (size_t left = bytes; left > 0; left -= piece.size()) {
        piece.resize(std::min<size_t>(left, 1U << 20));
        for (auto& byte : piece) {
            state = state * 1664525U + 1013904223U;
            byte = static_cast<char>(state >> 24);
        }
        put(piece);
    }
    put("\nendstream\nendobj\n");
    object(5, "<< /Length 22 >>\nstream\n595 0 0 842 0 0 cm /I Do\nendstream");
    const auto at = written;
    put("xref\n0 6\n0000000000 65535 f \n");
    for (size_t n = 1; n <= 5; ++n) {
        std::array<char, 32> row{};
        std::snprintf(row.data(), row.size(), "%010zu 00000 n \n", offsets[n]);
        put(row.data());
    }
    put("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n");
}

std::string scanned_result() {
    std::ostringstream out;
    write_scanned_result(out, file_bytes);
    return std::move(out).str();
}

// Calls per second of processor time: this process alone, whatever else the machine does.
double rate_of(double seconds, const std::function<void()>& work) {
    work();
    const auto start = std::clock();
    long calls = 0;
    double spent = 0;
    do {
        work();
        ++calls;
        spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    } while (spent < seconds);
    return static_cast<double>(calls) / spent;
}

// What every bar of this run said.
bool all_kept = true;

const char* against_bar(bool kept) {
    all_kept = all_kept && kept;
    return kept ? "   đạt" : "   KHÔNG ĐẠT";
}

void line(const char* what, double rate, const char* against, double ratio, double bar) {
    std::printf("%s %8.0f/s   %.2f của %s%s\n", what, rate, ratio, against, bar > 0 ? against_bar(ratio >= bar) : "");
}

struct Bench {
    signing::Identity root, signer;
    signing::CertificateChain chain;
    std::shared_ptr<signing::TrustStore> trust = std::make_shared<signing::TrustStore>();
    dossier::Instant now{};
};

dossier::Result<Bench> prepared_bench(signing::KeyKind kind) {
    Bench bench;
    bench.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto from = bench.now - std::chrono::days{1}, to = bench.now + std::chrono::days{30};
    bench.root = TRY(signing::issue({.common_name = "Bench CA", .organisation = "motcua", .title = {}, .from = from, .to = to,
                                     .authority = true, .key_usage = "keyCertSign,cRLSign", .kind = kind}, nullptr));
    bench.signer = TRY(signing::issue({.common_name = "Bench", .organisation = "motcua", .title = {}, .from = from, .to = to,
                                       .key_usage = "digitalSignature", .kind = kind}, &bench.root));
    bench.chain.signer = signing::shared(bench.signer.certificate.get());
    bench.trust->add(signing::shared(bench.root.certificate.get()), signing::AnchorRole::Official);
    bench.trust->add(TRY(signing::make_crl(bench.root, {}, from, to)));
    return bench;
}

constexpr double first_bar = 0.70, second_bar = 0.30;  // of the floor, of the raw key rate; RSA-2048
constexpr double verify_bar = 600;                      // files a second

dossier::Result<void> measure(const char* name, signing::KeyKind kind, double seconds) {
    auto bench = TRY(prepared_bench(kind));
    EVP_PKEY_up_ref(bench.signer.key.get());
    signing::SoftKey key{signing::PKeyPtr{bench.signer.key.get()}};
    const auto algorithm = signing::algorithm_for(bench.chain.signer.get(), signing::Algorithm::RsaPkcs1);
    const auto file = scanned_result();
    const auto reserve = signing::reserve_for(bench.chain, true);
    const signing::SigningRequest request{.field = "Bench", .signer_name = "Bench", .reason = {}, .at = bench.now};
    const std::string message(200, 'x');
    const auto known = signing::PrefixDigest::of(file);
    const auto sign = [&](const signing::PrefixDigest* state) {
        const auto step = signing::prepare(file, bench.chain.signer.get(), reserve, request, state);
        const auto value = key.sign(step->attributes, algorithm);
        return *signing::complete(*step, bench.chain, algorithm, *value);
    };
    const double raw = rate_of(seconds, [&] { (void)key.sign(message, algorithm); });
    const double floor = rate_of(seconds, [&] { (void)signing::sha256(file), (void)key.sign(message, algorithm); });
    const double first = rate_of(seconds, [&] { (void)sign(nullptr); });
    const double second = rate_of(seconds, [&] { (void)sign(&known); });
    const auto signed_file = file + sign(nullptr);
    const double verified = rate_of(seconds, [&] {
        (void)signing::verify(signed_file, {.trust = bench.trust, .policy = {}, .at = bench.now});
    });
    const double hashing = rate_of(seconds, [&] { (void)signing::sha256(file); });
    std::printf("%s, tệp %.2f MB, tính theo thời gian CPU của một nhân\n", name, static_cast<double>(file.size()) / 1e6);
    line("  ký (băm cả tệp)", first, "băm + một chữ ký thô", first / floor, kind == signing::KeyKind::Rsa2048 ? first_bar : 0);
    line("  ký tiếp (giữ trạng thái băm)", second, "chữ ký thô", second / raw, kind == signing::KeyKind::Rsa2048 ? second_bar : 0);
    line("  kiểm tra (chuỗi, thu hồi)", verified, "băm cả tệp", verified / hashing, 0);
    if (kind == signing::KeyKind::Rsa2048) std::printf("  kiểm tra, ngưỡng %.0f/s%s\n", verify_bar, against_bar(verified >= verify_bar));
    return {};
}

}  // namespace

int bench_sign(int argc, char** argv) {
    CLI::App app("Đo tốc độ ký và kiểm tra so với giới hạn của máy trong cùng một lần chạy.", "motcua bench sign");
    double seconds = 1;
    app.add_option("--seconds", seconds, "thời gian CPU cho mỗi phép đo")->check(CLI::Range(0.05, 60.0));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
    }
    // First, while this process is small: a child's peak memory begins with its parent's.
    const auto kept = bench_sign_processes([](std::ostream& out) { write_scanned_result(out, file_bytes); },
                                           [](std::ostream& out) { write_scanned_result(out, big_file_bytes); });
    if (!kept) {
        std::cerr << kept.error().detail << "\n";
        return 3;
    }
    all_kept = *kept;
    for (const auto& [name, kind] : {std::pair{"RSA-2048", signing::KeyKind::Rsa2048}, {"ECDSA P-256", signing::KeyKind::P256}})
        if (const auto done = measure(name, kind, seconds); !done) {
            std::cerr << done.error().detail << "\n";
            return 3;
        }
    return all_kept ? 0 : 1;
}

}  // namespace server
