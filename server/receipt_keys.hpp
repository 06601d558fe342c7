#pragma once
// The keys of receipts' tokens in the data folder (integrations/receipt_token).

#include "integrations/receipt_token/receipt_token.hpp"
#include "server/config.hpp"

namespace server {

// The last key by name; made when there is none. Fails with WrongState when the folder cannot be read or written.
dossier::Result<integrations::receipt_token::Signer> receipt_signer(const Config& config);
// Public halves of all keys, as one PEM text.
dossier::Result<std::string> receipt_public_keys(const Config& config);

// What stands in the receipt's second QR code: the address of the public check with the token.
std::string receipt_check_address(const Config& config, const std::string& token);

}  // namespace server
