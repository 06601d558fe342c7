#pragma once
// The signature dictionary and the field that shows it (ISO 32000-1, 12.8.1 and 12.7.4.5).

#include <string>

#include "integrations/signing/increment.hpp"
#include "integrations/signing/sign.hpp"

namespace integrations::signing {

struct SignatureDictionary {
    std::string text;
    size_t byte_range_at;  // of '[', followed by blanks to be overwritten
    size_t contents_at;    // of '<'
};
SignatureDictionary signature_dictionary(const SigningRequest& request, size_t reserve);

// Adds or fills the field; touches only the nearest indirect holder of /Annots, /Fields and /AcroForm.
// Answers the number reserved for the signature dictionary. Fails with NotFound when the page does not exist.
dossier::Result<int> place_field(QPDF& pdf, Increment& increment, const SigningRequest& request);

}  // namespace integrations::signing
