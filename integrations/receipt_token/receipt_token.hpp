#pragma once
// A receipt's own proof, for whoever has no network: a short signed text in a second QR code. README.md has its grammar.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/time.hpp"

struct evp_pkey_st;

namespace integrations::receipt_token {

struct Receipt {
    std::string code;           // of the dossier
    dossier::CivilDate date{};  // of its official reception
    std::string agency;         // code
    bool operator==(const Receipt&) const = default;
};

// An Ed25519 private key.
class Signer {
  public:
    // PEM. Fails with InvalidInput.
    static dossier::Result<Signer> from_pem(std::string_view pem);
    // A new key as PEM. Throws std::runtime_error without randomness.
    static std::string make_pem();

    std::string token(const Receipt& receipt) const;
    std::string public_pem() const;
    const std::string& id() const { return id_; }  // of its public half

  private:
    std::shared_ptr<evp_pkey_st> key_;
    std::string id_;
};

// The public halves one trusts.
class Keys {
  public:
    // Every PUBLIC KEY in the text, or that of a PRIVATE KEY. Fails with InvalidInput when there is none.
    dossier::Result<void> add_pem(std::string_view pem);
    // Accepts the token alone, or an address that ends with it. Fails with NotFound for a key we do not
    // have, with InvalidInput for what is no token or was changed after it was signed; the detail says which.
    dossier::Result<Receipt> check(std::string_view scanned) const;

  private:
    std::map<std::string, std::shared_ptr<evp_pkey_st>, std::less<>> keys_;  // by id
};

}  // namespace integrations::receipt_token
