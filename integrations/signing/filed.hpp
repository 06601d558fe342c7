#pragma once
// Certificates and revocation lists as they lie in files: taken apart only when somebody asks for their name. A national trust
// list has hundreds, a path leads over three; the key of a certificate is what takes time to read.

#include <filesystem>
#include <string>
#include <vector>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

using X509NamePtr = Owned<X509_NAME, X509_NAME_free>;

template <class Kind, auto Free>
struct Filed {
    std::string der;
    X509NamePtr name;                          // of a certificate's subject, of a list's issuer
    Owned<Kind, Free> opened{};                // null until asked for, or when it is broken inside
    bool tried = false;
};

struct FiledCertificate : Filed<X509, X509_free> {
    bool issues_itself = false;  // by its names; what it truly is shows when it is opened
    X509* open();
};

struct FiledList : Filed<X509_CRL, X509_CRL_free> {
    X509_CRL* open();
};

template <class Item>
struct Contents {
    std::vector<Item> items;
    bool whole = false;  // something lay there, and all of it was taken
};

// The PEM certificates of a file, up to the first that is none.
Contents<FiledCertificate> certificates_filed_in(const std::filesystem::path& file);
// The PEM lists of a file, or the one DER list it is.
Contents<FiledList> lists_filed_in(const std::filesystem::path& file);

}  // namespace integrations::signing
