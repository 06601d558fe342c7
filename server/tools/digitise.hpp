#pragma once
// `motcua digitise INPUT… --out DIR`: scans in, texts, previews, searchable PDFs and a manifest out. No database.
// Exit codes: 0 done, 2 usage, 3 nothing usable, 4 some inputs refused. The manifest is fixed in contracts.md.

namespace server {

int run_digitise(int argc, char** argv);

}  // namespace server
