#pragma once
// `motcua digitise INPUT… --out DIR`: scans in, texts, previews, searchable PDFs and a manifest out. No database.
// Exit codes: 0 done, 2 usage, 3 nothing usable, 4 some inputs refused. The manifest's keys are those of digitise_run.cpp.
// With --watch DIR: every file a scanner saves there, one by one, until SIGTERM.

namespace server {

int run_digitise(int argc, char** argv);

}  // namespace server
