// Office documents at the secrecy door: their words, without an office program.

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <tuple>

#include <unistd.h>
#include <zip.h>

#include "ocr/fields/secrecy.hpp"
#include "ocr/input/document.hpp"
#include "tests/support/places.hpp"

namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

// Parts by name, as office programs pack them.
std::string packed(const std::vector<std::pair<std::string, std::string>>& parts) {
    const auto place = fs::temp_directory_path() / ("motcua-document-" + std::to_string(::getpid()) + ".zip");
    fs::remove(place);
    int error = 0;
    zip_t* archive = zip_open(place.c_str(), ZIP_CREATE, &error);
    REQUIRE(archive);
    for (const auto& [name, bytes] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
    REQUIRE(zip_close(archive) == 0);
    std::ifstream file{place, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    fs::remove(place);
    return bytes;
}

std::string word_document(const std::string& body) {
    return packed({{"[Content_Types].xml", "<Types/>"},
                   {"word/document.xml", R"(<?xml version="1.0"?><w:document xmlns:w="w" xmlns:v="v"><w:body>)" + body + "</w:body></w:document>"}});
}

std::string paragraph(const std::string& runs) { return "<w:p>" + runs + "</w:p>"; }
std::string run(const std::string& text) { return "<w:r><w:rPr><w:b/></w:rPr><w:t>" + text + "</w:t></w:r>"; }

// Of the stamp; "" when there is none; the problem's name when the words cannot be got at.
std::string found(const ocr::Outcome<std::string>& words) {
    if (!words) return ocr::name_of(words.error().problem);
    return ocr::secrecy_words(*words).value_or("");
}

std::string utf16(std::u16string_view text) {
    std::string bytes;
    for (const char16_t sign : text) bytes += {static_cast<char>(sign & 0xFF), static_cast<char>(sign >> 8)};
    return bytes;
}

void put(std::string& bytes, size_t at, std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) bytes[at + static_cast<size_t>(i)] = static_cast<char>(value >> (8 * i));
}

// A compound file with one stream of 4096 bytes or more, its sectors in reverse order: nothing lies in one piece.
std::string compound_file(std::u16string_view name, std::string stream) {
    stream.resize(std::max<size_t>(4096, (stream.size() + 511) / 512 * 512));
    const auto count = static_cast<std::uint32_t>(stream.size() / 512);
    std::string file(512 * (3 + size_t{count}), '\0');
    const std::string magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    file.replace(0, magic.size(), magic);
    put(file, 0x1E, 9, 2);
    put(file, 0x20, 6, 2);
    put(file, 0x2C, 1, 4);
    put(file, 0x30, 1, 4);           // directory
    put(file, 0x38, 4096, 4);
    put(file, 0x3C, 0xFFFFFFFE, 4);  // no small streams
    put(file, 0x44, 0xFFFFFFFE, 4);
    for (size_t i = 0; i < 109; ++i) put(file, 0x4C + 4 * i, i == 0 ? 0 : 0xFFFFFFFF, 4);
    const size_t table = 512, directory = 1024;
    put(file, table, 0xFFFFFFFD, 4);
    put(file, table + 4, 0xFFFFFFFE, 4);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t sector = 2 + count - 1 - i;
        put(file, table + 4 * size_t{sector}, i + 1 == count ? 0xFFFFFFFE : sector - 1, 4);
        file.replace(512 * (size_t{sector} + 1), 512, stream, 512 * size_t{i}, 512);
    }
    for (const auto& [entry, title, kind] : {std::tuple{directory, std::u16string_view{u"Root Entry"}, 5}, std::tuple{directory + 128, name, 2}}) {
        const auto bytes = utf16(title);
        file.replace(entry, bytes.size(), bytes);
        put(file, entry + 66, static_cast<std::uint32_t>(kind), 1);
        put(file, entry + 116, 0xFFFFFFFE, 4);
    }
    put(file, directory + 128 + 116, 2 + count - 1, 4);
    put(file, directory + 128 + 120, static_cast<std::uint32_t>(stream.size()), 4);
    return file;
}

}  // namespace

TEST_CASE("a stamp on a line of its own in a docx is found, however Word cut it into runs", "[document]") {
    CHECK(found(ocr::archive_words(word_document(paragraph(run("TỐI") + run(" M") + run("ẬT"))))) == "TỐI MẬT");
    CHECK(found(ocr::archive_words(word_document("<w:tbl><w:tr><w:tc>" + paragraph(run("MẬT")) + "</w:tc></w:tr></w:tbl>"))) == "MẬT");
    CHECK(found(ocr::archive_words(word_document(paragraph(run("CỘNG HÒA") + "<w:r><w:pict><v:textbox>" + paragraph(run("TUYỆT MẬT")) + "</v:textbox></w:pict></w:r>")))) == "TUYỆT MẬT");
    CHECK(found(ocr::archive_words(word_document(R"(<w:r><v:textpath string="TỐI MẬT"/></w:r>)"))) == "TỐI MẬT");
    CHECK(found(ocr::archive_words(word_document(paragraph(run("Chế độ bảo mật, MẬT khẩu"))))).empty());
    CHECK(found(ocr::archive_words(packed({{"word/document.xml", "<d/>"}, {"word/header2.xml", "<w:hdr xmlns:w=\"w\">" + paragraph(run("MẬT")) + "</w:hdr>"}}))) == "MẬT");
    CHECK(found(ocr::archive_words(packed({{"docProps/custom.xml", R"(<Properties><property name="Độ mật"><v>Tối mật</v></property></Properties>)"}}))) == "TỐI MẬT");
}

TEST_CASE("sheets and OpenDocument texts are looked through too", "[document]") {
    CHECK(found(ocr::archive_words(packed({{"xl/sharedStrings.xml", "<sst><si><t>Danh sách</t></si><si><t>TUYỆT MẬT</t></si></sst>"}}))) == "TUYỆT MẬT");
    const std::string odt = R"(<o:document xmlns:o="o" xmlns:t="t"><t:p>Số 1</t:p><t:p><t:span>M</t:span><t:span>ẬT</t:span></t:p></o:document>)";
    CHECK(found(ocr::archive_words(packed({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", odt}}))) == "MẬT");
}

TEST_CASE("a document whose words cannot be got at is refused by name", "[document]") {
    CHECK(found(ocr::archive_words("PK\x03\x04 dở dang")) == "unreadable");
    CHECK(found(ocr::archive_words(word_document("<w:p>"))) == "unreadable");
    CHECK(found(ocr::archive_words(packed({{"word/document.xml", R"(<!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>)"}}))) == "unreadable");
    CHECK(found(ocr::archive_words(packed({{"word/document.xml", std::string(140u << 20, ' ')}}))) == "too_large");
}

TEST_CASE("rich text is read with its code pages and unicode escapes", "[document]") {
    CHECK(found(ocr::rich_text_words(R"({\rtf1\ansi\ansicpg1258{\fonttbl{\f0 Times;}}\pard So 12\par T\u7888?I M\u7852?T\par noi dung})")) == "TỐI MẬT");
    CHECK(found(ocr::rich_text_words("{\\rtf1\\ansi\\ansicpg1258 mot\\par M\\'c2\\'f2T\\par}")) == "MẬT");
    CHECK(found(ocr::rich_text_words(R"({\rtf1{\header \uc0 M\u7852 T\par}})")) == "MẬT");
    CHECK(found(ocr::rich_text_words(R"({\rtf1 bao m\u7853?t\par M\u7853?t kh\u7849?u\par})")).empty());
}

TEST_CASE("doc and xls of old are looked through sector by sector; one with a password is refused", "[document]") {
    CHECK(found(ocr::old_office_words(compound_file(u"WordDocument", std::string(700, '\2') + utf16(u"\rQUYẾT ĐỊNH\rTỐI MẬT\rnội dung\r")))) == "TỐI MẬT");
    CHECK(found(ocr::old_office_words(compound_file(u"WordDocument", std::string(505, '\2') + "\r\0"s + utf16(u"MẬT\r")))) == "MẬT");  // across two sectors
    CHECK(found(ocr::old_office_words(compound_file(u"Workbook", std::string(600, '\2') + "\x03\0\x01"s + utf16(u"MẬT") + "\x05\0\0abcde"s))) == "MẬT");
    CHECK(found(ocr::old_office_words(compound_file(u"WordDocument", std::string(700, '\2') + utf16(u"\rbảo mật thông tin\r")))).empty());
    CHECK(found(ocr::old_office_words(compound_file(u"WordDocument", std::string(10, '\2') + "\0\1"s + std::string(700, '\2')))) == "encrypted");
    CHECK(found(ocr::old_office_words(compound_file(u"Workbook", "\x09\x08\x02\0\0\0\x2F\0\x02\0\0\0"s))) == "encrypted");
}

// Found by fuzz_decoder: 2.5 KB made two gigabytes.
TEST_CASE("an old office file whose parts run in circles or lie over each other costs no more than it weighs", "[document][hostile]") {
    for (const char* name : {"small-sectors-loop.doc", "streams-share-sectors.doc", "tables-of-one-sector.doc"}) {
        std::ifstream file{test_support::in_source("tests/fuzz/corpus/decoder/"s + name), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
        REQUIRE(bytes.size() > 2000);
        const auto words = ocr::old_office_words(bytes);
        CAPTURE(name);
        if (words) CHECK(words->size() <= 2 * bytes.size());
        if (name == "streams-share-sectors.doc"s) {
            REQUIRE_FALSE(words.has_value());
            CHECK(words.error().problem == ocr::Problem::Unreadable);
        }
    }
}
