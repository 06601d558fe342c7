// Receiving a dossier by the API: sign-in looked up, draft opened, received, number drawn, form and report queued, all
// committed durably. The peer is pgbench with the very statements PostgreSQL logged for one such request, in the same
// cluster and with as many clients.

#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "server/storage/cluster_files.hpp"
#include "server/storage/migrations.hpp"
#include "server/storage/private_postgres.hpp"
#include "server/storage/session.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/load.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/statement_log.hpp"
#include "server/tools/bench/table.hpp"
#include "server/tools/demo/visitor.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double bar = 0.4;  // of pgbench
constexpr storage::Statement count_codes{"bench_count_codes",
                                         "SELECT count(code) AS codes, count(DISTINCT code) AS different FROM dossier"};

struct Options {
    int seconds = 2, rounds = 5, officers = 8;
    std::string keep_script;
};

json a_dossier(const std::string& name) {
    return {{"procedure", "1.001612"},
            {"channel", "counter"},
            {"receive", true},
            {"particulars",
             {{"applicant",
               {{"kind", "citizen"}, {"name", name}, {"number", "001090000017"}, {"phone", "0912345678"},
                {"address", "Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa"}}},
              {"summary", "Đăng ký thành lập hộ kinh doanh tạp hóa"},
              {"name_spelling_confirmed", true}}},
            {"components",
             {{{"component", "000.00.00.G05-KQ900301"}, {"not_digitised", {{"reason", "other"}, {"text", "Bản giấy đóng quyển"}}}},
              {{"component", "000.00.00.G05-KQ900304"},
               {"looked_up", {{"source", "identity"}, {"found", true}, {"reference", "tra-cuu-mau-1"}}}},
              {{"component", "000.00.00.G05-KQ900305"}, {"not_digitised", {{"reason", "other"}, {"text", "Bản giấy đóng quyển"}}}}}}};
}

struct SignedIn {
    std::string cookie, csrf;
};

SignedIn sign_in(const RunningServer& server, const std::string& name) {
    demo::Visitor visitor{server.url(), ""};
    const auto answer = visitor.ask("POST", "/api/session", json{{"username", name}, {"password", sample_password()}}.dump());
    if (answer.status != 200) throw std::runtime_error("không đăng nhập được");
    const auto cookie = answer.header("set-cookie").value_or("");
    return {cookie.substr(0, cookie.find(';')), json::parse(answer.body).at("csrf")};
}

json receive_one(const RunningServer& server, const SignedIn& who, const std::string& name) {
    demo::Visitor visitor{server.url(), ""};
    const auto answer = visitor.ask("POST", "/api/dossiers", a_dossier(name).dump(), "application/json",
                                    {{"Cookie", who.cookie}, {"X-CSRF-Token", who.csrf}});
    if (answer.status != 201) throw std::runtime_error("không tiếp nhận được: " + answer.body);
    return json::parse(answer.body);
}

std::string lua_text(const std::string& text) { return "[==[" + text + "]==]"; }

// Requests made once; wrk sends them in turn.
void write_lua(const fs::path& file, const std::vector<SignedIn>& officers) {
    std::ofstream lua{file};
    lua << "local requests, next = {}, 0\nlocal function add(cookie, csrf, body)\n"
        << "  requests[#requests + 1] = wrk.format('POST', '/api/dossiers', {Cookie = cookie, ['X-CSRF-Token'] = csrf,\n"
        << "    Host = wrk.headers['Host'], ['Content-Type'] = 'application/json'}, body)\nend\nfunction init(args)\n";
    for (const auto* name : {"Nguyễn Văn An", "Trần Thị Bình", "Lê Hữu Châu", "Phạm Đức Dũng", "Hoàng Ngọc Giang"})
        for (const auto& officer : officers)
            lua << "  add(" << lua_text(officer.cookie) << ", " << lua_text(officer.csrf) << ", " << lua_text(a_dossier(name).dump()) << ")\n";
    lua << "end\nfunction request()\n  next = next % #requests + 1\n  return requests[next]\nend\n";
}

std::string content_from(const fs::path& file, std::uintmax_t offset) {
    std::ifstream in{file, std::ios::binary};
    in.seekg(static_cast<std::streamoff>(offset));
    return {std::istreambuf_iterator<char>{in}, {}};
}

// For sessions opened from now on.
void set_for_app(storage::PrivatePostgres& cluster, const std::string& commands) {
    storage::Session{{cluster.connection(storage::ClusterFiles::superuser, "motcua"), 1}}.execute_script(commands, "set_for_app");
}

// The statements of one reception, after the caches are warm.
std::string record_script(const fs::path& folder, storage::PrivatePostgres& cluster) {
    set_for_app(cluster, "ALTER ROLE motcua_app SET log_statement = 'all'; ALTER ROLE motcua_app SET log_error_verbosity = 'default'");
    std::string script;
    {
        const RunningServer server{folder};
        server.import_samples();
        const auto officer = sign_in(server, "lan");
        receive_one(server, officer, "Nguyễn Văn An");
        const auto log = server.data() / "postgres.log";
        const auto before = fs::file_size(log);
        const auto dossier = receive_one(server, officer, "Nguyễn Văn An");
        script = pgbench_script(logged_statements(content_from(log, before)), dossier.at("code"));
    }
    set_for_app(cluster, "ALTER ROLE motcua_app RESET ALL");
    return script;
}

// The first second is left out: new sessions prepare their statements and read the catalogue, ours have done so.
Load run_pgbench(const fs::path& script, storage::PrivatePostgres& cluster, int clients, int seconds) {
    const auto output = output_of("'" + (storage::ClusterFiles::programs() / "pgbench").string() + "' -n -M prepared -j 1 -c " +
                                  std::to_string(clients) + " -P 1 -T " + std::to_string(seconds + 1) + " -f '" + script.string() + "' \"" +
                                  cluster.connection("motcua_app") + "\" 2>&1");
    Load load;
    double sum = 0;
    int second = 0;
    for (auto at = output.find("progress: "); at != std::string::npos; at = output.find("progress: ", at + 1))
        if (second++ > 0) sum += figure(output.substr(at), " s, ");  // "progress: 2.0 s, 31.0 tps, lat …"
    load.per_second = second > 1 ? sum / (second - 1) : 0;
    load.failed = static_cast<long>(figure(output, "number of failed transactions: "));
    if (load.per_second <= 0) throw std::runtime_error("pgbench không đo được: " + output);
    return load;
}

bool all_numbered_once(storage::PrivatePostgres& cluster, long at_least) {
    storage::Session session{{cluster.connection("motcua_app"), 1}};
    const auto row = session.execute(count_codes, {}).rows.at(0);
    return row.number("codes") == row.number("different") && row.number("codes") >= at_least;
}

struct Prepared {
    const Options& options;
    fs::path place, script, lua;
    storage::PrivatePostgres& cluster;
};

// One table: ours and the peer in turn. False when the bar, an answer or a number is missing.
bool compare(const Prepared& with, const std::string& title) {
    const auto& options = with.options;
    const RunningServer server{with.place};  // new sessions with the database: they know how commits wait
    std::vector<SignedIn> officers;
    for (int i = 0; i < options.officers; ++i) officers.push_back(sign_in(server, i % 2 ? "dung" : "lan"));
    write_lua(with.lua, officers);
    drive(server.url(), options.officers, 1, with.lua);
    std::vector<double> ours, peer, ratios;
    long failed = 0, received = 0;
    for (int round = 0; round < options.rounds; ++round) {
        const auto load = drive(server.url(), options.officers, options.seconds, with.lua);
        const auto bench = run_pgbench(with.script, with.cluster, options.officers, options.seconds);
        ours.push_back(load.per_second);
        peer.push_back(bench.per_second);
        ratios.push_back(load.per_second / bench.per_second);
        failed += load.failed + bench.failed;
        received += load.answers;
    }
    std::cout << title << "\n";
    print_ratio("pgbench, cùng các câu lệnh", median(peer), "", 0, 0);
    const bool holds = print_ratio("motcua, POST /api/dossiers", median(ours), "pgbench", median(ratios), bar);
    const bool whole = failed == 0 && all_numbered_once(with.cluster, received);
    std::cout << "  đã tiếp nhận qua HTTP: " << received << (whole ? ", mỗi hồ sơ một mã\n" : ", CÓ LỖI hoặc trùng mã\n");
    return holds && whole;
}

int measure(const Options& options) {
    const ScratchFolder folder;
    const auto place = folder.path() / "server";
    fs::create_directories(place);
    const auto cluster = storage::PrivatePostgres::start({place / "data"});
    storage::migrate(cluster->connection("motcua_owner"));
    const Prepared with{options, place, folder.path() / "reception.sql", folder.path() / "reception.lua", *cluster};
    const auto statements = record_script(place, *cluster);
    std::ofstream{with.script} << statements;
    if (!options.keep_script.empty()) std::ofstream{options.keep_script} << statements;

    std::cout << "Lập và tiếp nhận một hồ sơ, một cơ quan, " << options.officers << " cán bộ cùng lúc, trung vị của " << options.rounds
              << " vòng xen kẽ\n";
    const bool durable = compare(with, "Ghi bền (như khi chạy thật; đĩa quyết định)");
    set_for_app(*cluster, "ALTER ROLE motcua_app SET synchronous_commit = off");
    const bool without_disk = compare(with, "Không chờ đĩa (chỉ còn phần của chương trình)");
    return durable && without_disk ? 0 : 1;
}

}  // namespace

int bench_receive(int argc, char** argv) {
    CLI::App app{"Tiếp nhận hồ sơ qua HTTP mỗi giây, so với pgbench chạy cùng các câu lệnh SQL", "motcua bench receive"};
    Options options;
    app.add_option("--seconds", options.seconds, "thời gian mỗi lượt đo")->check(CLI::Range(1, 60));
    app.add_option("--rounds", options.rounds, "số vòng")->check(CLI::Range(1, 100));
    app.add_option("--officers", options.officers, "số cán bộ, mỗi người một kết nối")->check(CLI::Range(1, 64));
    app.add_option("--keep-script", options.keep_script, "ghi lại các câu lệnh cho pgbench vào tệp này");
    return measured(app, argc, argv, [&] { return measure(options); });
}

}  // namespace server
