#include "server/tools/verify.hpp"

#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>

#include "integrations/signing/revocation_client.hpp"
#include "integrations/signing/verify.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;

int exit_code(signing::Verdict verdict) {
    switch (verdict) {
        case signing::Verdict::Passed: return 0;
        case signing::Verdict::NoSignature: return 4;
        case signing::Verdict::Indeterminate: return 3;
        case signing::Verdict::Failed: break;
    }
    return 1;
}

void print(const signing::Report& report, const std::string& file) {
    std::cout << file << ": " << signing::name_of(report.verdict);
    if (report.reason != signing::Reason::None) std::cout << " (" << signing::name_of(report.reason) << ")";
    std::cout << "\n  " << report.summary << "\n";
    for (const auto& one : report.signatures) {
        std::cout << "  [" << one.field << "] " << one.signer << ", cấp bởi " << one.issuer << ", " << one.level << ", "
                  << one.algorithm << ": " << signing::name_of(one.verdict) << "\n";
        if (one.proven_time) std::cout << "    ký trước " << dossier::iso8601(*one.proven_time) << " (dấu thời gian)\n";
        else if (one.claimed_time) std::cout << "    thời điểm ký ghi trong tệp: " << dossier::iso8601(*one.claimed_time) << "\n";
        for (const auto& finding : one.findings) std::cout << "    " << signing::name_of(finding.reason) << ": " << finding.sentence << "\n";
        for (const auto& change : one.changes_since) std::cout << "    sau đó: " << change << "\n";
        for (const auto& remark : one.remarks) std::cout << "    lưu ý: " << remark << "\n";
    }
}

signing::Report unreadable(const std::string& why, const signing::VerifyOptions& options) {
    signing::Report report;
    report.policy = options.policy.version;
    report.checked_at = options.at;
    report.findings.push_back({signing::Reason::FormatFailure, why});
    signing::settle(report);
    return report;
}

struct Words {
    std::vector<std::string> files, lists;
    std::string trust, at, policy;
    bool integrity_only = false, fetch = false, json = false;
};

// Fails with what is wrong about the command line.
dossier::Result<signing::VerifyOptions> options_of(const Words& words) {
    signing::VerifyOptions options;
    options.integrity_only = words.integrity_only;
    options.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (!words.at.empty()) options.at = TRY(dossier::parse_iso8601(words.at));
    if (!words.policy.empty()) options.policy = TRY(signing::load_policy(words.policy));
    if (words.trust.empty()) return options;
    auto trust = std::make_shared<signing::TrustStore>(TRY(signing::TrustStore::load(words.trust)));
    for (const auto& folder : words.lists) TRY(trust->add_lists(folder));
    options.trust = std::move(trust);
    if (words.fetch) options.source = signing::source_of(std::make_shared<signing::RevocationClient>(), options.at);
    return options;
}

}  // namespace

int run_verify(int argc, char** argv) {
    CLI::App app("Kiểm tra chữ ký số trong tệp PDF.\nMã thoát: 0 mọi chữ ký hợp lệ, 1 không hợp lệ hoặc không đọc được, "
                 "2 sai cách dùng, 3 chưa kết luận được, 4 không có chữ ký; nặng nhất được chọn (1, 3, 4, 0).",
                 "motcua verify");
    Words words;
    app.add_option("FILE", words.files, "tệp PDF")->required()->check(CLI::ExistingFile);
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
        return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
    }
    const auto options = options_of(words);
    if (!options) {
        std::cerr << options.error().detail << "\n";
        return 2;
    }
    std::string json;
    auto worst = signing::Verdict::Passed;
    for (const auto& file : words.files) {
        auto report = signing::verify_file(file, *options);
        if (!report) report = unreadable(report.error().detail, *options);
        worst = std::max(worst, report->verdict);
        if (words.json) json += (json.empty() ? "" : ",\n") + signing::to_json(*report, file);
        else print(*report, file);
    }
    if (words.json) std::cout << (words.files.size() == 1 ? json : "[" + json + "]") << "\n";
    return exit_code(worst);
}

}  // namespace server
