#include "server/tools/page_host.hpp"

#include <CLI/CLI.hpp>

#include "ocr/pages/judging.hpp"
#include "ocr/pages/page_host.hpp"

namespace server {

int run_page_host_verb(int argc, char** argv) {
    CLI::App app{"Tiến trình mẹ của các tiến trình đọc trang (dùng nội bộ; nhận việc qua kênh vào chuẩn)", "motcua page-host"};
    ocr::HostOptions options;
    int memory_mb = 2048;
    std::string judged;
    app.add_option("--workers", options.workers, "Số trang đọc cùng lúc")->check(CLI::Range(1, 64));
    app.add_option("--seconds", options.child.seconds, "Giới hạn thời gian một trang, giây")->check(CLI::Range(1, 3600));
    app.add_option("--memory", memory_mb, "Giới hạn bộ nhớ một trang, MB")->check(CLI::Range(128, 65536));
    app.add_option("--model", options.model, "Tệp mô hình nhận dạng");
    app.add_option("--judge", judged, "Chỉ xem một tệp là gì và đạt chuẩn bản quét không; trả lời ra đầu ra chuẩn");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (!judged.empty()) return ocr::run_judge(judged, options.child.seconds, memory_mb);
    options.child.memory_bytes = static_cast<size_t>(memory_mb) << 20;
    return ocr::run_page_host(options);
}

}  // namespace server
