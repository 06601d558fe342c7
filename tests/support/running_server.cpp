#include "tests/support/running_server.hpp"
#include "tests/support/places.hpp"

#include <signal.h>
#include <unistd.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace test_support {
namespace {

std::filesystem::path new_folder() {
    std::string name = std::filesystem::temp_directory_path() / "motcua-journey-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("mkdtemp");
    std::filesystem::permissions(name, std::filesystem::perms{0755});  // PostgreSQL may run as another user
    return name;
}

void write(const std::filesystem::path& path, const std::string& text) { std::ofstream{path} << text; }

// "http.port" → "MOTCUA_HTTP_PORT"
std::string variable_of(const std::string& setting) {
    std::string name = "MOTCUA_";
    for (const unsigned char sign : setting) name += sign == '.' ? '_' : static_cast<char>(std::toupper(sign));
    return name;
}

const std::string sample_data = in_source("sample_data");

}  // namespace

RunningServer::RunningServer(const std::vector<std::pair<std::string, std::string>>& settings) : folder_(new_folder()) {
    for (const auto& [name, value] : settings) setenv(variable_of(name).c_str(), value.c_str(), 1);
    const auto at = [this](const char* name) { return (folder_ / name).string(); };
    write(at("portal-account"), "taikhoan-mau\nmat-khau-mau\n");
    write(at("motcua.toml"), "data_dir = \"" + at("data") + "\"\n[agency]\ncode = \"H99.14\"\n[http]\nport = 0\nbehind_nginx = false\n" +
                                 "[portal]\nurl = \"" + portal_.url() + "\"\naccount_file = \"" + at("portal-account") +
                                 "\"\n[signing]\ntrust_dir = \"" + at("pki") + "\"\n[log]\nfile = \"" + at("log") + "\"\n");
    run({"pki", "demo", at("pki"), "--person", "Hoàng Minh Sơn", "--agency", "Ủy ban nhân dân phường Bình Minh"});
    server_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{program(), "serve", "--config", at("motcua.toml"), "--port-file", at("port")});
    for (int tenths = 0; tenths < 600 && url_.empty(); ++tenths) {
        int port = 0;
        if (std::ifstream{at("port")} >> port) url_ = "http://127.0.0.1:" + std::to_string(port);
        else usleep(100'000);
    }
    if (url_.empty()) throw std::runtime_error("the server did not start within a minute; its log is " + at("log"));
    const std::string& samples = sample_data;
    run({"import", "--config", at("motcua.toml"), samples + "/procedures", samples + "/calendars", samples + "/accounts"});
    start_worker();
}

void RunningServer::start_worker() {
    worker_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{program(), "work", "--config", (folder_ / "motcua.toml").string()});
}

void RunningServer::stop_worker(int signal) {
    worker_->stop(signal);
    worker_.reset();
}

void RunningServer::import(const std::string& json) {
    const auto file = (folder_ / "import.json").string();
    write(file, json);
    run({"import", "--config", (folder_ / "motcua.toml").string(), file});
}

RunningServer::~RunningServer() {
    if (worker_) worker_->stop(SIGTERM);
    if (server_) server_->stop(SIGTERM);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string RunningServer::password() {
    std::ifstream file{sample_data + "/accounts/demo.json"};
    return nlohmann::json::parse(file).at("demo_password");
}

void RunningServer::run(const std::vector<std::string>& words) {
    std::string command = program();
    for (const auto& word : words) command += " '" + word + "'";
    if (std::system((command + " >>'" + (folder_ / "output").string() + "' 2>&1").c_str()) != 0)
        throw std::runtime_error("failed: motcua " + words.front() + "; see " + (folder_ / "output").string());
}

}  // namespace test_support
