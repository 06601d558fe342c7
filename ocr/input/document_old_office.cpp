// doc and xls of Word and Excel 97: a compound file ([MS-CFB]) of streams. The words are not parsed out of their tables;
// they lie in the streams as UTF-16, paragraph by paragraph, and a Vietnamese stamp cannot be written otherwise (Ậ, Ố and Ệ
// are in no 8-bit code page of Windows). Texts in fonts of before Unicode (TCVN3, VNI) are not understood.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <unicode/unistr.h>

#include "ocr/input/document.hpp"

namespace ocr {
namespace {

constexpr std::uint32_t last_sector = 0xFFFFFFFA;  // greater ones are marks: end of chain, free, table
constexpr size_t entry_size = 128;

template <class T>
T number_at(std::string_view bytes, size_t at) {
    T value = 0;
    for (size_t i = 0; i < sizeof(T) && at + i < bytes.size(); ++i)
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i)));
    return value;
}

class Compound {
public:
    explicit Compound(std::string_view bytes) : bytes_(bytes) {
        const auto shift = number_at<std::uint16_t>(bytes, 0x1E), mini_shift = number_at<std::uint16_t>(bytes, 0x20);
        if (shift < 7 || shift > 16 || mini_shift < 4 || mini_shift > shift) return;
        sector_ = size_t{1} << shift;
        mini_sector_ = size_t{1} << mini_shift;
        read_table();
        directory_ = chain(number_at<std::uint32_t>(bytes, 0x30));
        for (const auto each : sectors_from(number_at<std::uint32_t>(bytes, 0x3C)))
            for (size_t at = 0; at < sector_; at += 4) mini_table_.push_back(number_at<std::uint32_t>(sector(each), at));
        if (directory_.size() >= entry_size) mini_stream_ = chain(number_at<std::uint32_t>(directory_, 0x74));
    }

    bool whole() const { return directory_.size() >= entry_size; }

    // By its name in ASCII.
    std::optional<std::string> stream(std::string_view name) const {
        for (size_t at = 0; at + entry_size <= directory_.size(); at += entry_size)
            if (directory_[at + 66] == 2 && name_at(at) == name) return content(at);
        return {};
    }

    // Nothing when they share their sectors: of a small file they would make what no memory holds.
    std::optional<std::vector<std::string>> streams() const {
        std::vector<std::string> all;
        size_t total = 0;
        for (size_t at = 0; at + entry_size <= directory_.size(); at += entry_size) {
            if (directory_[at + 66] != 2) continue;
            all.push_back(content(at));
            total += all.back().size();
            if (total > bytes_.size()) return std::nullopt;
        }
        return all;
    }

private:
    std::string_view sector(std::uint32_t number) const {
        const size_t at = (size_t{number} + 1) * sector_;
        return at < bytes_.size() ? bytes_.substr(at, sector_) : std::string_view{};
    }

    void read_table() {
        std::vector<std::uint32_t> tables;
        for (size_t i = 0; i < 109; ++i) tables.push_back(number_at<std::uint32_t>(bytes_, 0x4C + 4 * i));
        auto next = number_at<std::uint32_t>(bytes_, 0x44);
        const size_t sectors = bytes_.size() / sector_;  // a table has a row for each: more would be the same ones again
        for (size_t left = sectors; next < last_sector && left > 0 && tables.size() <= sectors; --left) {
            const auto more = sector(next);
            for (size_t at = 0; at + 4 < sector_; at += 4) tables.push_back(number_at<std::uint32_t>(more, at));
            next = number_at<std::uint32_t>(more, sector_ - 4);
        }
        for (const auto table : tables) {
            if (table_.size() > sectors) return;
            if (table >= last_sector || sector(table).empty()) continue;
            for (size_t at = 0; at < sector_; at += 4) table_.push_back(number_at<std::uint32_t>(sector(table), at));
        }
    }

    std::vector<std::uint32_t> sectors_from(std::uint32_t first) const {
        std::vector<std::uint32_t> sectors;
        for (auto each = first; each < table_.size() && sectors.size() <= bytes_.size() / sector_; each = table_[each]) sectors.push_back(each);
        return sectors;
    }

    std::string chain(std::uint32_t first) const {
        std::string bytes;
        for (const auto each : sectors_from(first)) bytes += sector(each);
        return bytes;
    }

    std::string content(size_t entry) const {
        const auto first = number_at<std::uint32_t>(directory_, entry + 116);
        const auto told = number_at<std::uint32_t>(directory_, entry + 120);
        const auto size = std::min(size_t{told}, bytes_.size());
        std::string bytes;
        if (told >= number_at<std::uint32_t>(bytes_, 0x38)) {
            bytes = chain(first);
        } else {
            for (auto each = first; each < mini_table_.size() && bytes.size() < size; each = mini_table_[each]) {
                const size_t at = size_t{each} * mini_sector_;
                if (at >= mini_stream_.size()) break;
                bytes += mini_stream_.substr(at, mini_sector_);
            }
        }
        bytes.resize(std::min(bytes.size(), size));
        return bytes;
    }

    std::string name_at(size_t entry) const {
        std::string name;
        for (size_t i = 0; i < 64 && directory_[entry + i] != 0; i += 2) name += directory_[entry + i];
        return name;
    }

    std::string_view bytes_;
    size_t sector_ = 512, mini_sector_ = 64;
    std::vector<std::uint32_t> table_, mini_table_;
    std::string directory_, mini_stream_;
};

// Letters of Vietnamese text, digits and the signs between them.
bool is_text(char16_t sign) {
    return (sign >= 0x20 && sign < 0x7F) || (sign >= 0xA0 && sign <= 0xFF) || (sign >= 0x1EA0 && sign <= 0x1EF9) || (sign >= 0x300 && sign <= 0x323) ||
           (sign >= 0x2010 && sign <= 0x2026) || sign == 0x102 || sign == 0x103 || sign == 0x110 || sign == 0x111 || sign == 0x128 || sign == 0x129 ||
           sign == 0x168 || sign == 0x169 || sign == 0x1A0 || sign == 0x1A1 || sign == 0x1AF || sign == 0x1B0;
}

// Every run of text, a line each; strings of Excel may begin at an odd byte.
void add_runs(std::string_view bytes, std::string& words) {
    for (const size_t start : {size_t{0}, size_t{1}}) {
        icu::UnicodeString run;
        for (size_t at = start; at + 2 <= bytes.size(); at += 2) {
            const auto sign = static_cast<char16_t>(number_at<std::uint16_t>(bytes, at));
            if (sign == 9) run += icu::UnicodeString{"  "};
            else if (is_text(sign)) run += sign;
            if (sign == 9 || is_text(sign)) continue;
            if (run.length() > 2) run.toUTF8String(words) += '\n';
            run.remove();
        }
        if (run.length() > 2) run.toUTF8String(words) += '\n';
    }
}

// Word says so in its head, Excel by a record near the beginning of the workbook.
bool is_encrypted(const Compound& file) {
    if (const auto word = file.stream("WordDocument")) return (number_at<std::uint16_t>(*word, 0x0A) & 0x0100) != 0;
    auto book = file.stream("Workbook");
    if (!book) book = file.stream("Book");
    if (!book) return file.stream("EncryptedPackage").has_value();
    for (size_t at = 0, left = 20; at + 4 <= book->size() && left > 0; --left) {
        if (number_at<std::uint16_t>(*book, at) == 0x2F) return true;
        at += size_t{4} + number_at<std::uint16_t>(*book, at + 2);
    }
    return false;
}

}  // namespace

Outcome<std::string> old_office_words(std::string_view bytes) {
    const Compound file{bytes};
    std::string words;
    if (!file.whole()) {
        add_runs(bytes, words);  // nothing an office program opens; its bytes are looked through as they lie
        return words;
    }
    if (is_encrypted(file)) return refuse(Problem::Encrypted, "Tài liệu có mật khẩu nên không soát được dấu độ mật; hãy bỏ mật khẩu rồi gửi lại");
    const auto streams = file.streams();
    if (!streams) return refuse(Problem::Unreadable, "Tài liệu hỏng: các phần của nó chồng lên nhau nên không soát được dấu độ mật");
    for (const auto& stream : *streams) add_runs(stream, words);
    return words;
}

}  // namespace ocr
