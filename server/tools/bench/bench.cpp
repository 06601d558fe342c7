#include "server/tools/bench/bench.hpp"
#include "server/usage.hpp"

#include <array>
#include <cstring>
#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

namespace server {
namespace {

struct Bench {
    const char* name;
    const char* summary;
    int (*run)(int argc, char** argv);
};

constexpr std::array benches{
    Bench{"bad-page", "đọc một chồng giấy khi có một trang không bao giờ xong, so với khi không có", bench_bad_page},
    Bench{"deadline", "ngày hẹn trả và quyết định mỗi giây trên một nhân, so với vòng đếm ngày", bench_deadline},
    Bench{"forms", "giấy tiếp nhận thành PDF lưu trữ mỗi giây, một và hai tiến trình", bench_forms},
    Bench{"http", "câu trả lời nhỏ nhất, trực tiếp và qua nginx, so với nginx trả nội dung cố định", bench_http},
    Bench{"memory", "bộ nhớ của serve và work lúc rảnh và sau khi làm việc", bench_memory},
    Bench{"numbering", "16 bàn tiếp nhận cùng lúc: mã số mỗi giây, so với giới hạn ghi một dòng của máy", bench_numbering},
    Bench{"ocr", "nhận dạng chữ trên các trang có lời giải, cạnh tesseract và OCRmyPDF", bench_ocr},
    Bench{"receive", "tiếp nhận hồ sơ qua HTTP, so với pgbench chạy cùng các câu lệnh", bench_receive},
    Bench{"scale", "cơ sở dữ liệu lớn: tìm, danh sách việc, mở, tra cứu, tiếp nhận với 50 cán bộ", bench_scale},
    Bench{"sign", "ký và kiểm tra chữ ký, so với giới hạn của máy", bench_sign},
};

void print_list(std::ostream& out) {
    out << "Cách dùng: motcua bench TÊN [tham số]\n\n";
    for (const auto& bench : benches) out << "  " << bench.name << ": " << bench.summary << "\n";
}

}  // namespace

int run_bench(int argc, char** argv) {
    if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) {
        print_list(std::cout);
        return 0;
    }
    for (const auto& bench : benches)
        if (argc > 1 && std::strcmp(argv[1], bench.name) == 0) return bench.run(argc - 1, argv + 1);
    if (argc > 1) std::cerr << "Không có phép đo “" << argv[1] << "”.\n\n";
    print_list(std::cerr);
    return 2;
}

int measured(CLI::App& app, int argc, char** argv, const std::function<int()>& measure) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    try {
        return measure();
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace server
