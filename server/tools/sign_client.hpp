#pragma once

namespace server {

// `motcua sign-client`: signs at the officer's machine with the officer's token, a PDF that lies here or, in two phases, a
// result of a server (sign_at_server.hpp has the exit codes).
int run_sign_client(int argc, char** argv);

}  // namespace server
