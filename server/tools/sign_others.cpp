#include "server/tools/sign_others.hpp"

#include <fstream>

#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/package_signature.hpp"
#include "integrations/signing/xml_signature.hpp"

namespace server {

namespace fs = std::filesystem;
namespace signing = integrations::signing;

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

Result<void> write(const fs::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << bytes).flush()) return fail(ErrorCode::InvalidInput, "không ghi được tệp " + path.string());
    return {};
}

}  // namespace

void PackageWords::add_to(CLI::App& app) {
    app.add_option("--package-id", id, "với thư mục: mã gói tin");
    app.add_option("--sender", sender, "với thư mục: mã cơ quan gửi");
    app.add_option("--receiver", receiver, "với thư mục: mã cơ quan nhận");
}

void words_fit(DocumentKind kind, const std::string& output, const PackageWords& package) {
    const bool folder = kind == DocumentKind::Package;
    if (!folder && output.empty()) throw CLI::RequiredError("--out");
    if (folder && !output.empty()) throw CLI::ValidationError("--out", "thư mục được ký tại chỗ, chữ ký nằm trong thư mục");
    const std::pair<const char*, const std::string&> words[]{{"--package-id", package.id}, {"--sender", package.sender}, {"--receiver", package.receiver}};
    for (const auto& [name, value] : words) {
        if (folder && value.empty()) throw CLI::RequiredError(name);
        if (!folder && !value.empty()) throw CLI::ValidationError(name, "chỉ đi cùng một thư mục");
    }
}

Result<void> sign_xml_file(const fs::path& input, const fs::path& output, const Signing& by) {
    const auto file = TRY(signing::MappedFile::open(input));
    const auto algorithm = signing::algorithm_for(by.chain.signer.get(), signing::Algorithm::RsaPkcs1);  // PSS is nothing XML partners read
    const auto prepared = TRY(signing::prepare_xml(file.bytes(), algorithm, signing::XmlSigner{by.chain.signer.get(), by.at}));
    const auto value = TRY(by.key.sign(prepared.signed_info, algorithm));
    const auto done = TRY(signing::complete_xml(prepared, by.chain, value));
    return write(output, done);
}

Result<bool> sign_package_folder(const fs::path& folder, const PackageWords& words, signing::Algorithm for_rsa, const Signing& by) {
    for (const char* name : {signing::manifest_name, signing::manifest_signature_name})
        if (fs::exists(folder / name)) return fail(ErrorCode::DuplicateRequest, "thư mục đã có " + std::string(name));
    const auto files = TRY(signing::files_in(folder));
    if (files.empty()) return fail(ErrorCode::InvalidInput, "thư mục không có tệp nào");
    const auto manifest = TRY(signing::to_text({words.id, words.sender, words.receiver, by.at, signing::listed(files)}));
    const auto algorithm = signing::algorithm_for(by.chain.signer.get(), for_rsa);
    const auto value = TRY(by.key.sign(signing::package_attributes(manifest, by.chain.signer.get()), algorithm));
    const auto token = by.stamper ? by.stamper(signing::sha256(value)) : Result<std::string>{std::string{}};
    const auto done = TRY(signing::package_signature(manifest, by.chain, algorithm, value, token ? *token : std::string{}));
    TRY(write(folder / signing::manifest_name, manifest));
    TRY(write(folder / signing::manifest_signature_name, done));
    return !token;
}

}  // namespace server
