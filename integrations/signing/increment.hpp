#pragma once
// An incremental update (ISO 32000-1, 7.5.6): new and changed objects, then a cross-reference of the kind the file
// already uses, pointing back to the previous one. The bytes before it are never touched, so earlier signatures hold.

#include <map>
#include <string>
#include <string_view>

#include "integrations/signing/pdf_open.hpp"

namespace integrations::signing {

class Increment {
  public:
    // Fails with InvalidInput when the file has no cross-reference to continue.
    static dossier::Result<Increment> after(std::string_view base, OpenPdf& opened);

    int reserve();  // a number above every number the file ever used
    // `body` is what stands between "n g obj" and "endobj".
    void put(QPDFObjGen id, std::string body);
    void put(int number, std::string body) { put(QPDFObjGen(number, 0), std::move(body)); }

    struct Written {
        std::string text;                 // to be appended to the base
        std::map<int, size_t> body_at;    // object number → offset of its body in `text`
    };
    Written write() const;

  private:
    std::string table(const std::map<QPDFObjGen, size_t>& offsets) const;
    std::string stream(std::map<QPDFObjGen, size_t> offsets, size_t at) const;
    std::string trailer_keys(int size) const;

    size_t base_size_ = 0;
    size_t previous_ = 0;  // offset of the newest cross-reference of the base
    bool table_ = true;
    bool ends_with_eol_ = true;
    int next_ = 1;
    std::string root_, info_, id_;
    std::map<QPDFObjGen, std::string> objects_;
};

// Text of a number as PDF wants it: no exponent, at most four decimals.
std::string pdf_number(double value);
// UTF-16BE with byte order mark, as a hexadecimal string object.
std::string pdf_text(std::string_view utf8);

}  // namespace integrations::signing
