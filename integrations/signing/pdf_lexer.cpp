#include "integrations/signing/pdf_lexer.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "integrations/signing/hexadecimal.hpp"

namespace integrations::signing {
namespace {

using Kind = PdfLexer::Kind;

constexpr int deepest = 200;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }
bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Signatures are long hexadecimal strings: one look a character.
constexpr auto hex_or_space = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("0123456789abcdefABCDEF \n\r\t\f\0", 28)) table[static_cast<unsigned char>(c)] = true;
    return table;
}();
bool is_hex_or_space(char c) { return hex_or_space[static_cast<unsigned char>(c)]; }

bool looks_numeric(std::string_view text) {
    bool digit = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digit = true;
        else if (c != '+' && c != '-' && c != '.') return false;
    }
    return digit;
}

}  // namespace

std::string decoded_name(std::string_view raw) {
    std::string name;
    for (size_t i = 1; i < raw.size(); ++i) {
        if (raw[i] == '#' && i + 2 < raw.size() && hex_value(raw[i + 1]) >= 0 && hex_value(raw[i + 2]) >= 0) {
            name += static_cast<char>(hex_value(raw[i + 1]) * 16 + hex_value(raw[i + 2]));
            i += 2;
        } else {
            name += raw[i];
        }
    }
    return name;
}

PdfLexer::Token PdfLexer::next() {
    for (;;)
        if (const auto token = next_with_comments(); token.kind != Kind::Comment) return token;
}

PdfLexer::Token PdfLexer::next_with_comments() {
    while (at_ < bytes_.size() && is_space(bytes_[at_])) ++at_;
    const size_t begin = at_;
    if (begin >= bytes_.size()) return {Kind::End, begin, begin};
    const auto take = [&](Kind kind, size_t size) {
        at_ = begin + size;
        return Token{kind, begin, at_};
    };
    const bool doubled = begin + 1 < bytes_.size() && bytes_[begin + 1] == bytes_[begin];
    switch (bytes_[begin]) {
        case '%':
            while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
            return {Kind::Comment, begin, at_};
        case '[': return take(Kind::ArrayOpen, 1);
        case ']': return take(Kind::ArrayClose, 1);
        case '>': return doubled ? take(Kind::DictClose, 2) : take(Kind::Error, 1);
        case '<': {
            if (doubled) return take(Kind::DictOpen, 2);
            at_ += 1 + digits_in_front(bytes_.substr(at_ + 1));
            at_ = static_cast<size_t>(std::find_if_not(bytes_.begin() + static_cast<ptrdiff_t>(at_), bytes_.end(), is_hex_or_space) - bytes_.begin());
            if (at_ >= bytes_.size() || bytes_[at_] != '>') return {Kind::Error, begin, at_};
            ++at_;
            return {Kind::HexString, begin, at_};
        }
        case '(': return string_token(begin);
        case ')': case '{': case '}': return take(Kind::Error, 1);
        default: break;
    }
    const bool name = bytes_[begin] == '/';
    if (name) ++at_;
    while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
    if (name) return {Kind::Name, begin, at_};
    return {looks_numeric(bytes_.substr(begin, at_ - begin)) ? Kind::Number : Kind::Word, begin, at_};
}

PdfLexer::Token PdfLexer::string_token(size_t begin) {
    int depth = 0;
    for (at_ = begin; at_ < bytes_.size(); ++at_) {
        if (bytes_[at_] == '\\') ++at_;
        else if (bytes_[at_] == '(') ++depth;
        else if (bytes_[at_] == ')' && --depth == 0) {
            ++at_;
            return {Kind::String, begin, at_};
        }
    }
    at_ = bytes_.size();
    return {Kind::Error, begin, at_};
}

std::optional<size_t> PdfLexer::natural() {
    const auto token = next();
    if (token.kind != Kind::Number || token.end - token.begin > 15) return std::nullopt;
    size_t value = 0;
    for (const char c : text(token)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<size_t>(c - '0');
    }
    return value;
}

bool PdfLexer::word(std::string_view expected) {
    const auto token = next();
    return token.kind == Kind::Word && text(token) == expected;
}

bool PdfLexer::skip_value() {
    int depth = 0;
    do {
        const auto token = next();
        switch (token.kind) {
            case Kind::ArrayOpen: case Kind::DictOpen:
                if (++depth > deepest) return false;
                break;
            case Kind::ArrayClose: case Kind::DictClose:
                if (--depth < 0) return false;
                break;
            case Kind::End: case Kind::Error: return false;
            case Kind::Number: {  // maybe a reference
                const size_t back = at_;
                const auto generation = next();
                if (generation.kind == Kind::Number && word("R")) break;
                at_ = back;
                break;
            }
            case Kind::Name: case Kind::String: case Kind::HexString: case Kind::Word: case Kind::Comment: break;
        }
    } while (depth > 0);
    return true;
}

std::optional<std::vector<DictionaryEntry>> dictionary_entries(PdfLexer& lexer) {
    if (lexer.next().kind != Kind::DictOpen) return std::nullopt;
    std::vector<DictionaryEntry> entries;
    std::set<std::string> seen;
    for (;;) {
        const auto key = lexer.next();
        if (key.kind == Kind::DictClose) return entries;
        if (key.kind != Kind::Name) return std::nullopt;
        const size_t before = lexer.at();
        const auto first = lexer.next();
        const bool whole = first.kind == Kind::Name || first.kind == Kind::String || first.kind == Kind::HexString || first.kind == Kind::Word;
        if (!whole) {
            lexer.seek(before);
            if (!lexer.skip_value()) return std::nullopt;
        }
        auto name = decoded_name(lexer.text(key));
        if (!seen.insert(name).second) return std::nullopt;
        entries.push_back({std::move(name), first.begin, lexer.at()});
    }
}

}  // namespace integrations::signing
