#pragma once
// What `sign` and `sign-client` sign beside PDFs: XML documents and packages of files.

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

#include "dossier/time.hpp"
#include "integrations/signing/key.hpp"
#include "integrations/signing/timestamp_client.hpp"
#include "server/tools/document_kind.hpp"

namespace server {

struct PackageWords {
    std::string id, sender, receiver;
    void add_to(CLI::App& app);
};

// Which words go with which kind: a package is signed where it lies, everything else needs --out. Throws CLI::ParseError.
void words_fit(DocumentKind kind, const std::string& output, const PackageWords& package);

struct Signing {
    const integrations::signing::CertificateChain& chain;
    integrations::signing::Key& key;
    dossier::Instant at{};
    integrations::signing::Stamper stamper{};  // packages only
};

// XAdES baseline B. Fails with InvalidInput (no plain XML, signed already), or as the key does.
dossier::Result<void> sign_xml_file(const std::filesystem::path& input, const std::filesystem::path& output, const Signing& by);
// Writes manifest.json and manifest.p7s into the folder; answers whether a time stamp is still awaited.
// Fails with DuplicateRequest when it holds one already, InvalidInput for what cannot be a package, or as the key does.
dossier::Result<bool> sign_package_folder(const std::filesystem::path& folder, const PackageWords& words, integrations::signing::Algorithm for_rsa, const Signing& by);

}  // namespace server
