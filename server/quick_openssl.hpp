#pragma once

namespace server {

// Starts OpenSSL with what judging a signature asks of it and nothing more: no configuration file, no ciphers, no readers
// of private keys. To be called once, before anything else of OpenSSL.
void start_openssl_for_judging();

}  // namespace server
