#include "integrations/signing/demo_pki.hpp"

#include <fstream>

#include "integrations/signing/stamp.hpp"

namespace integrations::signing {
namespace {

namespace fs = std::filesystem;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Instant;
using dossier::Result;
using std::chrono::days;

const char* const ca_usage = "critical,keyCertSign,cRLSign";
const char* const signer_usage = "critical,digitalSignature,nonRepudiation";

Result<void> write(const fs::path& path, std::string_view text, bool secret = false) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    {
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        if (secret) fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, failed);
        out << text;
        if (!out.flush()) return fail(ErrorCode::InvalidInput, "không ghi được tệp " + path.string());
    }
    return {};
}

Result<void> write_identity(const fs::path& folder, const Identity& identity, X509* issuer) {
    TRY(write(folder / "cert.pem", pem_of(identity.certificate.get())));
    TRY(write(folder / "key.pem", pem_of(identity.key.get()), true));
    return write(folder / "chain.pem", pem_of(issuer));
}

struct Branch {
    Identity root, authority;
};

// One trust branch: its root in `trust_folder`, its CA and lists beside the other branch's.
Result<Branch> make_branch(const fs::path& folder, const std::string& branch, const std::string& label, Instant now,
                           KeyKind kind) {
    const Instant from = now - days{1};
    auto root = TRY(issue({.common_name = "CA gốc thử nghiệm " + label, .organisation = "motcua demo", .title = {},
                           .from = from, .to = now + days{3650}, .authority = true, .key_usage = ca_usage, .kind = kind},
                          nullptr));
    auto authority = TRY(issue({.common_name = "CA thử nghiệm " + label, .organisation = "motcua demo", .title = {},
                                .from = from, .to = now + days{1825}, .authority = true, .path_length = 0,
                                .key_usage = ca_usage, .kind = kind},
                               &root));
    TRY(write(folder / branch / "root.pem", pem_of(root.certificate.get())));
    TRY(write(folder / "ca" / (branch + ".pem"), pem_of(authority.certificate.get())));
    TRY(write(folder / "ca" / (branch + ".key"), pem_of(authority.key.get()), true));
    TRY(write(folder / "ca" / (branch + "-root.key"), pem_of(root.key.get()), true));
    const auto root_list = TRY(make_crl(root, {}, from, now + days{365}));
    const auto list = TRY(make_crl(authority, {}, from, now + days{365}));
    TRY(write(folder / "crl" / (branch + "-root.crl"), pem_of(root_list.get())));
    TRY(write(folder / "crl" / (branch + ".crl"), pem_of(list.get())));
    return Branch{std::move(root), std::move(authority)};
}

Result<void> make_signer(const fs::path& folder, const Branch& branch, CertificateSpec spec, Instant now) {
    spec.from = now - days{1};
    if (spec.to == Instant{}) spec.to = now + days{730};
    if (spec.key_usage.empty()) spec.key_usage = signer_usage;
    const auto identity = TRY(issue(spec, &branch.authority));
    return write_identity(folder, identity, branch.authority.certificate.get());
}

}  // namespace

Result<void> make_demo_pki(const fs::path& folder, const DemoNames& names, Instant now, KeyKind kind) {
    std::error_code none;
    if (fs::exists(folder / "official" / "root.pem", none))
        return fail(ErrorCode::DuplicateRequest, "thư mục đã có một PKI mẫu: " + folder.string());
    const auto official = TRY(make_branch(folder, "official", "chuyên dùng công vụ", now, kind));
    const auto general = TRY(make_branch(folder, "public", "công cộng", now, kind));
    const auto signer = [&](const std::string& name, const std::string& organisation, const std::string& title) {
        return CertificateSpec{.common_name = name, .organisation = organisation, .title = title, .from = {}, .to = {},
                               .key_usage = {}, .kind = kind};
    };
    TRY(make_signer(folder / "person", official, signer(names.person, names.agency, names.title), now));
    TRY(make_signer(folder / "agency", official, signer(names.agency, names.agency, {}), now));
    TRY(make_signer(folder / "citizen", general, signer(names.citizen, {}, {}), now));
    auto tsa = signer("Máy chủ dấu thời gian thử nghiệm", "motcua demo", {});
    tsa.key_usage = "critical,digitalSignature";
    tsa.extended_usage = "critical,timeStamping";
    TRY(make_signer(folder / "tsa", official, std::move(tsa), now));
    auto ocsp = signer("Máy chủ OCSP thử nghiệm", "motcua demo", {});
    ocsp.key_usage = "critical,digitalSignature";
    ocsp.extended_usage = "critical,OCSPSigning";
    TRY(make_signer(folder / "ocsp", official, std::move(ocsp), now));
    TRY(write(folder / "person" / "signature.png", demo_signature_png(names.person)));
    return write(folder / "agency" / "seal.png", demo_seal_png(names.agency));
}

}  // namespace integrations::signing
