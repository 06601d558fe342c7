// OpenSSL 3.0 prepares for everything it can do, and for each public key it meets goes through all its readers and kinds of
// keys: together that took as long as hashing a megabyte. What is left out here judging never asks for; what is left in is
// OpenSSL's own code, so a verdict is the one of the server program.

#define OPENSSL_SUPPRESS_DEPRECATED  // engines: the one way in OpenSSL 3.0 to have an RSA key read without the search

#include "server/quick_openssl.hpp"

#include <initializer_list>

#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/evp.h>

#include "integrations/signing/public_keys.hpp"

namespace server {
namespace {

// An engine that claims RSA and answers with OpenSSL's own code for it.
int own_rsa(ENGINE*, EVP_PKEY_METHOD** method, const int** kinds, int kind) {
    static const int rsa = EVP_PKEY_RSA;
    if (method == nullptr) {
        *kinds = &rsa;
        return 1;
    }
    *method = kind == rsa ? const_cast<EVP_PKEY_METHOD*>(EVP_PKEY_meth_find(rsa)) : nullptr;
    return *method != nullptr ? 1 : 0;
}

void read_rsa_keys_directly() {
    ENGINE* const engine = ENGINE_new();
    if (ENGINE_set_id(engine, "own-rsa") == 1 && ENGINE_set_name(engine, "own RSA") == 1 && ENGINE_set_pkey_meths(engine, own_rsa) == 1)
        ENGINE_register_pkey_meths(engine);
}

// Names by which signatures call a digest: all of them, weak ones too, so that each is refused by its name.
void name_digests() {
    for (const auto* digest : {EVP_md5(), EVP_md5_sha1(), EVP_sha1(), EVP_ripemd160(), EVP_sha224(), EVP_sha256(), EVP_sha384(), EVP_sha512(), EVP_sha512_224(),
                               EVP_sha512_256(), EVP_sm3(), EVP_blake2b512(), EVP_blake2s256(), EVP_sha3_224(), EVP_sha3_256(), EVP_sha3_384(), EVP_sha3_512(),
                               EVP_shake128(), EVP_shake256(), EVP_md4(), EVP_whirlpool()})
        EVP_add_digest(digest);
}

}  // namespace

void start_openssl_for_judging() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                            OPENSSL_INIT_NO_ATEXIT, nullptr);
    integrations::signing::shorten_default_context();
    EVP_MD_free(EVP_MD_fetch(nullptr, "SHA2-256", nullptr));  // before the names: OpenSSL would file them all a second time
    name_digests();
    read_rsa_keys_directly();
}

}  // namespace server
