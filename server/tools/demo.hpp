#pragma once

namespace server {

// `motcua demo`: plays the whole story against a running server, a line a step. 1: a step did not hold.
int run_demo(int argc, char** argv);

}  // namespace server
