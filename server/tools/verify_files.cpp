#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include <sys/resource.h>
#include <unistd.h>

#include "server/tools/verify.hpp"

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

void print(std::ostream& out, const signing::Report& report, const std::string& file) {
    out << file << ": " << signing::name_of(report.verdict);
    if (report.reason != signing::Reason::None) out << " (" << signing::name_of(report.reason) << ")";
    out << "\n  " << report.summary << "\n";
    for (const auto& one : report.signatures) {
        out << "  [" << one.field << "] " << one.signer << ", cấp bởi " << one.issuer << ", " << one.level << ", "
                  << one.algorithm << ": " << signing::name_of(one.verdict) << "\n";
        if (one.proven_time) out << "    ký trước " << dossier::iso8601(*one.proven_time) << " (dấu thời gian)\n";
        else if (one.claimed_time) out << "    thời điểm ký ghi trong tệp: " << dossier::iso8601(*one.claimed_time) << "\n";
        for (const auto& finding : one.findings) out << "    " << signing::name_of(finding.reason) << ": " << finding.sentence << "\n";
        for (const auto& change : one.changes_since) out << "    sau đó: " << change << "\n";
        for (const auto& remark : one.remarks) out << "    lưu ý: " << remark << "\n";
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

// A hostile file must not take the machine's memory: beyond this allocation fails, and the verdict says so.
constexpr rlim_t most_memory = 192U << 20;

// More than this may have been that of the program which started this one: the kernel counts it in.
constexpr rlim_t usual_memory = 48U << 20;

// In bytes.
rlim_t memory_in_use() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const rlim_t most = static_cast<rlim_t>(used.ru_maxrss) << 10;
    if (most <= usual_memory) return most;
    std::ifstream statm("/proc/self/statm");
    rlim_t pages[6]{};
    for (auto& part : pages) statm >> part;
    return statm ? pages[5] * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) : most;
}

void limit_memory() {
    const rlim_t wanted = memory_in_use() + most_memory;  // besides what the lists took
    const rlimit limit{wanted, wanted};
    ::setrlimit(RLIMIT_DATA, &limit);
}

// Fails with what is wrong about the command line.
dossier::Result<signing::VerifyOptions> options_of(const VerifyWords& words, AskedFor asked) {
    signing::VerifyOptions options;
    options.integrity_only = words.integrity_only;
    options.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (!words.at.empty()) options.at = TRY(dossier::parse_iso8601(words.at));
    if (!words.policy.empty()) options.policy = TRY(signing::load_policy(words.policy));
    if (words.trust.empty()) return options;
    auto trust = std::make_shared<signing::TrustStore>(TRY(signing::TrustStore::load(words.trust)));
    for (const auto& folder : words.lists) TRY(trust->add_lists(folder));
    options.trust = std::move(trust);
    if (words.fetch && asked != nullptr) options.source = asked(options.at);
    return options;
}

}  // namespace

int verify_files(const VerifyWords& words, Judge judge, AskedFor asked) {
    const auto options = options_of(words, asked);
    if (!options) {
        std::cerr << options.error().detail << "\n";
        return 2;
    }
    limit_memory();
    std::string json;
    std::ostringstream out;
    auto worst = signing::Verdict::Passed;
    for (const auto& file : words.files) {
        auto report = judge(file, *options);
        if (!report) report = unreadable(report.error().detail, *options);
        worst = std::max(worst, report->verdict);
        if (words.json) json += (json.empty() ? "" : ",\n") + signing::to_json(*report, file);
        else print(out, *report, file);
    }
    if (options->trust)
        for (const auto& file : options->trust->left_aside()) std::cerr << signing::sentence_of(file) << "\n";
    if (words.json) out << (words.files.size() == 1 ? json : "[" + json + "]") << "\n";
    std::cout << out.str();
    return exit_code(worst);
}

}  // namespace server
