#include "server/storage/sealed_copy.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include "server/storage/envelope.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t piece_bytes = 32 << 20;
constexpr const char* manifest_name = "manifest.json";

[[noreturn]] void wrong(const std::string& sentence) { throw std::runtime_error(sentence); }

std::string quoted(const fs::path& path) {
    std::string text = "'";
    for (const char c : path.string()) text += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return text + "'";
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// What tar reads or writes. Closed by finish(), which fails when tar did.
class Tar {
  public:
    Tar(const std::string& command, const char* mode) : pipe_(::popen(command.c_str(), mode)) {
        if (!pipe_) wrong("không chạy được tar");
    }
    ~Tar() {
        if (pipe_) ::pclose(pipe_);
    }
    Tar(const Tar&) = delete;
    Tar& operator=(const Tar&) = delete;
    std::string read(std::size_t most) {
        std::string bytes(most, '\0');
        bytes.resize(std::fread(bytes.data(), 1, most, pipe_));
        return bytes;
    }
    void write(const std::string& bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), pipe_) != bytes.size()) wrong("tar không nhận hết dữ liệu");
    }
    void finish() {
        if (::pclose(std::exchange(pipe_, nullptr)) != 0) wrong("tar không thành công");
    }

  private:
    FILE* pipe_;
};

// Synced, then read again from where it lies.
void put(const fs::path& file, const std::string& bytes, const std::string& sha256) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (descriptor < 0) wrong("không ghi được vào " + file.parent_path().string());
    std::size_t written = 0;
    ssize_t count = 0;
    while (written < bytes.size() && (count = ::write(descriptor, bytes.data() + written, bytes.size() - written)) > 0)
        written += static_cast<std::size_t>(count);
    const bool synced = written == bytes.size() && ::fsync(descriptor) == 0;
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);  // the reading below is the medium's
    ::close(descriptor);
    if (!synced || sha256_of_file(file) != sha256) wrong("bản ghi ở " + file.parent_path().string() + " đọc lại không giống; phương tiện hỏng hoặc đầy");
}

json manifest_of(const fs::path& copy) {
    auto manifest = json::parse(bytes_of(copy / manifest_name), nullptr, false);
    if (!manifest.is_object() || manifest.value("format", 0) != 1 || !manifest.contains("pieces")) wrong("không phải bản sao đã mã hóa: " + copy.string());
    return manifest;
}

std::string piece_name(std::size_t number) {
    auto text = std::to_string(number);
    return "piece-" + std::string(text.size() < 6 ? 6 - text.size() : 0, '0') + text + ".cms";
}

bool set_immutable(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    int flags = 0;
    const bool set = descriptor >= 0 && ::ioctl(descriptor, FS_IOC_GETFLAGS, &flags) == 0 &&
                     (flags |= FS_IMMUTABLE_FL, ::ioctl(descriptor, FS_IOC_SETFLAGS, &flags) == 0);
    if (descriptor >= 0) ::close(descriptor);
    return set;
}

}  // namespace

SealedFigures seal_backup(const fs::path& backup, const fs::path& certificate, const std::vector<fs::path>& places) {
    if (!fs::exists(backup / manifest_name)) wrong("không phải bản sao lưu: " + backup.string());
    const auto recipient = read_certificate(certificate);
    const auto name = backup.filename().string() + sealed_ending;
    std::vector<fs::path> halves;
    for (const auto& place : places) {
        if (fs::exists(place / name)) continue;
        halves.push_back(place / (name + ".partial"));
        fs::remove_all(halves.back());
        fs::create_directories(halves.back());
        fs::permissions(halves.back(), fs::perms::owner_all);
    }
    SealedFigures figures;
    if (halves.empty()) return figures;
    Tar tar{"tar --create --sort=name --directory=" + quoted(fs::absolute(backup)) + " --file=- .", "r"};
    json manifest{{"format", 1}, {"backup", backup.filename().string()}, {"recipient", fingerprint_of(recipient)}, {"pieces", json::array()}};
    for (auto plain = tar.read(piece_bytes); !plain.empty(); plain = tar.read(piece_bytes)) {
        const auto piece = enveloped(plain, recipient);
        const auto sha256 = sha256_of(piece);
        const auto file = piece_name(static_cast<std::size_t>(++figures.pieces));
        for (const auto& half : halves) put(half / file, piece, sha256);
        manifest["pieces"].push_back({{"name", file}, {"sha256", sha256}, {"bytes", piece.size()}, {"plain_sha256", sha256_of(plain)}});
        figures.bytes += static_cast<std::int64_t>(piece.size());
    }
    tar.finish();
    const auto text = manifest.dump(1) + "\n";
    for (const auto& half : halves) {
        put(half / manifest_name, text, sha256_of(text));
        fs::rename(half, half.parent_path() / name);
    }
    return figures;
}

void open_sealed(const fs::path& copy, const fs::path& key_file, const fs::path& backup) {
    if (fs::exists(backup)) wrong("đã có " + backup.string());
    const auto key = read_private_key(key_file);
    const auto manifest = manifest_of(copy);
    const fs::path half = fs::absolute(backup).string() + ".partial";
    fs::remove_all(half);
    fs::create_directories(half);
    fs::permissions(half, fs::perms::owner_all);
    Tar tar{"tar --extract --no-same-owner --directory=" + quoted(half) + " --file=-", "w"};
    for (const auto& piece : manifest.at("pieces")) {
        const auto bytes = bytes_of(copy / piece.at("name").get<std::string>());
        if (sha256_of(bytes) != piece.at("sha256")) wrong("mảnh " + piece.at("name").get<std::string>() + " không còn hoặc đã bị sửa");
        const auto plain = opened(bytes, key);
        if (sha256_of(plain) != piece.at("plain_sha256")) wrong("mảnh " + piece.at("name").get<std::string>() + " giải ra không đúng");
        tar.write(plain);
    }
    tar.finish();
    fs::rename(half, backup);
}

bool make_unalterable(const fs::path& copy) {
    bool all = true;
    for (const auto& entry : fs::directory_iterator(copy)) all = set_immutable(entry.path()) && all;
    return set_immutable(copy) && all;
}

SealedState inspect_sealed(const fs::path& copy) {
    SealedState state;
    try {
        const auto manifest = manifest_of(copy);
        state.recipient = manifest.at("recipient").get<std::string>();
        std::set<std::string> known{manifest_name};
        for (const auto& piece : manifest.at("pieces")) {
            const auto name = piece.at("name").get<std::string>();
            const auto bytes = bytes_of(copy / name);
            if (sha256_of(bytes) != piece.at("sha256")) state.faults.push_back(name + ": không còn hoặc đã bị sửa");
            else if (!is_enveloped(bytes)) state.faults.push_back(name + ": không được mã hóa");
            known.insert(name);
            ++state.pieces;
        }
        if (state.pieces == 0) state.faults.emplace_back("bản sao rỗng");
        for (const auto& entry : fs::directory_iterator(copy))
            if (!known.contains(entry.path().filename().string())) state.faults.push_back(entry.path().filename().string() + ": tệp lạ");
    } catch (const std::exception& error) {
        state.faults.emplace_back(error.what());
    }
    return state;
}

}  // namespace server::storage
