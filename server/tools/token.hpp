#pragma once

namespace server {

// `motcua token`: holds the session of a PKCS#11 token and signs digests over a Unix socket. 3: module, token, PIN or socket.
int run_token(int argc, char** argv);

}  // namespace server
