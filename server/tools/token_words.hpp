#pragma once
// A PKCS#11 device on the command line: where it is, which key, and its PIN, which never stands on the command line.

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "integrations/signing/pkcs11_key.hpp"

namespace server {

// The first line of `file`, or what somebody types unseen when there is no file and a terminal.
// Fails with NotFound, naming `what` (“mã PIN”): none, an empty one, or Ctrl+C at the prompt, which leaves the terminal as it was.
dossier::Result<std::string> secret_of(const std::string& file, const std::string& what);

struct TokenWords {
    integrations::signing::TokenPlace place;
    std::string pin_file;

    CLI::Option* add_to(CLI::App& app);  // answers --pin-file, to be required where nobody can type
    // Fails with NotFound when the PIN cannot be read, otherwise as Pkcs11Key::open.
    dossier::Result<integrations::signing::Pkcs11Key> open();
};

}  // namespace server
