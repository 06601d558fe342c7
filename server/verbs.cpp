#include "server/verbs.hpp"

#include <array>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "server/config.hpp"
#include "server/tools/deadline.hpp"
#include "server/tools/archive.hpp"
#include "server/tools/audit.hpp"
#include "server/tools/backup.hpp"
#include "server/tools/backup_copies.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/digitise.hpp"
#include "server/tools/export.hpp"
#include "server/tools/import.hpp"
#include "server/tools/check_files.hpp"
#include "server/tools/check_receipt.hpp"
#include "server/tools/demo.hpp"
#include "server/tools/merge_agency.hpp"
#include "server/tools/migrate.hpp"
#include "server/tools/page_host.hpp"
#include "server/tools/serve.hpp"
#include "server/tools/pki.hpp"
#include "server/tools/sign.hpp"
#include "server/tools/sign_client.hpp"
#include "server/tools/token.hpp"
#include "server/tools/verify.hpp"

namespace server {
namespace {

const std::vector<Verb> table{
    {"serve", "chạy máy chủ: trang web, giao diện lập trình", run_serve},
    {"work", "chạy công việc nền: đọc trang, in, gửi, kiểm tra chữ ký", run_work},
    {"export", "xuất toàn bộ dữ liệu ở dạng mở, có từ điển dữ liệu; kiểm tra bản đã xuất", run_export},
    {"import", "nhập thủ tục, lịch làm việc, cơ quan, tài khoản", run_import},
    {"archive", "đưa tài liệu lưu trữ đã quét vào kho tìm kiếm, từng đợt", run_archive},
    {"audit verify", "kiểm tra lịch sử và mọi tệp đã lưu", run_audit_verify},
    {"backup", "sao lưu cơ sở dữ liệu và tệp", run_backup},
    {"backup-check", "kiểm tra các bản sao theo danh mục: ba bản, hai phương tiện, một bản ở nơi khác, mã hóa, khóa để riêng", run_backup_check},
    {"backup-copy", "chép bản sao lưu mới nhất, đã mã hóa, tới mọi nơi của kế hoạch", run_backup_copy},
    {"backup-open", "giải mã một bản sao, ở nơi giữ khóa", run_backup_open},
    {"bench", "đo tốc độ, so với một giới hạn đo cùng lúc", run_bench},
    {"check-files", "đọc lại mọi tệp đã lưu, lấy lại tệp hỏng từ bản sao lưu", run_check_files},
    {"check-receipt", "kiểm tra mã ký trên giấy tiếp nhận, không cần mạng", run_check_receipt},
    {"check-config", "kiểm tra và in cấu hình đang có hiệu lực", run_check_config},
    {"demo", "diễn lại trọn câu chuyện của một hồ sơ trên máy chủ đang chạy", run_demo},
    {"deadline", "tính hạn trả kết quả và chứng minh từng dòng", run_deadline},
    {"digitise", "số hóa bản quét thành chữ, trường thông tin và PDF tìm kiếm được", run_digitise},
    {"migrate", "nâng cấp cơ sở dữ liệu", run_migrate},
    {"merge-agency", "chuyển hồ sơ đang mở sang cơ quan mới khi sắp xếp đơn vị", run_merge_agency},
    {"restore", "khôi phục bản sao lưu vào nơi còn trống", run_restore},
    {"page-host", "tiến trình mẹ đọc trang (dùng nội bộ)", run_page_host_verb},
    {"pki demo", "lập PKI mẫu để trình diễn và kiểm thử", run_pki_demo},
    {"sign", "ký tệp PDF, XML hoặc gói tin bằng PKI mẫu", run_sign},
    {"sign-client", "ký tại máy của người ký bằng thiết bị ký: tệp, gói tin, hoặc kết quả trên máy chủ", run_sign_client},
    {"token", "giữ thiết bị ký PKCS#11 và ký theo từng việc", run_token},
    {"verify", "kiểm tra chữ ký số của tệp PDF, XML, gói tin", run_verify},
};

bool names(const Verb& verb, int argc, char** argv, int& words) {
    const std::string name = verb.name;
    const auto space = name.find(' ');
    if (space == std::string::npos) {
        words = 1;
        return argc > 1 && name == argv[1];
    }
    words = 2;
    return argc > 2 && name.substr(0, space) == argv[1] && name.substr(space + 1) == argv[2];
}

void print_help(std::ostream& out) {
    out << "motcua: máy chủ Một cửa\n\nCách dùng: motcua LỆNH [tham số]; motcua LỆNH --help\n\n";
    for (const auto& verb : verbs()) {
        std::string name = verb.name;
        name.resize(std::max<size_t>(name.size() + 2, 16), ' ');
        out << "  " << name << verb.summary << "\n";
    }
    out << "\nMã thoát: 0 xong, 2 sai cách dùng; mã khác xem --help của từng lệnh.\n";
}

// "audit" alone: what may follow it.
bool tell_second_words(const std::string& first) {
    std::string known;
    for (const auto& verb : table)
        if (const std::string name = verb.name; name.starts_with(first + " ")) known += (known.empty() ? "" : ", ") + name;
    if (!known.empty()) std::cerr << "Viết đủ lệnh: " << known << ".\n\n";
    return !known.empty();
}

}  // namespace

std::span<const Verb> verbs() { return table; }

int run_command_line(int argc, char** argv) {
    if (argc > 1 && (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0)) {
        print_help(std::cout);
        return 0;
    }
    for (const auto& verb : verbs()) {
        int words = 0;
        if (names(verb, argc, argv, words)) return verb.run(argc - words, argv + words);
    }
    if (argc > 1 && std::strcmp(argv[1], "--version") == 0) {
        std::cout << "motcua " MOTCUA_VERSION "\n";
        return 0;
    }
    if (argc > 1 && !tell_second_words(argv[1])) std::cerr << "Không có lệnh “" << argv[1] << "”.\n\n";
    print_help(std::cerr);
    return 2;
}

}  // namespace server
