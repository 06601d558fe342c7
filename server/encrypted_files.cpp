// The static qpdf of `motcua` wants GnuTLS for encrypted files. Its start costs more than judging a file, so the quick
// program goes without: at the first call the server program, which has it, starts over.

#include "server/hand_over.hpp"

extern "C" {

// Every function of GnuTLS that qpdf calls; with C linkage the parameters do not matter to who never returns.
[[noreturn]] void gnutls_rnd() { server::hand_over(); }
[[noreturn]] void gnutls_strerror() { server::hand_over(); }
[[noreturn]] void gnutls_hash_init() { server::hand_over(); }
[[noreturn]] void gnutls_hash() { server::hand_over(); }
[[noreturn]] void gnutls_hash_deinit() { server::hand_over(); }
[[noreturn]] void gnutls_cipher_get_key_size() { server::hand_over(); }
[[noreturn]] void gnutls_cipher_init() { server::hand_over(); }
[[noreturn]] void gnutls_cipher_encrypt2() { server::hand_over(); }
[[noreturn]] void gnutls_cipher_decrypt2() { server::hand_over(); }
[[noreturn]] void gnutls_cipher_deinit() { server::hand_over(); }

}  // extern "C"
