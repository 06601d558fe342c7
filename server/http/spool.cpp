#include "server/http/spool.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <new>
#include <system_error>
#include <unistd.h>

#include <openssl/evp.h>

#include "server/http/encoding.hpp"
#include "server/http/sniff.hpp"

namespace server::http {
namespace {

constexpr std::size_t piece = 64 * 1024;       // bytes written at once
constexpr std::size_t kept_first_bytes = 4096;

}  // namespace

struct SpoolWriter::Digest {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    Digest() {
        if (!context || EVP_DigestInit_ex(context, EVP_sha256(), nullptr) != 1) throw std::bad_alloc{};
    }
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    ~Digest() { EVP_MD_CTX_free(context); }
    bool add(std::string_view bytes) { return EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1; }
    std::string finish() {
        unsigned char value[EVP_MAX_MD_SIZE];
        unsigned int length = 0;
        EVP_DigestFinal_ex(context, value, &length);
        return to_hex({value, length});
    }
};

Spool::~Spool() {
    if (path.empty()) return;
    std::error_code ignored;  // a left-over is swept at the next start
    std::filesystem::remove(path, ignored);
}

SpoolWriter::SpoolWriter(const std::filesystem::path& folder)
    : spool_(std::make_shared<Spool>()), digest_(std::make_unique<Digest>()) {
    auto name = (folder / "upload-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "spool");
    spool_->path = name;
    waiting_.reserve(piece);
}

SpoolWriter::~SpoolWriter() {
    if (file_ >= 0) ::close(file_);
}

bool SpoolWriter::write(std::string_view bytes) {
    auto& first = spool_->first_bytes;
    if (first.size() < kept_first_bytes) first.append(bytes.substr(0, kept_first_bytes - first.size()));
    spool_->size += bytes.size();
    waiting_.append(bytes);
    return waiting_.size() < piece || flush();
}

bool SpoolWriter::flush() {
    if (!digest_->add(waiting_)) return false;
    std::string_view rest = waiting_;
    while (!rest.empty()) {
        const auto written = ::write(file_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting_.clear();
    return true;
}

std::shared_ptr<Spool> SpoolWriter::finish() {
    if (!flush()) return nullptr;
    if (::close(std::exchange(file_, -1)) != 0) return nullptr;
    spool_->sha256 = digest_->finish();
    spool_->media_type = media_type_of(spool_->first_bytes);
    return spool_;
}

void sweep_spool(const std::filesystem::path& folder) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with("upload-")) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace server::http
