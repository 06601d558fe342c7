#include "ocr/input/source.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <leptonica/allheaders.h>

namespace ocr {
namespace {

struct Signature {
    FileType type;
    std::string_view name;
    std::vector<std::string_view> extensions;
};

const std::vector<Signature> formats{
    {FileType::Pdf, "pdf", {"pdf"}},           {FileType::Jpeg, "jpeg", {"jpg", "jpeg", "jpe", "jfif"}},
    {FileType::Png, "png", {"png"}},           {FileType::Tiff, "tiff", {"tif", "tiff"}},
    {FileType::WebP, "webp", {"webp"}},        {FileType::Heic, "heic", {"heic", "heif"}},
};

const Signature& row_of(FileType type) {
    return *std::find_if(formats.begin(), formats.end(), [type](const Signature& row) { return row.type == type; });
}

bool looks_like(FileType type, std::string_view b) {
    using namespace std::string_view_literals;
    if (b.size() < 12) return false;
    switch (type) {
        case FileType::Pdf: return b.substr(0, 1024).find("%PDF-") != std::string_view::npos;
        case FileType::Jpeg: return b.starts_with("\xff\xd8\xff"sv);
        case FileType::Png: return b.starts_with("\x89PNG\r\n\x1a\n"sv);
        case FileType::Tiff: return b.starts_with("II*\0"sv) || b.starts_with("MM\0*"sv);
        case FileType::WebP: return b.starts_with("RIFF"sv) && b.substr(8, 4) == "WEBP"sv;
        case FileType::Heic: {
            if (b.substr(4, 4) != "ftyp"sv) return false;
            const auto brand = b.substr(8, 4);
            return brand == "heic"sv || brand == "heix"sv || brand == "mif1"sv || brand == "msf1"sv || brand == "heim"sv;
        }
    }
    return false;
}

std::string extension_of(std::string_view name) {
    std::string extension = std::filesystem::path(name).extension().string();
    if (!extension.empty()) extension.erase(0, 1);
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

int tiff_pages(std::string_view bytes) {
    FILE* file = fmemopen(const_cast<char*>(bytes.data()), bytes.size(), "rb");
    if (!file) return 0;
    int pages = 0;
    if (tiffGetCount(file, &pages)) pages = 0;
    std::fclose(file);
    return pages;
}

}  // namespace

const char* name_of(FileType type) { return row_of(type).name.data(); }

Outcome<FileType> type_of(std::string_view first_bytes, std::string_view name) {
    if (first_bytes.empty()) return refuse(Problem::Empty, "Tệp rỗng, không có byte nào");
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const Signature& row) { return looks_like(row.type, first_bytes); });
    if (found == formats.end()) return refuse(Problem::WrongType, "Nội dung tệp không phải PDF hay ảnh quét được hỗ trợ");
    const std::string extension = extension_of(name);
    if (extension.empty()) return found->type;
    const auto& expected = found->extensions;
    if (std::find(expected.begin(), expected.end(), extension) != expected.end()) return found->type;
    return refuse(Problem::WrongType, "Đuôi tệp ." + extension + " không khớp nội dung " + std::string(found->name) + " (R-FMT-06)");
}

Outcome<std::string> file_bytes(const std::string& path, const Limits& limits) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return refuse(Problem::Unreadable, "Không mở được tệp");
    if (size == 0) return refuse(Problem::Empty, "Tệp rỗng, không có byte nào");
    if (size > limits.file_bytes) return refuse(Problem::TooLarge, "Tệp vượt giới hạn dung lượng");
    std::ifstream file(path, std::ios::binary);
    std::string bytes(size, '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) return refuse(Problem::Unreadable, "Không đọc được tệp");
    return bytes;
}

Outcome<FileFacts> inspect_file(const std::string& path, const Limits& limits) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse(Problem::Unreadable, "Không mở được tệp");
    std::string first(2048, '\0');
    file.read(first.data(), static_cast<std::streamsize>(first.size()));
    first.resize(static_cast<size_t>(file.gcount()));
    const auto type = type_of(first, path);
    if (!type) return tl::unexpected(type.error());
    if (*type == FileType::Pdf) return inspect_pdf(path, limits);
    auto bytes = file_bytes(path, limits);
    if (!bytes) return tl::unexpected(bytes.error());
    FileFacts facts{*type, *type == FileType::Tiff ? tiff_pages(*bytes) : 1};
    if (facts.pages == 0) return refuse(Problem::NoPages, "Tệp không có trang nào");
    if (facts.pages > limits.pages) return refuse(Problem::TooLarge, "Tệp có quá nhiều trang");
    facts.violations.push_back({"R-FMT-01", 0, "Bản quét của cơ quan phải là PDF phiên bản 1.4 trở lên; tệp này là " + std::string(name_of(*type))});
    return facts;
}

Outcome<FileFacts> judge_file(const std::string& path, const Limits& limits) {
    constexpr double most_pixels = 100e6;  // decoded here; what is more waits until it is read
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    auto facts = inspect_file(path, limits);
    if (!facts) return facts;
    std::vector<Violation>& found = facts->violations;
    if (facts->type == FileType::Pdf) {
        auto pages = judge_pdf_pages(path, until);
        if (!pages) return tl::unexpected(pages.error());
        for (Violation& violation : *pages) found.push_back(std::move(violation));
        return facts;
    }
    double pixels = 0;
    for (int page = 1; page <= facts->pages && pixels < most_pixels && std::chrono::steady_clock::now() < until; ++page) {
        auto loaded = load_page(path, facts->type, page, limits);
        // One image is the whole file; of several, each is told when it is read.
        if (!loaded && facts->pages == 1) return tl::unexpected(loaded.error());
        if (!loaded) continue;
        pixels += static_cast<double>(loaded->image.width()) * loaded->image.height();
        for (Violation& violation : loaded->violations) found.push_back(std::move(violation));
    }
    return facts;
}

Outcome<InputPage> load_page(const std::string& path, FileType type, int page, const Limits& limits) {
    if (type == FileType::Pdf) return load_pdf_page(path, page, limits);
    auto bytes = file_bytes(path, limits);
    if (!bytes) return tl::unexpected(bytes.error());
    auto image = type == FileType::Heic ? decode_heic(*bytes, limits) : decode_image(*bytes, limits, page);
    if (!image) return tl::unexpected(image.error());
    const int dpi = image->dpi();
    const double inches = dpi > 0 ? 1.0 / dpi : 0;
    auto violations = standard_of(*image, image->width() * inches, image->height() * inches, page);
    return InputPage{*std::move(image), dpi, false, std::move(violations)};
}

}  // namespace ocr
