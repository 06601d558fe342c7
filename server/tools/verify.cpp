#include "server/tools/verify.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/package_signature.hpp"
#include "integrations/signing/revocation_client.hpp"
#include "integrations/signing/xml_signature.hpp"
#include "server/tools/document_kind.hpp"
#include "server/usage.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

dossier::Result<signing::Report> judged(const std::filesystem::path& path, const signing::VerifyOptions& options) {
    const auto kind = kind_of(path);
    if (kind == DocumentKind::Package) return signing::verify_package_folder(path, options);
    if (kind == DocumentKind::Pdf) return signing::verify_file(path, options);
    const auto file = TRY(signing::MappedFile::open(path));
    return signing::verify_xml(file.bytes(), options);
}

}  // namespace

int run_verify(int argc, char** argv) {
    CLI::App app("Kiểm tra chữ ký số của tệp PDF, tệp XML hoặc gói tin (thư mục có manifest.json và manifest.p7s).\nMã thoát: 0 mọi chữ ký hợp lệ, 1 không hợp lệ hoặc không đọc được, "
                 "2 sai cách dùng, 3 chưa kết luận được, 4 không có chữ ký; nặng nhất được chọn (1, 3, 4, 0).",
                 "motcua verify");
    VerifyWords words;
    app.add_option("FILE", words.files, "tệp PDF, tệp XML hoặc thư mục của gói tin")->required()->check(CLI::ExistingPath);
    app.add_option("--trust", words.trust, "thư mục có official/ và public/ chứa chứng thư số gốc (PEM), crl/ chứa danh sách thu hồi");
    app.add_option("--crl", words.lists, "thư mục danh sách thu hồi (CRL) khác, thêm vào crl/ của --trust");
    app.add_option("--at", words.at, "kiểm tra theo thời điểm này, ISO 8601; mặc định là bây giờ");
    app.add_option("--policy", words.policy, "tệp chính sách JSON");
    app.add_flag("--fetch", words.fetch, "hỏi tình trạng thu hồi (OCSP, CRL) theo địa chỉ ghi trong chứng thư số");
    app.add_flag("--integrity-only", words.integrity_only, "chỉ xét giá trị chữ ký, phần được ký và thay đổi về sau");
    app.add_flag("--json", words.json, "in JSON; một tệp là một đối tượng, nhiều tệp là một mảng");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return answer_usage(app, error);
    }
    return verify_files(words, judged, [](dossier::Instant now) { return signing::source_of(std::make_shared<signing::RevocationClient>(), now); });
}

}  // namespace server
