#pragma once
// A key in a token or HSM, reached by direct PKCS#11 calls (OASIS PKCS#11 v2.40). Lives in the worker process or at the
// officer's machine, never in the server. A wrong PIN counts against the token: it is never tried twice.

#include <memory>
#include <string>
#include <string_view>

#include "integrations/signing/key.hpp"

namespace integrations::signing {

struct TokenPlace {
    std::string module;       // path of the vendor's library
    std::string token_label;  // or its serial number
    std::string key_id;       // CKA_ID in hexadecimal; matches the certificate's object
    std::string pin;
};

class Pkcs11Key : public Key {
  public:
    // Loads the module, finds token and key, logs in. Fails with NotFound (module, token, key), NotPermitted (PIN).
    static dossier::Result<Pkcs11Key> open(TokenPlace place);
    ~Pkcs11Key() override;
    Pkcs11Key(Pkcs11Key&&) noexcept;

    dossier::Result<std::string> sign(std::string_view message, Algorithm algorithm) override;
    // After a lost login it logs in again, after a lost session it opens another, after a lost token it starts the
    // module anew; then it tries once more. Fails with WrongState when that did not help.
    dossier::Result<std::string> sign_digest(std::string_view sha256_value, Algorithm algorithm);

  private:
    struct Session;
    explicit Pkcs11Key(std::unique_ptr<Session> session);
    std::unique_ptr<Session> session_;
};

}  // namespace integrations::signing
