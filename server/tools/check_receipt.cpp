#include "server/tools/check_receipt.hpp"
#include "server/usage.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/receipt_token/receipt_token.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
namespace receipt_token = integrations::receipt_token;

dossier::Result<void> add_file(receipt_token::Keys& keys, const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    const std::string pem{std::istreambuf_iterator<char>{in}, {}};
    auto added = keys.add_pem(pem);
    if (!added) added.error().detail = path.filename().string() + ": " + added.error().detail;
    return added;
}

dossier::Result<receipt_token::Keys> read_keys(const fs::path& place) {
    receipt_token::Keys keys;
    if (!fs::is_directory(place)) {
        TRY(add_file(keys, place));
        return keys;
    }
    for (const auto& entry : fs::directory_iterator{place})
        if (entry.path().extension() == ".pem") TRY(add_file(keys, entry.path()));
    return keys;
}

}  // namespace

int run_check_receipt(int argc, char** argv) {
    CLI::App app("Kiểm tra mã ký trên giấy tiếp nhận, không cần mạng.\nMã thoát: 0 mọi mã là thật, 1 có mã bị từ chối, 2 sai cách dùng.",
                 "motcua check-receipt");
    std::vector<std::string> tokens;
    std::string place;
    app.add_option("TOKEN", tokens, "nội dung mã QR, hoặc phần bắt đầu bằng MCT1")->required();
    app.add_option("--keys", place, "tệp hoặc thư mục khóa công khai (PEM), lấy ở /xac-minh/khoa")->required()->check(CLI::ExistingPath);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    const auto keys = read_keys(place);
    if (!keys) {
        std::cerr << keys.error().detail << "\n";
        return 2;
    }
    bool all = true;
    for (const auto& token : tokens) {
        const auto receipt = keys->check(token);
        all = all && receipt;
        if (receipt)
            std::cout << "Thật: giấy tiếp nhận hồ sơ " << receipt->code << ", cơ quan " << receipt->agency << ", ngày "
                      << dossier::vietnamese_date(receipt->date) << "\n";
        else
            std::cout << "Từ chối: " << receipt.error().detail << "\n";
    }
    return all ? 0 : 1;
}

}  // namespace server
