#include "server/tools/bench/running.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "server/storage/child.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;

constexpr int start_patience_ms = 60'000;  // a new cluster is made first
constexpr int step_ms = 20;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool listens(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    const bool yes = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return yes;
}

template <class Condition>
void wait_until(const Condition& holds, const std::string& otherwise) {
    for (int waited = 0; !holds(); waited += step_ms) {
        if (waited > start_patience_ms) throw std::runtime_error(otherwise);
        ::usleep(step_ms * 1000);
    }
}

// Also when somebody waited for it before.
bool ended(pid_t process) { return ::waitpid(process, nullptr, WNOHANG) != 0; }

std::string last_line(const fs::path& file) {
    std::ifstream in{file};
    std::string last;
    for (std::string line; std::getline(in, line);) last = line;
    return last;
}

std::vector<std::string> serve_command(const fs::path& folder) {
    fs::remove(folder / "port");
    fs::create_directories(folder / "data");  // PostgreSQL may be another user: not left to the server's narrow umask
    std::ofstream{folder / "motcua.toml"} << "data_dir = \"" << (folder / "data").string() << "\"\n[agency]\ncode = \"H99.14\"\n"
                                          << "[http]\nport = 0\n";
    return {this_program(), "serve", "--config", (folder / "motcua.toml").string(), "--port-file", (folder / "port").string()};
}

std::vector<std::string> nginx_command(const fs::path& folder) {
    return {"/usr/sbin/nginx", "-p", folder.string(), "-c", (folder / "nginx.conf").string(), "-e", (folder / "error.log").string()};
}

std::vector<std::string> shipped_command(const fs::path& folder, std::uint16_t port, const RunningServer& server) {
    const std::string prepare = "'" + read_by_path().prepare_nginx.string() + "' '" + folder.string() + "' --upstream " +
                                std::to_string(server.port()) + " --files '" + (server.data() / "files").string() +
                                "' --address 127.0.0.1 --rate 1000000 --connections 10000 --https " + std::to_string(port) +
                                " --redirect " + std::to_string(free_port());
    if (std::system(prepare.c_str()) != 0) throw std::runtime_error("nginx/prepare không chạy được");
    return nginx_command(folder);
}

std::vector<std::string> fixed_command(const fs::path& folder, std::uint16_t port, std::uint16_t tls_port, const std::string& body,
                                       const ShippedNginx& tls) {
    fs::create_directories(folder / "temp");
    std::ofstream conf{folder / "nginx.conf"};
    conf << "daemon off;\nworker_processes auto;\npid nginx.pid;\nerror_log error.log crit;\nevents { worker_connections 2048; }\n"
         << "http {\n    access_log off;\n";
    for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) conf << "    " << kind << "_temp_path temp/" << kind << ";\n";
    conf << "    default_type application/json;\n    server {\n        listen 127.0.0.1:" << port << ";\n        listen 127.0.0.1:"
         << tls_port << " ssl;\n        ssl_certificate " << tls.certificate().string() << ";\n        ssl_certificate_key "
         << tls.key().string() << ";\n        location / { return 200 '" << body << "'; }\n    }\n}\n";
    conf.close();
    return nginx_command(folder);
}

}  // namespace

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t length = sizeof address;
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                       ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) == 0;
    ::close(fd);
    if (!bound) throw std::runtime_error("không còn cổng nào");
    return ntohs(address.sin_port);
}

std::string this_program() { return fs::read_symlink("/proc/self/exe").string(); }

std::string command() { return fs::path{this_program()}.replace_filename("motcua").string(); }

ScratchFolder::ScratchFolder() {
    std::string name = "/tmp/motcua-bench-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("không tạo được thư mục tạm");
    fs::permissions(name, fs::perms(0755));
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

RunningProgram::RunningProgram(const std::vector<std::string>& command, const fs::path& folder, const std::string& log_name) {
    fs::create_directories(folder);
    process_ = storage::start_child(command, folder, folder / log_name, std::nullopt);
    if (process_ < 0) throw std::runtime_error("không khởi động được " + command.front());
}

RunningProgram::~RunningProgram() {
    ::kill(process_, SIGINT);
    for (int waited = 0; !ended(process_); waited += step_ms) {
        if (waited == 30'000) ::kill(process_, SIGKILL);
        ::usleep(step_ms * 1000);
    }
}

ReadByPath read_by_path() {
    for (auto at = fs::path{this_program()}.parent_path(); at.has_relative_path(); at = at.parent_path()) {
        if (fs::exists(at / "share/motcua/nginx/prepare")) return {at / "share/motcua/nginx/prepare", at / "share/motcua/sample_data"};
        if (fs::exists(at / "server/http/nginx/prepare")) return {at / "server/http/nginx/prepare", at / "sample_data"};
    }
    throw std::runtime_error("không thấy dữ liệu mẫu và cấu hình nginx bên cạnh chương trình");
}

RunningServer::RunningServer(fs::path folder)
    : folder_((fs::create_directories(folder), std::move(folder))), program_(serve_command(folder_), folder_, "serve.log") {
    wait_until([this] { return static_cast<bool>(std::ifstream{folder_ / "port"} >> port_) || ended(process()); },
               "máy chủ không khởi động trong một phút");
    if (port_ == 0) throw std::runtime_error("máy chủ không khởi động: " + last_line(folder_ / "serve.log"));
    url_ = "http://127.0.0.1:" + std::to_string(port_);
}

void RunningServer::run(const std::string& verb, const std::vector<std::string>& words) const {
    std::string command = "'" + this_program() + "' " + verb + " --config '" + config().string() + "'";
    for (const auto& word : words) command += " '" + word + "'";
    if (std::system((command + " >>'" + (folder_ / "verbs.log").string() + "' 2>&1").c_str()) != 0)
        throw std::runtime_error("không chạy được motcua " + verb);
}

void RunningServer::import_samples() const {
    const auto samples = read_by_path().sample_data.string();
    run("import", {samples + "/procedures", samples + "/calendars", samples + "/accounts"});
}

std::string sample_password() {
    std::ifstream file{read_by_path().sample_data / "accounts/demo.json"};
    return nlohmann::json::parse(file).at("demo_password");
}

ShippedNginx::ShippedNginx(const fs::path& folder, const RunningServer& server)
    : folder_(folder), port_(free_port()), program_(shipped_command(folder, port_, server), folder, "output.log") {
    wait_until([this] { return listens(port_); }, "nginx không khởi động, xem " + folder.string());
}

FixedNginx::FixedNginx(const fs::path& folder, const std::string& body, const ShippedNginx& tls)
    : port_(free_port()), tls_port_(free_port()),
      program_(fixed_command(folder, port_, tls_port_, body, tls), folder, "output.log") {
    wait_until([this] { return listens(tls_port_); }, "nginx không khởi động, xem " + folder.string());
}

}  // namespace server
