#include "integrations/signing/revisions.hpp"

#include <optional>
#include <set>

#include "integrations/signing/pdf_lexer.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {
namespace {

using Kind = PdfLexer::Kind;

// One incremental update as it lies in the file.
struct Update {
    std::set<size_t> objects;          // offsets of "n g obj"
    size_t xref_at = 0;                // offset of "xref" or of the cross-reference stream
    bool has_table = false;
    size_t startxref = 0;
    size_t end = 0;                    // one past "%%EOF" and its line end
};

// Steps from after "obj" past "endobj". False when the object is not well-formed.
bool skip_object(PdfLexer& lexer, std::string_view bytes) {
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
    size_t length = std::string_view::npos;  // unknown: given by reference
    for (const auto& entry : *entries)
        if (entry.name == "Length") {
            PdfLexer value(bytes.substr(0, entry.end), entry.begin);
            const auto direct = value.natural();
            if (direct && value.next().kind == Kind::End) length = *direct;
        }
    if (length <= bytes.size() - data) {
        lexer.seek(data + length);
    } else {
        const auto found = bytes.find("endstream", data);
        if (found == std::string_view::npos) return false;
        lexer.seek(found);
    }
    return lexer.word("endstream") && lexer.word("endobj");
}

// Steps over the sections and the trailer of a cross-reference table, from after "xref".
bool skip_table(PdfLexer& lexer) {
    for (;;) {
        const size_t before = lexer.at();
        const auto token = lexer.next();
        if (token.kind == Kind::Word && lexer.text(token) == "trailer") break;
        lexer.seek(before);
        const auto first = lexer.natural(), count = lexer.natural();
        if (!first || !count || *count > 10'000'000) return false;
        for (size_t row = 0; row < *count; ++row) {
            if (!lexer.natural() || !lexer.natural()) return false;
            const auto kind = lexer.next();
            if (kind.kind != Kind::Word || (lexer.text(kind) != "n" && lexer.text(kind) != "f")) return false;
        }
    }
    const auto entries = dictionary_entries(lexer);
    if (!entries) return false;
    for (const auto& entry : *entries)
        if (entry.name == "XRefStm") return false;  // a second table that only some readers see
    return true;
}

std::optional<Update> read_update(std::string_view bytes, size_t begin) {
    PdfLexer lexer(bytes, begin);
    Update update;
    for (;;) {
        const auto token = lexer.next();
        if (token.kind == Kind::Number) {
            lexer.seek(token.begin);
            if (!lexer.natural() || !lexer.natural() || !lexer.word("obj")) return std::nullopt;
            update.objects.insert(token.begin);
            if (!skip_object(lexer, bytes)) return std::nullopt;
            continue;
        }
        if (token.kind != Kind::Word) return std::nullopt;
        if (lexer.text(token) == "xref") {
            if (update.has_table || !skip_table(lexer)) return std::nullopt;
            update.has_table = true;
            update.xref_at = token.begin;
            continue;
        }
        if (lexer.text(token) != "startxref") return std::nullopt;
        const auto offset = lexer.natural();
        const auto mark = lexer.next_with_comments();
        if (!offset || mark.kind != Kind::Comment || !lexer.text(mark).starts_with("%%EOF")) return std::nullopt;
        update.startxref = *offset;
        update.end = mark.begin + 5;
        if (update.end < bytes.size() && bytes[update.end] == ' ') ++update.end;
        if (update.end < bytes.size() && bytes[update.end] == '\r') ++update.end;
        if (update.end < bytes.size() && bytes[update.end] == '\n') ++update.end;
        return update;
    }
}

bool only_blanks(std::string_view text) { return text.find_first_not_of("\r\n ") == std::string_view::npos; }

// Some signers leave the line end after %%EOF out of what they sign.
bool line_end(std::string_view text) { return text == "\n" || text == "\r" || text == "\r\n"; }

}  // namespace

QPDF* Revisions::ending_at(size_t end) {
    if (end == bytes_.size()) return newest_.pdf.get();
    auto found = opened_.find(end);
    if (found == opened_.end()) {
        auto opened = open_strictly(bytes_.substr(0, end));
        found = opened_.emplace(end, opened ? *std::move(opened) : OpenPdf{}).first;
    }
    return found->second.clean() ? found->second.pdf.get() : nullptr;
}

std::string Revisions::judge_update(size_t begin, size_t& end) {
    if (const auto known = update_end_.find(begin); known != update_end_.end()) {
        end = known->second;
        return judged_[begin];
    }
    const auto judged = [&](std::string reason) {
        update_end_[begin] = end;
        return judged_[begin] = std::move(reason);
    };
    end = bytes_.size();
    const auto update = read_update(bytes_, begin);
    if (!update) return judged("sau phần đã ký có dữ liệu không phải là bản cập nhật PDF đúng chuẩn");
    end = update->end;
    if (update->startxref < begin || update->startxref >= end ||
        (update->has_table ? update->startxref != update->xref_at : !update->objects.contains(update->startxref)))
        return judged("bảng tham chiếu của bản cập nhật không nằm trong bản cập nhật đó");
    QPDF* revision = ending_at(end);
    if (revision == nullptr) return judged("bản cập nhật sau khi ký không đọc được");
    auto previous = revision->getTrailer().getKey("/Prev");
    const auto expected = last_startxref(bytes_.substr(0, begin));
    if (!previous.isInteger() || static_cast<size_t>(previous.getIntValue()) != expected)
        return judged("bản cập nhật không nối tiếp phiên bản đã ký");
    std::set<size_t> listed{update->startxref};  // some writers leave the stream itself out of its own list
    for (const auto& [id, entry] : revision->getXRefTable())
        if (entry.getType() == 1) listed.insert(static_cast<size_t>(entry.getOffset()));
    for (const size_t object : update->objects)
        if (!listed.contains(object)) return judged("bản cập nhật chứa đối tượng ẩn ngoài bảng tham chiếu");
    for (auto& field : signature_fields(*revision))
        if (field.signed_already()) seen_signatures_.emplace(field.name, field.value.getObjGen());
    return judged({});
}

std::string Revisions::judge_tail(size_t end) {
    size_t at = end;
    if (line_end(bytes_.substr(end))) return {};
    while (at < bytes_.size()) {
        if (at > end && only_blanks(bytes_.substr(at))) return "có dữ liệu thừa sau cuối tệp";
        size_t next = at;
        if (auto reason = judge_update(at, next); !reason.empty()) return reason;
        at = next;
    }
    return {};
}

}  // namespace integrations::signing
