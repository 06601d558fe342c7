#pragma once

namespace server {

// `motcua sign`: signs a PDF with the demonstration PKI. 3: refused, the reason on stderr.
int run_sign(int argc, char** argv);

}  // namespace server
