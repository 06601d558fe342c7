#pragma once

namespace server {

// Copies of a backup that may leave the house; their check list; and the way back.
int run_backup_copy(int argc, char** argv);
int run_backup_check(int argc, char** argv);
int run_backup_open(int argc, char** argv);

}  // namespace server
