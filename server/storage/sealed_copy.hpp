#pragma once
// Copies of a backup that may leave the house: encrypted to a certificate whose key lies elsewhere (QCVN 12:2026 3.12.2.2.8–11).
//
// A copy is a folder <backup>.sealed: the backup as a tar stream cut into pieces of 32 MiB, each a CMS AuthEnvelopedData
// (AES-256-GCM), and a manifest. Without this program: `openssl cms -decrypt -inform DER -inkey KEY` piece by piece, joined | tar x.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace server::storage {

inline constexpr const char* sealed_ending = ".sealed";

struct SealedFigures {
    std::int64_t pieces = 0, bytes = 0;  // bytes: of one copy
};

// A copy below each place, written, synced and read again there; it appears whole or not at all. A copy that is there already
// stays. `certificate`: PEM. Throws std::runtime_error with a sentence for people.
SealedFigures seal_backup(const std::filesystem::path& backup, const std::filesystem::path& certificate,
                          const std::vector<std::filesystem::path>& places);

// The backup again, for restore(). `key`: PEM. Throws as above when a piece is missing, altered or for another key.
void open_sealed(const std::filesystem::path& copy, const std::filesystem::path& key, const std::filesystem::path& backup);

// Neither deletable nor writable by anybody until the flag is taken off (ext4, xfs, btrfs; needs root). False: not possible here.
bool make_unalterable(const std::filesystem::path& copy);

struct SealedState {
    std::string recipient;           // SHA-256 of the certificate, hex
    std::int64_t pieces = 0;
    std::vector<std::string> faults; // Vietnamese: pieces missing, altered, not encrypted, strangers; none: whole
};
SealedState inspect_sealed(const std::filesystem::path& copy);

}  // namespace server::storage
