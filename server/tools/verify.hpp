#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "integrations/signing/verify.hpp"

namespace server {

// What was asked on the command line (contracts.md).
struct VerifyWords {
    std::vector<std::string> files, lists;
    std::string trust, at, policy;
    bool integrity_only = false, fetch = false, json = false;
};

// Who is asked with --fetch about the certificates of one run, which judges by that moment.
using AskedFor = integrations::signing::RevocationSource (*)(dossier::Instant);

// One path → its report. Fails when it cannot be read.
using Judge = dossier::Result<integrations::signing::Report> (*)(const std::filesystem::path&, const integrations::signing::VerifyOptions&);

// Judges and prints; answers the exit code. `asked` may be null when nothing is to be fetched.
int verify_files(const VerifyWords& words, Judge judge, AskedFor asked);

// `motcua verify FILE…`: contracts.md has the options, the JSON and the exit codes.
int run_verify(int argc, char** argv);

}  // namespace server
