#include "server/tools/demo.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/tools/demo/story.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// True when the step held.
bool play(int number, std::size_t of, const demo::Step& step) {
    const auto start = std::chrono::steady_clock::now();
    const auto line = [&](const char* mark, const std::string& said) {
        std::cout << mark << " " << std::setw(2) << number << "/" << of << "  " << step.title << ": " << said << " ("
                  << std::fixed << std::setprecision(1) << seconds_since(start) << " s)" << std::endl;
    };
    try {
        line("  ✓", step.play());
        return true;
    } catch (const std::exception& failure) {
        line("  ✗", failure.what());
        return false;
    }
}

}  // namespace

int run_demo(int argc, char** argv) {
    CLI::App app("Diễn lại trọn câu chuyện của một hồ sơ trên máy chủ đang chạy, mỗi bước một dòng.\n"
                 "Mã thoát: 0 mọi bước đều đạt, 1 có bước không đạt, 2 sai cách dùng.",
                 "motcua demo");
    demo::Stage stage;
    std::string accounts;
    app.add_option("--server", stage.server, "địa chỉ máy chủ")->default_val("https://localhost:8443");
    app.add_option("--authorities", stage.authorities, "tệp PEM để tin chứng thư máy chủ")->required();
    app.add_option("--portal", stage.portal, "địa chỉ bản đóng thế Cổng DVCQG")->required();
    app.add_option("--pki", stage.pki, "thư mục PKI mẫu")->required();
    app.add_option("--scans", stage.scans, "bản quét: tệp hoặc thư mục")->required();
    app.add_option("--accounts", accounts, "tệp tài khoản mẫu")->required();
    app.add_option("--out", stage.out, "thư mục để lại giấy tờ")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    std::filesystem::create_directories(stage.out);
    std::ifstream file{accounts};
    const auto known = nlohmann::json::parse(file, nullptr, false);
    if (!known.is_object() || !known.contains("demo_password")) {
        std::cerr << "--accounts: không có demo_password trong " << accounts << "\n";
        return 2;
    }
    stage.password = known["demo_password"].get<std::string>();

    demo::Story story{stage};
    const auto steps = story.steps();
    int number = 0;
    for (const auto& step : steps)
        if (!play(++number, steps.size(), step)) return 1;
    std::cout << "  Mọi bước đều đạt." << std::endl;
    return 0;
}

}  // namespace server
