// What the Guard costs: the smallest JSON answer of the real server, directly and through nginx, beside nginx answering
// the same bytes by itself.

#include <iostream>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "integrations/https_client.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/load.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/table.hpp"

namespace server {
namespace {

constexpr const char* smallest = "/health/live";
constexpr double directly_bar = 0.4, through_bar = 0.2;  // of the fixed body over plain HTTP

struct Options {
    int seconds = 1, rounds = 9, connections = 16;
};

std::string body_of(const std::string& url) {
    const auto answer = integrations::HttpsClient{{}}.send({"GET", url, {}, {}});
    if (!answer || answer->status != 200) throw std::runtime_error("máy chủ không trả lời " + std::string{smallest});
    return answer->body;
}

struct Candidate {
    std::string url;
    std::vector<double> per_second{};
    long failed = 0;
    double rate() const { return median(per_second); }
};

// Of the same rounds, so that what else the machine did in a round falls out.
double ratio(const Candidate& ours, const Candidate& peer) {
    std::vector<double> ratios;
    for (std::size_t round = 0; round < peer.per_second.size(); ++round)
        ratios.push_back(ours.per_second[round] / peer.per_second[round]);
    return median(ratios);
}

int measure(const Options& options) {
    const ScratchFolder folder;
    const RunningServer server{folder.path() / "server"};
    const auto body = body_of(server.url() + smallest);
    const ShippedNginx shipped{folder.path() / "shipped", server};
    const FixedNginx fixed{folder.path() / "fixed", body, shipped};
    Candidate peer{fixed.url() + smallest}, tls_peer{fixed.tls_url() + smallest};
    Candidate direct{server.url() + smallest}, through{shipped.url() + smallest};
    for (auto* each : {&peer, &tls_peer, &direct, &through}) drive(each->url, options.connections, 1);
    for (int round = 0; round < options.rounds; ++round)
        for (auto* each : {&peer, &direct, &tls_peer, &through}) {
            const auto load = drive(each->url, options.connections, options.seconds);
            each->per_second.push_back(load.per_second);
            each->failed += load.failed;
        }
    std::cout << "GET " << smallest << " (" << body.size() << " byte), " << options.connections << " kết nối, trung vị của "
              << options.rounds << " vòng xen kẽ\n";
    print_ratio("nginx, nội dung cố định", peer.rate(), "", 0, 0);
    print_ratio("nginx, nội dung cố định, TLS", tls_peer.rate(), "nginx", ratio(tls_peer, peer), 0);
    bool holds = print_ratio("motcua, trực tiếp", direct.rate(), "nginx", ratio(direct, peer), directly_bar);
    holds = print_ratio("motcua, qua nginx như bàn giao (TLS)", through.rate(), "nginx", ratio(through, peer), through_bar) && holds;
    print_ratio("  cùng số đó so với nginx TLS", through.rate(), "nginx TLS", ratio(through, tls_peer), 0);
    const auto failed = peer.failed + tls_peer.failed + direct.failed + through.failed;
    if (failed > 0) std::cout << "câu trả lời hỏng: " << failed << "\n";
    return holds && failed == 0 ? 0 : 1;
}

}  // namespace

int bench_http(int argc, char** argv) {
    CLI::App app{"Câu trả lời JSON nhỏ nhất: trực tiếp và qua nginx, so với nginx trả nội dung cố định", "motcua bench http"};
    Options options;
    app.add_option("--seconds", options.seconds, "thời gian mỗi lượt đo")->check(CLI::Range(1, 60));
    app.add_option("--rounds", options.rounds, "số vòng")->check(CLI::Range(1, 100));
    app.add_option("--connections", options.connections, "số kết nối")->check(CLI::Range(1, 1'000));
    return measured(app, argc, argv, [&] { return measure(options); });
}

}  // namespace server
