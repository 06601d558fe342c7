#pragma once

namespace server {

// motcua check-files [--from BACKUP]: reads every stored file again; damaged ones are taken back from a backup.
int run_check_files(int argc, char** argv);

}  // namespace server
