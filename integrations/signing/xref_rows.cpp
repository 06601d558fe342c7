#include "integrations/signing/xref_rows.hpp"

#include <qpdf/QPDF.hh>

#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

using Kind = PdfLexer::Kind;
using Object = QPDFObjectHandle;

constexpr int widest_column = 8;                   // bytes of an entry
constexpr size_t longest_section = 24 * most_rows;  // bytes of one stream, decoded

std::optional<size_t> number_at(std::string_view bytes, const std::vector<DictionaryEntry>& entries, std::string_view name) {
    for (const auto& entry : entries)
        if (entry.name == name) {
            PdfLexer value(bytes.substr(0, entry.end), entry.begin);
            const auto number = value.natural();
            if (number && value.next().kind == Kind::End) return number;
        }
    return std::nullopt;
}

bool names(const std::vector<DictionaryEntry>& entries, std::string_view name) {
    for (const auto& entry : entries)
        if (entry.name == name) return true;
    return false;
}

size_t column(std::string_view rows, size_t& at, size_t width, size_t absent) {
    if (width == 0) return absent;
    size_t value = 0;
    for (size_t i = 0; i < width; ++i) value = value << 8 | static_cast<unsigned char>(rows[at++]);
    return value;
}

std::optional<size_t> natural_of(Object value) {
    if (!value.isInteger() || value.isIndirect() || value.getIntValue() < 0) return std::nullopt;
    return static_cast<size_t>(value.getIntValue());
}

}  // namespace

bool skip_object(PdfLexer& lexer, std::string_view bytes, std::optional<StreamPlace>& place) {
    const size_t before = lexer.at();
    if (!lexer.skip_value()) return false;
    const size_t after_value = lexer.at();
    auto token = lexer.next();
    if (token.kind != Kind::Word) return false;
    if (lexer.text(token) == "endobj") return true;
    if (lexer.text(token) != "stream") return false;
    lexer.seek(before);
    const auto entries = dictionary_entries(lexer);
    if (!entries || lexer.at() != after_value) return false;
    size_t data = token.end;
    if (data < bytes.size() && bytes[data] == '\r') ++data;
    if (data < bytes.size() && bytes[data] == '\n') ++data;
    const auto length = number_at(bytes, *entries, "Length");
    if (length && *length <= bytes.size() - data) {
        lexer.seek(data + *length);
    } else {  // given by reference
        const auto found = bytes.find("endstream", data);
        if (found == std::string_view::npos) return false;
        lexer.seek(found);
    }
    place = StreamPlace{before, after_value, data, lexer.at()};
    return lexer.word("endstream") && lexer.word("endobj");
}

bool read_table(PdfLexer& lexer, std::string_view bytes, XrefSection& section) {
    for (;;) {
        const size_t before = lexer.at();
        const auto token = lexer.next();
        if (token.kind == Kind::Word && lexer.text(token) == "trailer") break;
        lexer.seek(before);
        const auto first = lexer.natural(), count = lexer.natural();
        if (!first || !count || *first > highest_number || *count > most_rows - section.rows.size()) return false;
        for (size_t row = 0; row < *count; ++row) {
            const auto offset = lexer.natural(), generation = lexer.natural();
            const auto kind = lexer.next();
            if (!offset || !generation || kind.kind != Kind::Word || (lexer.text(kind) != "n" && lexer.text(kind) != "f")) return false;
            section.rows.push_back({static_cast<int>(*first + row), lexer.text(kind) == "n" ? size_t{1} : size_t{0}, *offset, *generation});
        }
    }
    const auto entries = dictionary_entries(lexer);
    if (!entries) return false;
    section.previous = number_at(bytes, *entries, "Prev");
    section.second_table = number_at(bytes, *entries, "XRefStm");
    section.encrypted = names(*entries, "Encrypt");
    return names(*entries, "XRefStm") == section.second_table.has_value();
}

std::optional<XrefSection> read_stream_section(std::string_view bytes, const StreamPlace& place) {
    QPDF scratch;
    scratch.setSuppressWarnings(true);
    scratch.emptyPDF();
    auto entries = Object::parse(&scratch, std::string(bytes.substr(place.dictionary, place.dictionary_end - place.dictionary)));
    if (!entries.isDictionary() || !entries.getKey("/Type").isNameAndEquals("/XRef")) return std::nullopt;
    auto stream = Object::newStream(&scratch, std::string(bytes.substr(place.data, place.data_end - place.data)));
    stream.replaceDict(entries);
    const auto table = stream_data(stream, longest_section);
    auto widths = entries.getKey("/W"), sections = entries.getKey("/Index");
    if (!table || !widths.isArray() || widths.getArrayNItems() != 3) return std::nullopt;
    size_t width[3], row_size = 0;
    for (int i = 0; i < 3; ++i) {
        const auto one = natural_of(widths.getArrayItem(i));
        if (!one || *one > widest_column) return std::nullopt;
        row_size += width[i] = *one;
    }
    if (row_size == 0 || table->size() / row_size > most_rows) return std::nullopt;
    if (sections.isNull()) sections = Object::newArray({Object::newInteger(0), entries.getKey("/Size")});
    if (!sections.isArray() || sections.getArrayNItems() % 2 != 0) return std::nullopt;
    XrefSection section;
    section.previous = natural_of(entries.getKey("/Prev"));
    section.encrypted = entries.hasKey("/Encrypt");
    size_t at = 0;
    for (int i = 0; i < sections.getArrayNItems(); i += 2) {
        const auto first = natural_of(sections.getArrayItem(i)), count = natural_of(sections.getArrayItem(i + 1));
        if (!first || !count || *first > highest_number || *count > (table->size() - at) / row_size) return std::nullopt;
        for (size_t row = 0; row < *count; ++row) {
            const auto type = column(*table, at, width[0], 1), second = column(*table, at, width[1], 0), third = column(*table, at, width[2], 0);
            section.rows.push_back({static_cast<int>(*first + row), type, second, third});
        }
    }
    return section;
}

}  // namespace integrations::signing
