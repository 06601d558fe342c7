#pragma once
// Removing a file so that its bytes do not stay on the disk.

#include <filesystem>

namespace server::storage {

// Overwritten, the overwriting forced to the disk, then unlinked and the folder forced too. Nothing when there is no such
// file. On disks that move blocks about this is no guarantee: the record of removal says what else was done.
// Throws FileFault when the disk does not take it; the file is then still there.
void wipe_file(const std::filesystem::path& file);

}  // namespace server::storage
