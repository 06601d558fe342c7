#pragma once

namespace server {

int run_serve(int argc, char** argv);
int run_work(int argc, char** argv);

}  // namespace server
