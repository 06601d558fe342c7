#pragma once

namespace server {

// motcua audit verify: the history, link by link, and every stored file. Exit: 0 sound, 1 something was altered,
// 2 usage, 3 no database.
int run_audit_verify(int argc, char** argv);

}  // namespace server
