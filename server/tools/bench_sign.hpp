#pragma once

namespace server {

// `motcua bench sign`: signing and verifying against what the machine can do at best, in the same run.
int run_bench_sign(int argc, char** argv);

}  // namespace server
