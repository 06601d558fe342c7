#include "server/receipt_keys.hpp"

#include <algorithm>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace server {

namespace fs = std::filesystem;
namespace receipt_token = integrations::receipt_token;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

fs::path folder_of(const Config& config) { return config.data_dir / "receipt-keys"; }

std::vector<fs::path> key_files(const Config& config) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder_of(config), error})
        if (entry.path().extension() == ".pem") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// Two processes may start at once: each writes a file of its own, one name is taken.
void make_first_key(const Config& config) {
    std::error_code error;
    fs::create_directories(folder_of(config), error);
    ::chmod(folder_of(config).c_str(), S_IRWXU);
    const auto first = folder_of(config) / "1.pem";
    const auto own = first.string() + "." + std::to_string(::getpid());
    const int file = ::open(own.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return;
    const auto pem = receipt_token::Signer::make_pem();
    const bool written = ::write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()) && ::fsync(file) == 0;
    ::close(file);
    if (written) ::link(own.c_str(), first.c_str());  // fails when the other was faster: its key counts
    ::unlink(own.c_str());
}

Result<receipt_token::Signer> read_key(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    const std::string pem{std::istreambuf_iterator<char>{in}, {}};
    auto signer = receipt_token::Signer::from_pem(pem);
    if (!signer) return fail(ErrorCode::WrongState, "khóa của giấy tiếp nhận không đọc được");
    return signer;
}

}  // namespace

Result<receipt_token::Signer> receipt_signer(const Config& config) {
    if (config.data_dir.empty()) return fail(ErrorCode::WrongState, "không có thư mục dữ liệu cho khóa của giấy tiếp nhận");
    if (key_files(config).empty()) make_first_key(config);
    const auto files = key_files(config);
    if (files.empty()) return fail(ErrorCode::WrongState, "không lập được khóa của giấy tiếp nhận");
    return read_key(files.back());
}

Result<std::string> receipt_public_keys(const Config& config) {
    TRY(receipt_signer(config));
    std::string pem;
    for (const auto& file : key_files(config)) pem += TRY(read_key(file)).public_pem();
    return pem;
}

std::string receipt_check_address(const Config& config, const std::string& token) { return config.public_url + "/xac-minh?ma=" + token; }

}  // namespace server
