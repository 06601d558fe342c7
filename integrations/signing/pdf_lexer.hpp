#pragma once
// Reads PDF tokens at known places (ISO 32000-1, 7.2): where exactly /Contents stands, and what was appended.
// It never repairs and never searches.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace integrations::signing {

class PdfLexer {
  public:
    enum class Kind { End, Error, Number, Name, String, HexString, ArrayOpen, ArrayClose, DictOpen, DictClose, Word, Comment };
    struct Token {
        Kind kind;
        size_t begin, end;
    };

    explicit PdfLexer(std::string_view bytes, size_t at = 0) : bytes_(bytes), at_(at) {}
    size_t at() const { return at_; }
    void seek(size_t at) { at_ = at; }
    std::string_view text(const Token& token) const { return bytes_.substr(token.begin, token.end - token.begin); }

    Token next();                 // comments skipped
    Token next_with_comments();
    std::optional<size_t> natural();  // the next token as a non-negative integer
    bool word(std::string_view expected);
    // Steps over one whole value, references ("1 0 R") included. False when it is malformed or nested too deeply.
    bool skip_value();

  private:
    Token string_token(size_t begin);
    std::string_view bytes_;
    size_t at_;
};

// A raw name token without its slash, #xx decoded.
std::string decoded_name(std::string_view raw);

struct DictionaryEntry {
    std::string name;         // with #xx decoded, without the slash
    size_t begin, end;        // of the value
};
// The entries of the dictionary whose "<<" is the next token. Nothing when malformed or when a key comes twice:
// readers differ in which of two equal keys they believe. `lexer` ends after ">>".
std::optional<std::vector<DictionaryEntry>> dictionary_entries(PdfLexer& lexer);

}  // namespace integrations::signing
