#include "server/tools/pki.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/signing/demo_pki.hpp"
#include "server/usage.hpp"

namespace server {

int run_pki_demo(int argc, char** argv) {
    CLI::App app("Lập một PKI mẫu: gốc, CA, cá nhân, cơ quan, công dân, dấu thời gian, OCSP, danh sách thu hồi.\n"
                 "Chỉ để trình diễn và kiểm thử. Mã thoát: 0 xong, 2 sai cách dùng, 3 thư mục đã có PKI hoặc không ghi được.",
                 "motcua pki demo");
    std::string folder, kind = "rsa2048";
    integrations::signing::DemoNames names;
    app.add_option("DIR", folder, "thư mục để lập")->required();
    app.add_option("--person", names.person, "tên người có thẩm quyền");
    app.add_option("--title", names.title, "chức danh");
    app.add_option("--agency", names.agency, "tên cơ quan");
    app.add_option("--citizen", names.citizen, "tên công dân");
    app.add_option("--key", kind, "loại khóa")->check(CLI::IsMember({"rsa2048", "rsa3072", "p256"}));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    using integrations::signing::KeyKind;
    const auto key = kind == "p256" ? KeyKind::P256 : kind == "rsa3072" ? KeyKind::Rsa3072 : KeyKind::Rsa2048;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto made = integrations::signing::make_demo_pki(folder, names, now, key);
    if (!made) {
        std::cerr << made.error().detail << "\n";
        return 3;
    }
    std::cout << "Đã lập PKI mẫu trong " << folder << "\nKiểm tra chữ ký: motcua verify TỆP --trust " << folder << "\n";
    return 0;
}

}  // namespace server
