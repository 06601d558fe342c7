#include "server/storage/file_store.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <sstream>

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

namespace server::storage {
namespace {

namespace fs = std::filesystem;

class Sha256 {
  public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
    void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    std::string hex() {
        std::array<unsigned char, 32> digest{};
        EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
        static constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (const auto byte : digest) {
            text += digits[byte >> 4];
            text += digits[byte & 15];
        }
        return text;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

void sync(const fs::path& path, int flags) {
    const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) throw FileFault("a stored file cannot be opened to be synced");
    const bool synced = fsync(descriptor) == 0;
    close(descriptor);
    if (!synced) throw FileFault("the disk did not confirm a file");
}

bool is_sha256(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::string sha256_of(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

std::string sha256_of_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw FileFault("a stored file cannot be read");
    Sha256 hash;
    std::string piece(1 << 16, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
        hash.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    return hash.hex();
}

FileStore::FileStore(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }

fs::path FileStore::path_of(const std::string& sha256) const {
    if (!is_sha256(sha256)) throw FileFault("not a SHA-256");
    return folder_ / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
}

bool FileStore::has(const std::string& sha256) const { return fs::exists(path_of(sha256)); }

void FileStore::adopt(const fs::path& file, const std::string& sha256) {
    const auto place = path_of(sha256);
    if (fs::exists(place)) {
        fs::remove(file);
        return;
    }
    try {
        fs::create_directories(place.parent_path());
        fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
        sync(file, O_RDONLY);
        fs::rename(file, place);
    } catch (const fs::filesystem_error&) {
        throw FileFault("a file could not be put into the store");
    }
    sync(place.parent_path(), O_RDONLY | O_DIRECTORY);
}

std::string FileStore::keep(std::string_view bytes) {
    const auto sha256 = sha256_of(bytes);
    if (has(sha256)) return sha256;
    auto name = (folder_ / ".new-XXXXXX").string();
    const int descriptor = mkstemp(name.data());
    if (descriptor < 0) throw FileFault("no new file in the store");
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto count = write(descriptor, bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            close(descriptor);
            fs::remove(name);
            throw FileFault("the disk is full or failed");
        }
        written += static_cast<std::size_t>(count);
    }
    close(descriptor);
    adopt(name, sha256);
    return sha256;
}

std::string FileStore::read(const std::string& sha256) const {
    std::ifstream file{path_of(sha256), std::ios::binary};
    if (!file) throw FileFault("a stored file is gone");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return std::move(bytes).str();
}

bool FileStore::intact(const std::string& sha256) const {
    return has(sha256) && sha256_of_file(path_of(sha256)) == sha256;
}

}  // namespace server::storage
