#pragma once

namespace server {

// motcua merge-agency: moves every open dossier of one agency to another when administrative units are merged; nobody files
// again. Exit: 0 all moved, 1 fault, 2 usage, 3 some refused.
int run_merge_agency(int argc, char** argv);

}  // namespace server
