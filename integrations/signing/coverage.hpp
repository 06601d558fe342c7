#pragma once
// Which bytes a signature covers (signing.md's rules 3 and 4; ISO 32000-1, 12.8.1): the ByteRange must leave out
// exactly the hexadecimal string that is the value of /Contents, and nothing else up to the end of a revision.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <qpdf/QPDFXRefEntry.hh>

#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/report.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {

struct Coverage {
    size_t gap_begin = 0, gap_end = 0;  // '<' … one past '>'
    size_t end = 0;                     // of the signed revision
    std::string cms;                    // decoded /Contents, padding included
};

// Fails (as a Finding's sentence, always FORMAT_FAILURE) when any rule is broken.
tl::expected<Coverage, std::string> coverage_of(std::string_view bytes, QPDF& pdf, SignatureField& field);

// Gives the parser signature dictionaries of a file without encryption with /Contents already decoded: by its tokens, the
// digits take a twentieth of all judging. Every other entry is parsed by the parser itself. Does nothing with an object that is
// anything but one dictionary without doubled keys whose /Contents is such digits. Thousands of fields may name one signature:
// each is read once, the table of the file too.
class ReadAhead {
  public:
    ReadAhead(std::string_view bytes, QPDF& pdf) : bytes_(bytes), pdf_(pdf) {}
    void signature(QPDFObjGen id);

  private:
    std::string_view bytes_;
    QPDF& pdf_;
    std::optional<std::map<QPDFObjGen, QPDFXRefEntry>> table_;
    std::set<QPDFObjGen> seen_;
};

}  // namespace integrations::signing
