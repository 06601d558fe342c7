#pragma once
// Opening a PDF strictly: what a viewer might have to repair is not what a signature vouches for.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>

#include "dossier/result.hpp"

namespace integrations::signing {

struct OpenPdf {
    std::unique_ptr<QPDF> pdf;           // reads from the bytes it was opened with: they must outlive it
    std::vector<std::string> complaints; // warnings that are not on the list of harmless ones
    bool clean() const { return complaints.empty(); }
};

// Whether the file as a whole was already found safe to load (loading.hpp).
enum class Loading { Unknown, Safe };

// Header at byte 0, no recovery. Fails with InvalidInput (Vietnamese reason) when it does not parse that way.
dossier::Result<OpenPdf> open_strictly(std::string_view bytes, Loading loading = Loading::Unknown);

// Warnings gathered since (objects are read lazily), harmless ones left out.
std::vector<std::string> new_complaints(OpenPdf& opened);

// Offset written after the last "startxref"; npos when there is none.
size_t last_startxref(std::string_view bytes);

bool is_encrypted(OpenPdf& opened);

}  // namespace integrations::signing
