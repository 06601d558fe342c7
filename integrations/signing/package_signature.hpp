#pragma once
// A package signed as a whole: a detached CMS (CAdES, with signing-certificate-v2) over the bytes of its manifest, which
// names the digest of every file. The verdict is the one of the PDFs, with the same trust.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "integrations/signing/key.hpp"
#include "integrations/signing/package_manifest.hpp"
#include "integrations/signing/verify.hpp"

namespace integrations::signing {

// A file as it lies here.
struct ArrivedFile {
    std::string name;
    std::uint64_t size = 0;
    std::string sha256;
};

// Every file of a folder, hashed piece by piece; manifest and signature are left out.
// Fails with NotFound when a file cannot be read, with InvalidInput when the folder holds anything but plain files
// (links and folders are no files of a package) or too many.
dossier::Result<std::vector<ArrivedFile>> files_in(const std::filesystem::path& folder);

// Manifest entries for such files; media types by the caller's word.
std::vector<PackageFile> listed(const std::vector<ArrivedFile>& files, const std::string& media_type = "application/octet-stream");

// What the holder of the key signs, DER; the two phases of sign.hpp.
std::string package_attributes(std::string_view manifest, X509* signer);
// The detached CMS around the holder's value. Fails with InvalidInput when the value does not fit the certificate.
// `timestamp_token` (over the value) may be empty.
dossier::Result<std::string> package_signature(std::string_view manifest, const CertificateChain& chain, Algorithm algorithm,
                                               std::string_view value, std::string_view timestamp_token = {});

// Judges manifest, signature, and the files against each other: exactly the listed files, each unchanged.
// `claimed_issuer` of the options is compared with the signer; sender and receiver are for the caller to compare.
Report verify_package(std::string_view manifest, std::string_view signature, const std::vector<ArrivedFile>& files,
                      const VerifyOptions& options);
// The same for a folder with `manifest.json` and `manifest.p7s`.
Report verify_package_folder(const std::filesystem::path& folder, const VerifyOptions& options);

}  // namespace integrations::signing
