// docx, xlsx, odt, ods: a zip whose XML parts hold the words.

#include <algorithm>
#include <array>
#include <memory>

#include <libxml/xmlreader.h>
#include <zip.h>

#include "ocr/input/document.hpp"

namespace ocr {
namespace {

constexpr zip_int64_t most_parts = 20'000;
constexpr zip_uint64_t largest_part = 128u << 20, largest_whole = 384u << 20;  // bytes, unpacked

// What stands alone on the page: a line of its own.
constexpr std::array blocks{"p", "h", "si", "is", "tc", "c", "row", "br", "cr", "line-break", "textpath", "comment", "note",
                            "title", "subject", "description", "keywords", "category", "contentStatus", "property", "user-defined"};

tl::unexpected<Refusal> broken() {
    return refuse(Problem::Unreadable, "Không đọc được chữ trong tài liệu nên không soát được dấu độ mật (tệp hỏng hoặc có mật khẩu)");
}

bool is_block(std::string_view name) { return std::find(blocks.begin(), blocks.end(), name) != blocks.end(); }

std::string_view text_of(const xmlChar* text) { return text ? std::string_view{reinterpret_cast<const char*>(text)} : std::string_view{}; }

// Word art keeps its words in an attribute, a property its name.
void add_attribute(xmlTextReaderPtr reader, const char* name, const char* after, std::string& words) {
    const std::unique_ptr<xmlChar, void (*)(void*)> value{xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)), xmlFree};
    if (value) words.append(text_of(value.get())).append(after);
}

void begin(xmlTextReaderPtr reader, std::string& words) {
    const auto name = text_of(xmlTextReaderConstLocalName(reader));
    if (name == "tab") words += "  ";
    if (name == "s") words += ' ';
    if (!is_block(name)) return;
    words += '\n';
    if (name == "textpath") add_attribute(reader, "string", "\n", words);
    if (name == "property") add_attribute(reader, "name", ": ", words);
    if (name == "user-defined") add_attribute(reader, "meta:name", ": ", words);
}

bool add_words(const std::string& xml, std::string& words) {
    const std::unique_ptr<xmlTextReader, void (*)(xmlTextReaderPtr)> reader{
        xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
        xmlFreeTextReader};
    if (!reader) return false;
    int more = 0;
    while ((more = xmlTextReaderRead(reader.get())) == 1) {
        switch (xmlTextReaderNodeType(reader.get())) {
            case XML_READER_TYPE_DOCUMENT_TYPE: return false;  // office programs write none, and it could swell
            case XML_READER_TYPE_ELEMENT: begin(reader.get(), words); break;
            case XML_READER_TYPE_END_ELEMENT:
                if (is_block(text_of(xmlTextReaderConstLocalName(reader.get())))) words += '\n';
                break;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
            case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: words += text_of(xmlTextReaderConstValue(reader.get())); break;
            default: break;
        }
    }
    return more == 0;
}

std::unique_ptr<zip_t, void (*)(zip_t*)> opened(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (source && !archive) zip_source_free(source);
    zip_error_fini(&error);
    return {archive, zip_discard};
}

Outcome<std::string> unpacked(zip_t* archive, zip_uint64_t index, zip_uint64_t size) {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> part{zip_fopen_index(archive, index, 0), zip_fclose};
    if (!part) return broken();
    std::string xml(size, '\0');
    zip_uint64_t got = 0;
    while (got < size) {
        const auto count = zip_fread(part.get(), xml.data() + got, size - got);
        if (count <= 0) return broken();
        got += static_cast<zip_uint64_t>(count);
    }
    return xml;
}

}  // namespace

Outcome<std::string> archive_words(const std::string& bytes) {
    const auto archive = opened(bytes);
    const auto parts = archive ? zip_get_num_entries(archive.get(), 0) : 0;
    if (parts <= 0) return broken();
    if (parts > most_parts) return refuse(Problem::TooLarge, "Tài liệu có quá nhiều phần bên trong");
    std::string words;
    zip_uint64_t whole = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(parts); ++index) {
        zip_stat_t facts;
        zip_stat_init(&facts);
        if (zip_stat_index(archive.get(), index, 0, &facts) != 0 || !(facts.valid & ZIP_STAT_NAME) || !(facts.valid & ZIP_STAT_SIZE)) return broken();
        const std::string_view name{facts.name};
        if (!name.ends_with(".xml") && !name.ends_with(".vml")) continue;
        whole += facts.size;
        if (facts.size > largest_part || whole > largest_whole) return refuse(Problem::TooLarge, "Tài liệu nở quá lớn khi giải nén");
        const auto xml = unpacked(archive.get(), index, facts.size);
        if (!xml) return tl::unexpected(xml.error());
        if (!add_words(*xml, words)) return broken();
        words += '\n';
    }
    return words;
}

}  // namespace ocr
