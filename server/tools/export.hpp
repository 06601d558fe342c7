#pragma once

namespace server {

// motcua export: everything in open formats, with its description; or such a folder checked again.
int run_export(int argc, char** argv);

}  // namespace server
