#include "integrations/signing/update_reader.hpp"

#include <algorithm>
#include <map>

#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

using Kind = PdfLexer::Kind;

constexpr size_t longest_packing = 16U << 20;  // bytes of an object stream, decoded

struct Reading {
    Update update;
    std::map<size_t, StreamPlace> streams;  // by offset of their object
    XrefSection table;
    bool has_table = false;
};

std::optional<XrefSection> stream_section(std::string_view bytes, const Reading& reading, size_t object) {
    const auto place = reading.streams.find(object);
    return place == reading.streams.end() ? std::nullopt : read_stream_section(bytes, place->second);
}

// Takes the rows of the stream, or fits them to those of the table beside it.
bool settle_rows(std::string_view bytes, Reading& reading) {
    auto& update = reading.update;
    if (!reading.has_table) {
        auto section = stream_section(bytes, reading, update.startxref);
        if (!section) return true;  // startxref points elsewhere
        update.rows = std::move(section->rows);
        update.points_at_its_table = true;
        return true;
    }
    update.rows = std::move(reading.table.rows);
    if (!reading.table.second_table) return true;
    const auto hidden = stream_section(bytes, reading, *reading.table.second_table);
    if (!hidden) return false;
    update.second_table = reading.table.second_table;
    const std::set<XrefRow> seen(update.rows.begin(), update.rows.end());
    return std::all_of(hidden->rows.begin(), hidden->rows.end(), [&](const XrefRow& row) { return seen.contains(row); });
}

// The numbers an object stream says it holds, in their order.
std::optional<std::vector<int>> packed_numbers(QPDF& revision, int stream) {
    auto object = revision.getObjectByID(stream, 0);
    if (!object.isStream()) return std::nullopt;
    auto count = object.getDict().getKey("/N"), first = object.getDict().getKey("/First");
    if (!count.isInteger() || !first.isInteger() || count.getIntValue() < 0 || first.getIntValue() < 0) return std::nullopt;
    const auto text = stream_data(object, longest_packing);
    if (!text) return std::nullopt;
    PdfLexer lexer(std::string_view(*text).substr(0, std::min(text->size(), static_cast<size_t>(first.getUIntValue()))));
    std::vector<int> numbers;
    for (long long i = 0; i < count.getIntValue(); ++i) {
        const auto number = lexer.natural(), offset = lexer.natural();
        if (!number || !offset || *number > highest_number) return std::nullopt;
        numbers.push_back(static_cast<int>(*number));
    }
    return numbers;
}

}  // namespace

std::optional<Update> read_update(std::string_view bytes, size_t begin) {
    PdfLexer lexer(bytes, begin);
    Reading reading;
    auto& update = reading.update;
    size_t table_at = 0;
    for (;;) {
        const auto token = lexer.next();
        if (token.kind == Kind::Number) {
            lexer.seek(token.begin);
            if (!lexer.natural() || !lexer.natural() || !lexer.word("obj")) return std::nullopt;
            update.objects.insert(token.begin);
            std::optional<StreamPlace> stream;
            if (!skip_object(lexer, bytes, stream)) return std::nullopt;
            if (stream) reading.streams.emplace(token.begin, *stream);
            continue;
        }
        if (token.kind != Kind::Word) return std::nullopt;
        if (lexer.text(token) == "xref") {
            if (reading.has_table || !read_table(lexer, bytes, reading.table)) return std::nullopt;
            reading.has_table = true;
            table_at = token.begin;
            continue;
        }
        if (lexer.text(token) != "startxref") return std::nullopt;
        const auto offset = lexer.natural();
        const auto mark = lexer.next_with_comments();
        if (!offset || mark.kind != Kind::Comment || !lexer.text(mark).starts_with("%%EOF")) return std::nullopt;
        update.startxref = *offset;
        update.points_at_its_table = reading.has_table && *offset == table_at;
        update.end = mark.begin + 5;
        if (update.end < bytes.size() && bytes[update.end] == ' ') ++update.end;
        if (update.end < bytes.size() && bytes[update.end] == '\r') ++update.end;
        if (update.end < bytes.size() && bytes[update.end] == '\n') ++update.end;
        if (!settle_rows(bytes, reading)) return std::nullopt;
        return std::move(update);
    }
}

std::string judge_rows(const Update& update, QPDF& revision) {
    static const std::string ambiguous = "bảng tham chiếu của bản cập nhật có thể hiểu theo nhiều cách";
    const auto table = revision.getXRefTable();
    std::map<int, std::map<size_t, int>> packed;  // stream → index → number
    for (const auto& row : update.rows) {
        const auto known = table.lower_bound(QPDFObjGen(row.number, 0));
        const bool used = known != table.end() && known->first.getObj() == row.number;
        if (row.type == 0) {
            if (used) return ambiguous;
            continue;
        }
        const auto entry = table.find(QPDFObjGen(row.number, row.type == 1 ? static_cast<int>(row.third) : 0));
        if (entry == table.end() || static_cast<size_t>(entry->second.getType()) != row.type) return ambiguous;
        if (row.type == 1 && static_cast<size_t>(entry->second.getOffset()) != row.second) return ambiguous;
        if (row.type == 2) {
            if (static_cast<size_t>(entry->second.getObjStreamNumber()) != row.second ||
                static_cast<size_t>(entry->second.getObjStreamIndex()) != row.third)
                return ambiguous;
            packed[static_cast<int>(row.second)][row.third] = row.number;
        }
    }
    // Some readers find an object in its stream by number, some by index.
    for (const auto& [stream, wanted] : packed) {
        const auto numbers = packed_numbers(revision, stream);
        if (!numbers || std::set<int>(numbers->begin(), numbers->end()).size() != numbers->size()) return ambiguous;
        for (const auto& [index, number] : wanted)
            if (index >= numbers->size() || (*numbers)[index] != number) return ambiguous;
        const auto place = table.find(QPDFObjGen(stream, 0));
        const bool of_this_update = place != table.end() && place->second.getType() == 1 &&
                                    update.objects.contains(static_cast<size_t>(place->second.getOffset()));
        if (of_this_update && wanted.size() != numbers->size()) return "bản cập nhật chứa đối tượng ẩn ngoài bảng tham chiếu";
    }
    return {};
}

}  // namespace integrations::signing
