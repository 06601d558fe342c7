#pragma once
// Cross-reference sections as they lie in the file, row by row: nothing is repaired and nothing chosen.

#include <optional>
#include <string_view>
#include <vector>

#include "integrations/signing/pdf_lexer.hpp"

namespace integrations::signing {

// ISO 32000-1, table 18. Type 0: free; 1: at offset `second` with generation `third`; 2: in stream `second` at index `third`.
struct XrefRow {
    int number;
    size_t type, second, third;
    auto operator<=>(const XrefRow&) const = default;
};

inline constexpr size_t most_rows = 500'000;  // of one file: a paper of a thousand pages has a fifth of them

inline constexpr size_t highest_number = 8'388'607;  // of an object, as many readers have it (ISO 32000-1, annex C)

// Where a stream lies: its dictionary and its data.
struct StreamPlace {
    size_t dictionary, dictionary_end, data, data_end;
};

struct XrefSection {
    std::vector<XrefRow> rows;
    std::optional<size_t> previous, second_table;  // /Prev, /XRefStm
    bool encrypted = false;                        // the trailer names /Encrypt
};

// Steps from after "n g obj" past "endobj"; `place` is filled when the object is a stream. False when it is not well-formed.
bool skip_object(PdfLexer& lexer, std::string_view bytes, std::optional<StreamPlace>& place);
// From after "xref" past the trailer; rows are appended. False when malformed or longer than most_rows.
bool read_table(PdfLexer& lexer, std::string_view bytes, XrefSection& section);
// The section in a cross-reference stream. Nothing when it is none, or expands too far.
std::optional<XrefSection> read_stream_section(std::string_view bytes, const StreamPlace& place);

}  // namespace integrations::signing
