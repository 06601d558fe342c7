#pragma once
// The reference client of the two-phase protocol (integrations/signing/README.md#a-program-for-a-token): the server prepares,
// this machine reads what was prepared, checks it, and only then asks the device.

#include <string>
#include <vector>

#include "integrations/signing/key.hpp"
#include "server/tools/token_words.hpp"

namespace server {

struct ServerWords {
    std::string url, authorities, account, password_file, dossier, upload;
    std::string save;  // where the file to be signed is kept for reading before the person says yes
    std::string read;  // or: a file that was read before, nothing but a signature may follow it
    int page = 0;               // of the signing block, from 1; 0: the last
    std::vector<double> block;  // left, width, lower edge of the title, upper edge of the name, mm; empty: the usual place
};

// Exit code: 0 signed, 3 not signed (device, PIN, the person said no), 4 the server refused or cannot be reached,
// 5 what the server wants signed is not what it shows.
int sign_at_server(const ServerWords& words, const integrations::signing::CertificateChain& chain, TokenWords& token);

}  // namespace server
