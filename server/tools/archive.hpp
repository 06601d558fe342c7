#pragma once
// `motcua archive INPUT… --config F`: archived paper, already scanned, into the searchable store; one record a file.
// Exit codes: 0 done, 2 usage, 3 nothing was taken, 4 some files were refused.

namespace server {

int run_archive(int argc, char** argv);

}  // namespace server
