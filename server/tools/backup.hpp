#pragma once

namespace server {

// motcua backup / motcua restore. Exit: 0 done, 1 failed (restore: or something was altered), 2 usage.
int run_backup(int argc, char** argv);
int run_restore(int argc, char** argv);

}  // namespace server
