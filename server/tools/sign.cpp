#include "server/tools/sign.hpp"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "integrations/signing/demo_signer.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

const std::map<std::string, signing::DemoRole> roles{{"person", signing::DemoRole::Person},
                                                     {"agency", signing::DemoRole::Agency},
                                                     {"digitised", signing::DemoRole::Digitised},
                                                     {"copy", signing::DemoRole::Copy},
                                                     {"citizen", signing::DemoRole::Citizen}};

int refuse(const std::string& why) {
    std::cerr << why << "\n";
    return 3;
}

}  // namespace

int run_sign(int argc, char** argv) {
    CLI::App app("Ký một tệp PDF bằng PKI mẫu (motcua pki demo): người có thẩm quyền trước, cơ quan sau.\n"
                 "Mã thoát: 0 xong, 2 sai cách dùng, 3 không ký được.",
                 "motcua sign");
    std::string input, output, pki, role, at, tsa, algorithm = "pss";
    std::vector<double> place;
    int page = -1;
    signing::DemoWish wish;
    app.add_option("INPUT", input, "tệp PDF")->required();
    app.add_option("--out", output, "tệp PDF đã ký")->required();
    app.add_option("--pki", pki, "thư mục PKI mẫu")->required();
    app.add_option("--as", role, "ai ký: person, agency, digitised (bản số hóa), copy (bản sao), citizen")
        ->required()
        ->check(CLI::IsMember(roles));
    app.add_option("--reason", wish.reason, "lý do ký");
    app.add_option("--page", page, "trang đặt chữ ký, từ 1; 0 là trang cuối");
    app.add_option("--place", place, "trái,trên,rộng,cao tính bằng mm trên trang hiển thị")->delimiter(',')->expected(4);
    app.add_option("--at", at, "thời điểm ký, ISO 8601");
    app.add_option("--tsa", tsa, "địa chỉ máy chủ dấu thời gian (RFC 3161)");
    app.add_option("--algorithm", algorithm, "cách ký với khóa RSA")->check(CLI::IsMember({"pss", "pkcs1"}));
    app.add_option("--copy-form", wish.copy_form, "hình thức sao: SAO Y, SAO LỤC, TRÍCH SAO");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    wish.role = roles.at(role);
    wish.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (!at.empty()) {
        const auto parsed = dossier::parse_iso8601(at);
        if (!parsed) {
            std::cerr << "--at: " << parsed.error().detail << "\n";
            return 2;
        }
        wish.at = *parsed;
    }
    if (page >= 0) wish.page = page;
    if (place.size() == 4) wish.place = dossier::signing_rules::PlaceMm{place[0], place[1], place[2], place[3]};
    wish.for_rsa = algorithm == "pkcs1" ? signing::Algorithm::RsaPkcs1 : signing::Algorithm::RsaPss;
    if (!tsa.empty()) wish.stamper = signing::http_stamper(tsa);
    const auto file = signing::MappedFile::open(input);
    if (!file) return refuse(file.error().detail);
    const auto done = signing::sign_and_stamp_as(pki, file->bytes(), wish);
    if (!done) return refuse(done.error().detail);
    if (done->awaiting_timestamp) std::cerr << "Đã ký; máy chủ dấu thời gian chưa trả lời, cần đóng dấu thời gian sau.\n";
    const auto written = done->write(input, output);
    return written ? 0 : refuse(written.error().detail);
}

}  // namespace server
