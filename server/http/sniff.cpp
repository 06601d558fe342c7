#include "server/http/sniff.hpp"

#include <array>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view media_type;
};

constexpr std::array table{
    Signature{0, "\xFF\xD8\xFF"sv, "image/jpeg"},
    Signature{0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    Signature{0, "II*\0"sv, "image/tiff"},
    Signature{0, "MM\0*"sv, "image/tiff"},
    Signature{0, "II+\0"sv, "image/tiff"},  // BigTIFF
    Signature{4, "ftypheic"sv, "image/heic"},
    Signature{4, "ftypheix"sv, "image/heic"},
    Signature{4, "ftypmif1"sv, "image/heif"},
    Signature{4, "ftypmsf1"sv, "image/heif"},
    Signature{4, "ftypavif"sv, "image/avif"},
    Signature{8, "WEBP"sv, "image/webp"},
    Signature{0, "GIF8"sv, "image/gif"},
    Signature{0, "BM"sv, "image/bmp"},
    Signature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, "image/jp2"},
    Signature{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"},  // doc, xls of old
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, "application/x-7z-compressed"},
    Signature{0, "Rar!\x1A\x07"sv, "application/vnd.rar"},
    Signature{0, "\x1F\x8B"sv, "application/gzip"},
    Signature{0, "MZ"sv, "application/x-msdownload"},
    Signature{0, "\x7F" "ELF"sv, "application/x-executable"},
    Signature{0, "{\\rtf"sv, "text/rtf"},
    Signature{0, "-----BEGIN "sv, "application/x-pem-file"},
};

// A zip is told by the names of its first members.
std::string_view zip_kind(std::string_view bytes) {
    constexpr auto odf = "mimetypeapplication/vnd.oasis.opendocument."sv;
    if (const auto at = bytes.find(odf); at != std::string_view::npos) {
        const auto kind = bytes.substr(at + odf.size());
        if (kind.starts_with("text")) return "application/vnd.oasis.opendocument.text";
        if (kind.starts_with("spreadsheet")) return "application/vnd.oasis.opendocument.spreadsheet";
    }
    if (bytes.find("word/") != std::string_view::npos)
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (bytes.find("xl/") != std::string_view::npos)
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    // The parts that tell which office program lie further on.
    if (bytes.find("[Content_Types].xml") != std::string_view::npos) return "application/vnd.openxmlformats-officedocument";
    if (bytes.find("META-INF/container.xml") != std::string_view::npos) return "application/epub+zip";
    return "application/zip";
}

bool is_text(std::string_view bytes) {
    // The last letter of a long text may be cut off in the middle: up to three bytes are left out of the judgement.
    const std::size_t most_cut = bytes.size() < 4096 ? 0 : 3;
    for (std::size_t cut = 0; cut <= most_cut; ++cut)
        if (clean_text(bytes.substr(0, bytes.size() - cut))) return bytes.find('\x1B') == std::string_view::npos;
    return false;
}

std::string_view text_kind(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto start = bytes.find_first_not_of(" \t\r\n");
    bytes.remove_prefix(start == std::string_view::npos ? bytes.size() : start);
    if (bytes.starts_with("<?xml")) return bytes.find("<svg") == std::string_view::npos ? "application/xml" : "image/svg+xml";
    if (bytes.starts_with("<svg")) return "image/svg+xml";
    if (bytes.starts_with("<")) return "text/html";
    if (bytes.starts_with("{") || bytes.starts_with("[")) return "application/json";
    return "text/plain";
}

}  // namespace

std::string_view media_type_of(std::string_view bytes) {
    // Readers accept a PDF whose header starts anywhere in the first kilobyte.
    if (const auto pdf = bytes.substr(0, 1024 + 5).find("%PDF-"); pdf == 0 || (pdf != std::string_view::npos && !is_text(bytes)))
        return "application/pdf";
    for (const auto& row : table)
        if (bytes.size() > row.offset && bytes.substr(row.offset).starts_with(row.bytes)) return row.media_type;
    if (bytes.starts_with("PK\x03\x04")) return zip_kind(bytes);
    if (!bytes.empty() && is_text(bytes)) return text_kind(bytes);
    return "application/octet-stream";
}

}  // namespace server::http
