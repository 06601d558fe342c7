#pragma once
// Which recognition model is used, and that it is the one we measured.

#include <string>

namespace ocr {

struct Model {
    std::string name;  // "best_int" or "debian-fast"; goes into logs
    std::string path;
    std::string bytes;  // an uncompressed traineddata file
};

// Looks at `configured` when given, then at the folders an installation uses, then at Debian's package.
// The best_int model is taken only when its SHA-256 is the pinned one. Throws std::runtime_error when there is none.
Model load_model(const std::string& configured = {});

}  // namespace ocr
