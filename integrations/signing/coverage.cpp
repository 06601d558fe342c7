#include "integrations/signing/coverage.hpp"

#include <array>

#include "integrations/signing/hexadecimal.hpp"
#include "integrations/signing/pdf_lexer.hpp"

namespace integrations::signing {
namespace {

constexpr size_t worth_reading_ahead = 1024;    // digits
constexpr size_t largest_contents = 16U << 20;  // digits; revocation lists may travel along

tl::unexpected<std::string> broken(const char* sentence) { return tl::unexpected<std::string>(sentence); }

const DictionaryEntry* entry(const std::vector<DictionaryEntry>& entries, std::string_view name) {
    for (const auto& candidate : entries)
        if (candidate.name == name) return &candidate;
    return nullptr;
}

// Positions a lexer before the "<<" of an object that lies in the file by itself (not in an object stream).
bool seek_object(const std::map<QPDFObjGen, QPDFXRefEntry>& table, QPDFObjGen id, PdfLexer& lexer) {
    const auto row = table.find(id);
    if (row == table.end() || row->second.getType() != 1) return false;
    lexer.seek(static_cast<size_t>(row->second.getOffset()));
    const auto number = lexer.natural(), generation = lexer.natural();
    return number == static_cast<size_t>(id.getObj()) && generation == static_cast<size_t>(id.getGen()) &&
           lexer.word("obj");
}

// The raw entries of the signature dictionary, whether it is an object or stands inside its field.
std::optional<std::vector<DictionaryEntry>> raw_entries(std::string_view bytes, QPDF& pdf, SignatureField& field) {
    PdfLexer lexer(bytes);
    const auto table = pdf.getXRefTable();
    if (field.value.isIndirect()) {
        if (!seek_object(table, field.value.getObjGen(), lexer)) return std::nullopt;
        return dictionary_entries(lexer);
    }
    if (!field.field.isIndirect() || !seek_object(table, field.field.getObjGen(), lexer)) return std::nullopt;
    const auto outer = dictionary_entries(lexer);
    const auto* value = outer ? entry(*outer, "V") : nullptr;
    if (value == nullptr) return std::nullopt;
    lexer.seek(value->begin);
    return dictionary_entries(lexer);
}

std::optional<std::array<size_t, 4>> four_naturals(std::string_view bytes, size_t at) {
    PdfLexer lexer(bytes, at);
    if (lexer.next().kind != PdfLexer::Kind::ArrayOpen) return std::nullopt;
    std::array<size_t, 4> range{};
    for (auto& part : range) {
        const auto value = lexer.natural();
        if (!value) return std::nullopt;
        part = *value;
    }
    if (lexer.next().kind != PdfLexer::Kind::ArrayClose) return std::nullopt;
    return range;
}

// "%%EOF" and at most blanks after it.
bool ends_a_revision(std::string_view bytes) {
    size_t end = bytes.size();
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == ' ')) --end;
    return bytes.substr(0, end).ends_with("%%EOF");
}

}  // namespace

void ReadAhead::signature(QPDFObjGen id) {
    if (bytes_.empty() || pdf_.isEncrypted() || !seen_.insert(id).second) return;
    if (!table_) table_ = pdf_.getXRefTable();
    PdfLexer lexer(bytes_);
    if (!seek_object(*table_, id, lexer)) return;
    const size_t begin = lexer.at();
    const auto entries = dictionary_entries(lexer);
    const size_t end = lexer.at();
    const auto* contents = entries ? entry(*entries, "Contents") : nullptr;
    if (contents == nullptr || contents->end - contents->begin < worth_reading_ahead || !lexer.word("endobj")) return;
    if (bytes_[contents->begin] != '<') return;
    const auto value = unhex_any_case(bytes_.substr(contents->begin + 1, contents->end - contents->begin - 2));
    if (!value) return;
    auto others = std::string(bytes_.substr(begin, contents->begin - begin)) + "()" + std::string(bytes_.substr(contents->end, end - contents->end));
    try {
        auto dictionary = QPDFObjectHandle::parse(&pdf_, others);
        // The parser sees a string at the same place, or it reads all of it by itself.
        if (!dictionary.isDictionary()) return;
        if (auto place = dictionary.getKey("/Contents"); !place.isString() || !place.getStringValue().empty()) return;
        dictionary.replaceKey("/Contents", QPDFObjectHandle::newString(*value));
        pdf_.replaceObject(id, dictionary);
    } catch (const std::exception&) {  // the parser will say what is wrong
    }
}

tl::expected<Coverage, std::string> coverage_of(std::string_view bytes, QPDF& pdf, SignatureField& field) {
    if (!field.value.isDictionary()) return broken("từ điển chữ ký không đúng kiểu");
    const auto entries = raw_entries(bytes, pdf, field);
    if (!entries) return broken("từ điển chữ ký sai cấu trúc, có khóa lặp hoặc nằm trong luồng nén");
    const auto* contents = entry(*entries, "Contents");
    const auto* byte_range = entry(*entries, "ByteRange");
    if (contents == nullptr || byte_range == nullptr) return broken("thiếu /Contents hoặc /ByteRange");
    const auto range = four_naturals(bytes, byte_range->begin);
    if (!range) return broken("/ByteRange không phải bốn số nguyên không âm");
    const auto [start, first, second, rest] = *range;
    if (start != 0 || first == 0 || second < first + 2 || rest == 0 || second > bytes.size() || rest > bytes.size() - second)
        return broken("/ByteRange không phủ từ đầu tệp hoặc vượt ra ngoài tệp");
    if (contents->begin != first || contents->end != second || bytes[first] != '<' || bytes[second - 1] != '>')
        return broken("khoảng trống của /ByteRange không phải đúng chuỗi /Contents");
    if (second - first > largest_contents) return broken("/Contents quá lớn");
    auto cms = unhex_any_case(bytes.substr(first + 1, second - first - 2));
    if (!cms || cms->empty()) return broken("/Contents không phải chuỗi hệ mười sáu");
    Coverage coverage{first, second, second + rest, *std::move(cms)};
    if (!ends_a_revision(bytes.substr(0, coverage.end))) return broken("phần đã ký không kết thúc ở cuối một phiên bản của tệp");
    return coverage;
}

}  // namespace integrations::signing
