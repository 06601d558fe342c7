#include "ocr/model.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include <openssl/evp.h>
#include <zlib.h>

namespace ocr {
namespace {

namespace fs = std::filesystem;

// SHA-256 of vie.traineddata (uncompressed) in @tesseract.js-data/vie 1.0.0, folder 4.0.0_best_int.
constexpr const char* best_int_sha256 = "112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8";
constexpr const char* in_package = "node_modules/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz";
constexpr const char* debian = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
constexpr size_t largest = 64u << 20;  // of an uncompressed model

std::string sha256(const std::string& bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

std::string read(const fs::path& path) {
    gzFile file = gzopen(path.c_str(), "rb");  // passes uncompressed files through
    if (!file) return {};
    std::string bytes;
    std::array<char, 1 << 16> part{};
    int got = 0;
    while ((got = gzread(file, part.data(), part.size())) > 0 && bytes.size() < largest)
        bytes.append(part.data(), static_cast<size_t>(got));
    gzclose(file);
    return got < 0 ? std::string{} : bytes;
}

std::vector<fs::path> usual_places() {
    std::vector<fs::path> places;
    std::error_code ignored;
    // Beside the program: build/release/motcua in a source tree, or an installed bin/motcua.
    for (fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
        places.push_back(folder / "ocr/models" / in_package);
        places.push_back(folder / "share/motcua/models/vie.traineddata.gz");
    }
    places.emplace_back("/var/lib/motcua/models/vie.traineddata.gz");
    return places;
}

}  // namespace

Model load_model(const std::string& configured) {
    const char* from_environment = std::getenv("MOTCUA_OCR_MODEL");
    const std::string named = !configured.empty() ? configured : from_environment ? from_environment : "";
    if (!named.empty()) {
        std::string bytes = read(named);
        if (bytes.empty()) throw std::runtime_error("cannot read the recognition model " + named);
        const bool pinned = sha256(bytes) == best_int_sha256;
        return {pinned ? "best_int" : "configured", named, std::move(bytes)};
    }
    for (const fs::path& place : usual_places()) {
        std::error_code ignored;
        if (!fs::exists(place, ignored)) continue;
        std::string bytes = read(place);
        if (sha256(bytes) == best_int_sha256) return {"best_int", place, std::move(bytes)};
    }
    std::string bytes = read(debian);
    if (bytes.empty()) throw std::runtime_error("no recognition model: install tesseract-ocr-vie");
    return {"debian-fast", debian, std::move(bytes)};
}

}  // namespace ocr
