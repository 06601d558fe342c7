#include "integrations/signing/expansion.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

#include <zlib.h>

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

// Sixteen bytes compared at once: image data is full of slashes.
using Block = unsigned char __attribute__((vector_size(16)));

Block block_at(const char* bytes) {
    Block block;
    std::memcpy(&block, bytes, sizeof block);
    return block;
}

bool may_begin(char slash, char next) { return slash == '/' && (next == 'O' || next == 'X' || next == '#'); }

// The next slash of a name that may be ObjStm or XRef.
size_t next_candidate(std::string_view pdf, size_t from) {
    size_t at = from;
    for (; at + sizeof(Block) < pdf.size(); at += sizeof(Block)) {
        const Block next = block_at(pdf.data() + at + 1);
        const auto found = (block_at(pdf.data() + at) == '/') & ((next == 'O') | (next == 'X') | (next == '#'));
        std::array<unsigned long long, 2> halves;
        std::memcpy(halves.data(), &found, sizeof halves);
        if ((halves[0] | halves[1]) != 0) break;
        if ((at + sizeof(Block)) % pass_bytes < sizeof(Block) && at >= pass_bytes) gone_over(pdf.substr(at - pass_bytes, pass_bytes));
    }
    for (; at + 1 < pdf.size(); ++at)
        if (may_begin(pdf[at], pdf[at + 1])) return at;
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
