#include "integrations/signing/loading.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <qpdf/QPDF.hh>

#include "integrations/signing/expansion.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/stream_data.hpp"
#include "integrations/signing/xref_rows.hpp"

namespace integrations::signing {
namespace {

using Kind = PdfLexer::Kind;

const char* const expands = "tệp PDF giải nén ra quá lớn";
const char* const malformed = "tệp PDF hỏng: bảng tham chiếu không đọc được";
const char* const too_large = "tệp PDF có quá nhiều đối tượng hoặc phiên bản để kiểm tra";

constexpr size_t most_sections = 5'000;
constexpr size_t longest_packing = 32U << 20;    // bytes of one object stream, decoded
constexpr size_t most_expanded = 64U << 20;      // bytes of all object streams together
constexpr size_t likely_expansion = 16;          // of text, with room to spare
constexpr size_t most_tokens = 3'000'000;        // of what may be parsed at once; each becomes an object of some 200 bytes
constexpr size_t large_object = 64U << 10;       // bytes from which an object that is no stream is worth counting

size_t skip_blanks(std::string_view pdf, size_t at) {
    while (at < pdf.size() && std::string_view(" \r\n\t\f\0", 6).find(pdf[at]) != std::string_view::npos) ++at;
    return at;
}

// The section that begins there; nothing when there is none.
std::optional<XrefSection> section_at(std::string_view pdf, size_t offset) {
    PdfLexer lexer(pdf, offset);
    const auto token = lexer.next();
    if (token.kind == Kind::Word && lexer.text(token) == "xref") {
        XrefSection section;
        return read_table(lexer, pdf, section) ? std::optional(std::move(section)) : std::nullopt;
    }
    lexer.seek(offset);
    std::optional<StreamPlace> place;
    if (!lexer.natural() || !lexer.natural() || !lexer.word("obj") || !skip_object(lexer, pdf, place) || !place) return std::nullopt;
    return read_stream_section(pdf, *place);
}

// Blanks and delimiters: no token stands without one.
size_t tokens_of(std::string_view text) {
    static constexpr std::string_view between = " \r\n\t\f()<>[]{}/%";
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c == '\0' || between.find(c) != std::string_view::npos; }));
}

class Budget {
  public:
    Budget(std::string_view pdf, bool encrypted) : pdf_(pdf), encrypted_(encrypted) {}

    std::string spend_on_packing(size_t offset) {
        PdfLexer lexer(pdf_, offset);
        std::optional<StreamPlace> place;
        if (!lexer.natural() || !lexer.natural() || !lexer.word("obj") || !skip_object(lexer, pdf_, place) || !place) return malformed;
        if (place->data_end - place->data > longest_packing) return expands;
        auto dictionary = QPDFObjectHandle::parse(&scratch(), std::string(pdf_.substr(place->dictionary, place->dictionary_end - place->dictionary)));
        auto stream = QPDFObjectHandle::newStream(&scratch(), std::string(pdf_.substr(place->data, place->data_end - place->data)));
        stream.replaceDict(dictionary);
        if (!decodes_plainly(dictionary)) return expands;
        if (encrypted_) return spend(likely_expansion * (place->data_end - place->data), 0);  // cannot be decoded yet
        const auto text = stream_data(stream, std::min(longest_packing, most_expanded - expanded_));
        stream.replaceStreamData("", QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
        return text ? spend(text->size(), tokens_of(*text)) : expands;
    }

    // An object that lies by itself, with at most that many bytes.
    std::string spend_on_object(size_t offset, size_t size) {
        PdfLexer lexer(pdf_.substr(0, std::min(pdf_.size(), offset + size)), offset);
        if (!lexer.natural() || !lexer.natural() || !lexer.word("obj")) return {};  // the parser will say so
        for (int depth = 0;;) {
            const auto kind = lexer.next().kind;
            if (++tokens_ > most_tokens) return too_large;
            if (kind == Kind::ArrayOpen || kind == Kind::DictOpen) ++depth;
            if (kind == Kind::ArrayClose || kind == Kind::DictClose) --depth;
            if (depth <= 0 || kind == Kind::End || kind == Kind::Error) return {};
        }
    }

  private:
    QPDF& scratch() {
        if (!scratch_) {
            scratch_ = std::make_unique<QPDF>();
            scratch_->setSuppressWarnings(true);
            scratch_->emptyPDF();
        }
        return *scratch_;
    }
    std::string spend(size_t bytes, size_t tokens) {
        expanded_ += bytes;
        tokens_ += tokens;
        return expanded_ > most_expanded || tokens_ > most_tokens ? expands : std::string{};
    }

    std::string_view pdf_;
    bool encrypted_;
    std::unique_ptr<QPDF> scratch_;
    size_t expanded_ = 0, tokens_ = 0;
};

}  // namespace

std::string too_much_to_load(std::string_view pdf) {
    if (expands_too_far(pdf)) return expands;  // what no table names, another reader may still load
    std::vector<XrefRow> rows;  // the newest first: the first row of a number counts
    std::set<size_t> seen;
    std::vector<size_t> open{last_startxref(pdf)};
    bool encrypted = false;
    while (!open.empty()) {
        const size_t offset = open.back();
        open.pop_back();
        if (offset >= pdf.size()) return malformed;
        if (!seen.insert(offset).second) continue;  // a loop: the parser refuses it
        if (seen.size() > most_sections) return too_large;
        const auto section = section_at(pdf, skip_blanks(pdf, offset));
        if (!section) return malformed;
        if (rows.size() + section->rows.size() > most_rows) return too_large;
        rows.insert(rows.end(), section->rows.begin(), section->rows.end());
        encrypted = encrypted || section->encrypted;
        if (section->previous && *section->previous != 0) open.push_back(*section->previous);
        if (section->second_table) open.push_back(*section->second_table);
    }
    std::map<int, size_t> packings;  // object stream → offset
    std::vector<size_t> offsets;
    for (const auto& row : rows)
        if (row.type == 2 && row.second <= highest_number) packings.emplace(static_cast<int>(row.second), pdf.size());
    for (const auto& row : rows) {
        if (row.type != 1) continue;
        offsets.push_back(row.second);
        if (const auto packing = packings.find(row.number); packing != packings.end() && packing->second == pdf.size()) packing->second = row.second;
    }
    Budget budget(pdf, encrypted);
    for (const auto& [number, offset] : packings)
        if (offset < pdf.size())
            if (auto reason = budget.spend_on_packing(offset); !reason.empty()) return reason;
    std::sort(offsets.begin(), offsets.end());
    for (size_t i = 0; i < offsets.size(); ++i) {
        const size_t next = i + 1 < offsets.size() ? offsets[i + 1] : pdf.size();
        if (offsets[i] < next && next - offsets[i] >= large_object)
            if (auto reason = budget.spend_on_object(offsets[i], next - offsets[i]); !reason.empty()) return reason;
    }
    return {};
}

}  // namespace integrations::signing
