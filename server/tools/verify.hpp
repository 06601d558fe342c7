#pragma once

#include <string>
#include <vector>

#include "integrations/signing/chain.hpp"

namespace server {

// What was asked on the command line (contracts.md).
struct VerifyWords {
    std::vector<std::string> files, lists;
    std::string trust, at, policy;
    bool integrity_only = false, fetch = false, json = false;
};

// Who is asked with --fetch about the certificates of one run, which judges by that moment.
using AskedFor = integrations::signing::RevocationSource (*)(dossier::Instant);

// Judges and prints; answers the exit code. `asked` may be null when nothing is to be fetched.
int verify_files(const VerifyWords& words, AskedFor asked);

// `motcua verify FILE…`: contracts.md has the options, the JSON and the exit codes.
int run_verify(int argc, char** argv);

}  // namespace server
