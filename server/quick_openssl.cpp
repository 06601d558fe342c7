// OpenSSL 3.0 prepares for everything it can do, and for each public key and digest it meets goes through all that its providers
// have: together that took half as long as hashing a megabyte. What is left out here judging never asks for; what is left in is
// OpenSSL's own code, so a verdict is the one of the server program.

#define OPENSSL_SUPPRESS_DEPRECATED  // engines: the one way in OpenSSL 3.0 past the search of providers

#include "server/quick_openssl.hpp"

#include <array>
#include <initializer_list>

#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include "integrations/signing/public_keys.hpp"

namespace server {
namespace {

// The providers' own limit (ossl_digest_rsa_sign_get_md_nid), which the older code has for the message alone.
bool masks_with(const EVP_MD* digest) {
    switch (EVP_MD_get_type(digest)) {
        case NID_blake2b512: case NID_blake2s256: case NID_shake128: case NID_shake256: case NID_sm3: case NID_whirlpool: return false;
        default: return true;
    }
}

int (*control)(EVP_PKEY_CTX*, int, int, void*) = nullptr;

int limited_control(EVP_PKEY_CTX* context, int command, int number, void* thing) {
    if (command == EVP_PKEY_CTRL_RSA_MGF1_MD && !masks_with(static_cast<const EVP_MD*>(thing))) return 0;
    return control(context, command, number, thing);
}

EVP_PKEY_METHOD* limited_rsa() {
    const EVP_PKEY_METHOD* const known = EVP_PKEY_meth_find(EVP_PKEY_RSA);
    EVP_PKEY_METHOD* const own = EVP_PKEY_meth_new(EVP_PKEY_RSA, EVP_PKEY_FLAG_AUTOARGLEN);
    if (known == nullptr || own == nullptr) return nullptr;
    int (*words)(EVP_PKEY_CTX*, const char*, const char*) = nullptr;
    EVP_PKEY_meth_copy(own, known);
    EVP_PKEY_meth_get_ctrl(known, &control, &words);
    EVP_PKEY_meth_set_ctrl(own, limited_control, words);
    return own;
}

// An engine that claims RSA and the usual digests, and answers with OpenSSL's own code for them.
int own_rsa(ENGINE*, EVP_PKEY_METHOD** method, const int** kinds, int kind) {
    static const int rsa = EVP_PKEY_RSA;
    if (method == nullptr) {
        *kinds = &rsa;
        return 1;
    }
    static EVP_PKEY_METHOD* const own = limited_rsa();
    *method = kind == rsa ? own : nullptr;
    return *method != nullptr ? 1 : 0;
}

struct Digest {
    int kind;
    const EVP_MD* (*known)();
    int state_bytes;             // which OpenSSL's own table leaves to its providers to say
    const EVP_MD* own = nullptr;
};
std::array usual_digests{Digest{NID_sha256, EVP_sha256, sizeof(SHA256_CTX)}, Digest{NID_sha1, EVP_sha1, sizeof(SHA_CTX)},
                         Digest{NID_sha384, EVP_sha384, sizeof(SHA512_CTX)}, Digest{NID_sha512, EVP_sha512, sizeof(SHA512_CTX)}};

int own_digest(ENGINE*, const EVP_MD** method, const int** kinds, int kind) {
    static std::array<int, usual_digests.size()> all{};
    if (method == nullptr) {
        for (size_t i = 0; i < all.size(); ++i) all[i] = usual_digests[i].kind;
        *kinds = all.data();
        return static_cast<int>(all.size());
    }
    *method = nullptr;
    for (auto& digest : usual_digests) {
        if (digest.kind != kind) continue;
        if (digest.own == nullptr) {
            EVP_MD* const own = EVP_MD_meth_dup(digest.known());
            if (own != nullptr && EVP_MD_meth_set_app_datasize(own, digest.state_bytes) == 1) digest.own = own;
        }
        *method = digest.own;
    }
    return *method != nullptr ? 1 : 0;
}

void claim_what_is_usual() {
    ENGINE* const engine = ENGINE_new();
    if (ENGINE_set_id(engine, "own") != 1 || ENGINE_set_name(engine, "own code") != 1) return;
    if (ENGINE_set_pkey_meths(engine, own_rsa) == 1) ENGINE_register_pkey_meths(engine);
    if (ENGINE_set_digests(engine, own_digest) == 1) ENGINE_register_digests(engine);
}

// Names by which signatures call a digest: all of them, weak ones too, so that each is refused by its name. Those known at the first
// question what a digest is called are filed a second time, as long as all the rest together takes: two are enough by which OpenSSL asks.
void name_digests() {
    for (const auto* digest : {EVP_sha1(), EVP_sha256()}) EVP_add_digest(digest);
    EVP_MD_is_a(EVP_sha1(), "SHA1");
    for (const auto* digest : {EVP_md5(), EVP_md5_sha1(), EVP_ripemd160(), EVP_sha224(), EVP_sha384(), EVP_sha512(), EVP_sha512_224(), EVP_sha512_256(),
                               EVP_sm3(), EVP_blake2b512(), EVP_blake2s256(), EVP_sha3_224(), EVP_sha3_256(), EVP_sha3_384(), EVP_sha3_512(),
                               EVP_shake128(), EVP_shake256(), EVP_md4(), EVP_whirlpool()})
        EVP_add_digest(digest);
    EVP_add_digest_alias(SN_sha1WithRSAEncryption, SN_sha1WithRSA);  // an older name of it
}

}  // namespace

void start_openssl_for_judging() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                            OPENSSL_INIT_NO_ATEXIT, nullptr);
    integrations::signing::judge_in_default_context();
    name_digests();
    claim_what_is_usual();
}

}  // namespace server
