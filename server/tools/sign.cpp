#include "server/tools/sign.hpp"

#include <iostream>
#include <map>

#include <CLI/CLI.hpp>

#include "integrations/signing/demo_signer.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "server/tools/sign_others.hpp"
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

int told(const dossier::Result<bool>& awaiting) {
    if (!awaiting) return refuse(awaiting.error().detail);
    if (*awaiting) std::cerr << "Đã ký; máy chủ dấu thời gian chưa trả lời, cần đóng dấu thời gian sau.\n";
    return 0;
}

dossier::Result<bool> sign_pdf_file(const std::string& input, const std::string& output, const std::string& pki, const signing::DemoWish& wish) {
    const auto file = TRY(signing::MappedFile::open(input));
    const auto done = TRY(signing::sign_and_stamp_as(pki, file.bytes(), wish));
    TRY(done.write(input, output));
    return done.awaiting_timestamp;
}

dossier::Result<bool> sign_other(DocumentKind kind, const std::string& input, const std::string& output, const std::string& pki, const PackageWords& package,
                                 const signing::DemoWish& wish) {
    auto by = TRY(signing::demo_key(pki, wish.role));
    const Signing how{by.chain, by.key, wish.at, wish.stamper};
    if (kind == DocumentKind::Package) return sign_package_folder(input, package, wish.for_rsa, how);
    TRY(sign_xml_file(input, output, how));
    return false;
}

}  // namespace

int run_sign(int argc, char** argv) {
    CLI::App app("Ký bằng PKI mẫu (motcua pki demo) một tệp PDF (người có thẩm quyền trước, cơ quan sau), một tệp XML,\n"
                 "hoặc một thư mục: gói tin có bản kê manifest.json và chữ ký manifest.p7s.\n"
                 "Mã thoát: 0 xong, 2 sai cách dùng, 3 không ký được.",
                 "motcua sign");
    std::string input, output, pki, role, at, tsa, algorithm = "pss";
    std::vector<double> place;
    int page = -1;
    signing::DemoWish wish;
    PackageWords package;
    app.add_option("INPUT", input, "tệp PDF, tệp XML hoặc thư mục")->required()->check(CLI::ExistingPath);
    app.add_option("--out", output, "tệp đã ký; thư mục được ký tại chỗ");
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
    package.add_to(app);
    try {
        app.parse(argc, argv);
        words_fit(kind_of(input), output, package);
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
    const auto kind = kind_of(input);
    return told(kind == DocumentKind::Pdf ? sign_pdf_file(input, output, pki, wish) : sign_other(kind, input, output, pki, package, wish));
}

}  // namespace server
