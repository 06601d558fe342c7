#pragma once
// The signature fields of a PDF: found from /AcroForm, never by scanning for text that looks like one.

#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>

namespace integrations::signing {

struct SignatureField {
    std::string name;                         // full name, parts joined by dots
    QPDFObjectHandle field;                   // the dictionary that carries /T
    QPDFObjectHandle value;                   // /V; null while nobody has signed
    std::vector<QPDFObjectHandle> widgets;    // where it shows; the field itself when merged with its widget
    bool signed_already() { return !value.isNull(); }
};

// In the order of /Fields. Loops end the walk; throws std::runtime_error for absurd depth or number.
// With the bytes the parser reads, long signatures take less time.
std::vector<SignatureField> signature_fields(QPDF& pdf, std::string_view bytes = {});

// What a certifying signature allows later: 0 nothing certified, else /P (1 none, 2 forms, 3 forms and annotations).
int certified_level(QPDF& pdf);

bool has_xfa(QPDF& pdf);

}  // namespace integrations::signing
