#pragma once

namespace server {

// `motcua pki demo DIR`: a certificate authority for demonstrations. 3: the folder already holds one.
int run_pki_demo(int argc, char** argv);

}  // namespace server
