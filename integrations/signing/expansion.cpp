#include "integrations/signing/expansion.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

#include <zlib.h>

#if defined(__x86_64__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)  // clang does not take it as C++
#include <sys/platform/x86.h>  // what glibc knows of the processor; asking it again costs microseconds in a virtual machine
#define WIDE_BLOCKS
#endif

#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/pdf_lexer.hpp"

namespace integrations::signing {
namespace {

// Where the dictionary around a name may begin at the earliest; real ones are far shorter.
constexpr size_t longest_dictionary = 64 * 1024;

// How many bytes come out, but never more than one past `limit`.
unsigned long inflated_size(std::string_view data, unsigned long limit) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return 0;
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
    std::array<unsigned char, 65536> sink;
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<unsigned>(std::min<size_t>(data.size(), 1U << 30));
    int answer = Z_OK;
    while (answer == Z_OK && stream.total_out <= limit) {
        stream.next_out = sink.data();
        stream.avail_out = static_cast<unsigned>(sink.size());
        answer = inflate(&stream, Z_NO_FLUSH);
    }
    return stream.total_out;
}

// The name at this slash, #xx decoded; at most 32 characters are of interest.
std::string name_at(std::string_view pdf, size_t slash) {
    PdfLexer lexer(pdf.substr(0, std::min(pdf.size(), slash + 64)), slash);
    return decoded_name(lexer.text(lexer.next()));
}

size_t filters_in(std::string_view dictionary) {
    size_t filters = 0;
    for (size_t at = dictionary.find('/'); at != std::string_view::npos; at = dictionary.find('/', at + 1)) {
        const auto name = name_at(dictionary, at);
        if (name.ends_with("Decode") || name == "Fl" || name == "LZW" || name == "AHx" || name == "A85" || name == "RL") ++filters;
    }
    return filters;
}

bool may_begin(char slash, char next) { return slash == '/' && (next == 'O' || next == 'X' || next == '#'); }

constexpr size_t widest_step = 128;

// Where the first of four blocks begins that may hold a name to look at; image data is full of slashes.
template <size_t Width>
[[gnu::always_inline]] inline size_t skimmed(const char* bytes, size_t size) {
    using Block [[gnu::vector_size(Width)]] = signed char;
    size_t at = 0;
    for (; at + 4 * Width < size; at += 4 * Width) {
        Block found{};
        for (size_t line = 0; line < 4 * Width; line += 64) __builtin_prefetch(bytes + at + 8192 + line);  // it does not look beyond the page by itself
        for (size_t block = at; block < at + 4 * Width; block += Width) {
            Block here, next;
            std::memcpy(&here, bytes + block, Width);
            std::memcpy(&next, bytes + block + 1, Width);
            found |= (here == '/') & ((next == 'O') | (next == 'X') | (next == '#'));
        }
        std::array<unsigned long long, Width / 8> parts;
        std::memcpy(parts.data(), &found, Width);
        if (std::any_of(parts.begin(), parts.end(), [](auto part) { return part != 0; })) break;
    }
    return at;
}

#ifdef WIDE_BLOCKS
[[gnu::target("avx2")]] size_t skimmed_wide(const char* bytes, size_t size) { return skimmed<32>(bytes, size); }
#endif

size_t skim(std::string_view part) {
#ifdef WIDE_BLOCKS
    if (CPU_FEATURE_ACTIVE(AVX2)) return skimmed_wide(part.data(), part.size());
#endif
    return skimmed<16>(part.data(), part.size());
}

// The next slash of a name that may be ObjStm or XRef.
size_t next_candidate(std::string_view pdf, size_t from) {
    for (size_t at = from; at + 1 < pdf.size();) {
        const size_t pass_end = (at / pass_bytes + 1) * pass_bytes;
        const size_t end = std::min(pdf.size(), pass_end + 1);  // one more: a pair may begin with the last byte
        while (at + 1 < end) {
            at += skim(pdf.substr(at, end - at));
            for (const size_t stop = std::min(at + widest_step, end - 1); at < stop; ++at)
                if (may_begin(pdf[at], pdf[at + 1])) return at;
        }
        if (at == pass_end) gone_over(pdf.substr(pass_end - pass_bytes, pass_bytes));
    }
    return std::string_view::npos;
}

}  // namespace

bool expands_too_far(std::string_view pdf) {
    unsigned long total = 0;
    size_t counted_to = 0;
    for (size_t slash = next_candidate(pdf, 0); slash != std::string_view::npos; slash = next_candidate(pdf, slash + 1)) {
        if (slash < counted_to) continue;
        const auto name = name_at(pdf, slash);
        if (name != "ObjStm" && name != "XRef") continue;
        const auto begin = pdf.rfind("obj", slash), keyword = pdf.find("stream", slash);
        if (begin == std::string_view::npos || keyword == std::string_view::npos || keyword - begin > longest_dictionary) continue;
        // Writers use one filter for these streams; two in a row are only good for hiding a bomb.
        if (filters_in(pdf.substr(begin, keyword - begin)) > 1) return true;
        size_t data = keyword + 6;
        while (data < pdf.size() && (pdf[data] == '\r' || pdf[data] == '\n')) ++data;
        counted_to = keyword;
        total += inflated_size(pdf.substr(data), most_expanded_bytes - total);
        if (total > most_expanded_bytes) return true;
    }
    return false;
}

}  // namespace integrations::signing
