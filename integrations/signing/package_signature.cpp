#include "integrations/signing/package_signature.hpp"

#include <algorithm>
#include <map>

#include "integrations/signing/cms_attributes.hpp"
#include "integrations/signing/cms_builder.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/trust_judgement.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr std::size_t largest_signature = 4U << 20;  // a CMS with its lists

std::string streamed_sha256(std::string_view bytes) {
    const MdCtxPtr context{EVP_MD_CTX_new()};
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    for (std::size_t at = 0; at < bytes.size(); at += pass_bytes) {
        const auto piece = bytes.substr(at, pass_bytes);
        EVP_DigestUpdate(context.get(), piece.data(), piece.size());
        gone_over(piece);
    }
    std::string value(32, '\0');
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(value.data()), nullptr);
    return hex(value);
}

// What differs between list and folder, as findings about the package.
void compare(const PackageManifest& manifest, const std::vector<ArrivedFile>& files, std::vector<Finding>& findings) {
    std::map<std::string, const ArrivedFile*> here;
    for (const auto& file : files)
        if (!here.emplace(folded_name(file.name), &file).second)
            findings.push_back({Reason::FormatFailure, "tệp " + file.name + " có hai lần trong gói tin"});
    for (const auto& listed : manifest.files) {
        const auto found = here.find(folded_name(listed.name));
        if (found == here.end() || found->second->name != listed.name) {
            findings.push_back({Reason::HashFailure, "gói tin thiếu tệp " + listed.name});
            continue;
        }
        if (found->second->size != listed.size || found->second->sha256 != listed.sha256)
            findings.push_back({Reason::HashFailure, "tệp " + listed.name + " không còn như khi ký"});
        here.erase(found);
    }
    if (!here.empty()) findings.push_back({Reason::ForbiddenChange, "gói tin có thêm tệp không nằm trong bản kê đã ký"});
}

Report begun(const VerifyOptions& options) {
    Report report;
    report.policy = options.policy.version;
    report.checked_at = options.at;
    return report;
}

Report unreadable(const VerifyOptions& options, const std::string& why) {
    auto report = begun(options);
    report.findings.push_back({Reason::FormatFailure, why});
    settle(report);
    return report;
}

}  // namespace

Result<std::vector<ArrivedFile>> files_in(const std::filesystem::path& folder) {
    std::vector<ArrivedFile> files;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry{folder, failed}, end; !failed && entry != end; entry.increment(failed)) {
        const auto name = entry->path().filename().string();
        if (entry->symlink_status().type() != std::filesystem::file_type::regular)
            return fail(ErrorCode::InvalidInput, "gói tin chỉ được có tệp, không có thư mục hay liên kết");
        if (name == manifest_name || name == manifest_signature_name) continue;
        if (files.size() == most_package_files) return fail(ErrorCode::InvalidInput, "gói tin có quá nhiều tệp");
        const auto mapped = TRY(MappedFile::open(entry->path()));
        files.push_back({name, mapped.bytes().size(), streamed_sha256(mapped.bytes())});
    }
    if (failed) return fail(ErrorCode::NotFound, "không đọc được thư mục của gói tin");
    std::sort(files.begin(), files.end(), [](const auto& one, const auto& other) { return one.name < other.name; });
    return files;
}

std::vector<PackageFile> listed(const std::vector<ArrivedFile>& files, const std::string& media_type) {
    std::vector<PackageFile> entries;
    for (const auto& file : files) entries.push_back({file.name, file.size, media_type, file.sha256});
    return entries;
}

std::string package_attributes(std::string_view manifest, X509* signer) { return signed_attributes(sha256(manifest), signer); }

Result<std::string> package_signature(std::string_view manifest, const CertificateChain& chain, Algorithm algorithm,
                                      std::string_view value, std::string_view timestamp_token) {
    const auto attributes = package_attributes(manifest, chain.signer.get());
    if (!signature_fits(chain.signer.get(), algorithm, attributes, value))
        return fail(ErrorCode::InvalidInput, "giá trị chữ ký không khớp với chứng thư số");
    return signed_data(chain, attributes, algorithm, value, timestamp_token);
}

Report verify_package(std::string_view manifest, std::string_view signature, const std::vector<ArrivedFile>& files,
                      const VerifyOptions& options) {
    auto report = begun(options);
    const auto list = read_manifest(manifest);
    if (!list) report.findings.push_back({Reason::FormatFailure, list.error().detail});
    else compare(*list, files, report.findings);
    if (signature.empty()) {
        settle(report);
        return report;
    }
    if (signature.size() > largest_signature) return unreadable(options, "chữ ký của gói tin quá lớn");
    SignatureCheck check;
    check.report.field = manifest_name;
    check.report.revision = 1;
    check.report.signed_bytes = manifest.size();
    check.report.covers_whole_document = true;
    if (list) check.report.claimed_time = list->created;
    read_signature(check, std::string(signature), [&](const EVP_MD* hash) { return digest_of(manifest, hash); }, true, options.policy);
    check.report.level = check.token ? "CAdES-B-T" : "CAdES-B-B";
    if (!options.integrity_only) judge_trust(check, {}, options);
    report.signatures.push_back(std::move(check.report));
    judge_claimed_issuer(report, options.claimed_issuer);
    settle(report);
    return report;
}

Report verify_package_folder(const std::filesystem::path& folder, const VerifyOptions& options) {
    const auto files = files_in(folder);
    if (!files) return unreadable(options, files.error().detail);
    const auto manifest = MappedFile::open(folder / manifest_name);
    if (!manifest) return unreadable(options, "gói tin thiếu bản kê " + std::string(manifest_name));
    const auto signature = MappedFile::open(folder / manifest_signature_name);
    return verify_package(manifest->bytes(), signature ? signature->bytes() : std::string_view{}, *files, options);
}

}  // namespace integrations::signing
