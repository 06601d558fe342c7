#pragma once
// At the signer's machine. A server says which file it prepared and what to sign, and neither is believed: what the device
// signs is made anew from the very file its holder can read (README.md#a-program-for-a-token).

#include <string>
#include <string_view>

#include "dossier/result.hpp"
#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

// What `signer` signs over a prepared file, DER: it has one empty signature that covers all of it.
// Fails with InvalidInput (Vietnamese) when it does not.
dossier::Result<std::string> attributes_of(std::string_view prepared, X509* signer);

// `prepared` is the file somebody read, byte for byte, and after it a signature and nothing else.
// Fails with InvalidInput, naming what else it is.
dossier::Result<void> only_adds_signature(std::string_view read, std::string_view prepared);

}  // namespace integrations::signing
