#include "templates/document_file.hpp"

#include <array>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <zip.h>

namespace templates {
namespace {

// Twentieths of a point: A4 lying with margins of 2 cm.
constexpr int page_width = 16838, page_height = 11906, margin = 1134;

std::vector<int> widths_of(const Sheet& sheet) {
    const auto letters = column_widths(sheet);
    const double whole = std::accumulate(letters.begin(), letters.end(), 0.0);
    std::vector<int> widths;
    for (const double each : letters) widths.push_back(static_cast<int>((page_width - 2 * margin) * each / whole));
    return widths;
}

// XML 1.0 has no way to write other control characters.
bool writable(char sign) { return static_cast<unsigned char>(sign) >= 0x20 || sign == '\n' || sign == '\t'; }

std::string xml_text(const std::string& text) {
    std::string out;
    for (const char sign : text) {
        if (sign == '&') out += "&amp;";
        else if (sign == '<') out += "&lt;";
        else if (sign == '>') out += "&gt;";
        else if (sign == '\n') out += "</w:t><w:br/><w:t xml:space=\"preserve\">";
        else if (writable(sign)) out += sign;
    }
    return out;
}

std::string run(const std::string& text, std::string_view properties) {
    return "<w:r><w:rPr>" + std::string{properties} + "</w:rPr><w:t xml:space=\"preserve\">" + xml_text(text) + "</w:t></w:r>";
}

std::string docx_row(const std::vector<std::string>& cells, const std::vector<int>& widths, bool heading) {
    std::string row = heading ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
        row += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(widths[i]) + "\" w:type=\"dxa\"/></w:tcPr><w:p>" + run(cells[i], heading ? "<w:b/>" : "") +
               "</w:p></w:tc>";
    return row + "</w:tr>";
}

std::string document_xml(const Sheet& sheet) {
    const auto widths = widths_of(sheet);
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
        "<w:p><w:pPr><w:spacing w:after=\"160\"/><w:jc w:val=\"center\"/></w:pPr>" +
        run(sheet.title, "<w:b/><w:sz w:val=\"28\"/>") +
        "</w:p><w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>";
    for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        xml += "<w:" + std::string{side} + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>";
    xml += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
    for (const int width : widths) xml += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
    xml += "</w:tblGrid>" + docx_row(sheet.columns, widths, true);
    for (const auto& row : sheet.rows) xml += docx_row(row, widths, false);
    const auto edge = std::to_string(margin);
    return xml + "</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"" + std::to_string(page_width) + "\" w:h=\"" + std::to_string(page_height) +
           "\" w:orient=\"landscape\"/><w:pgMar w:top=\"" + edge + "\" w:right=\"" + edge + "\" w:bottom=\"" + edge + "\" w:left=\"" + edge +
           "\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
}

constexpr std::array<std::pair<const char*, std::string_view>, 4> fixed_parts{{
    {"[Content_Types].xml",
     R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>)"},
    {"_rels/.rels",
     R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)"},
    {"word/_rels/document.xml.rels",
     R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)"},
    {"word/styles.xml",
     R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>)"},
}};

void add_part(zip_t* package, const char* name, std::string_view content) {
    auto* source = zip_source_buffer(package, content.data(), content.size(), 0);
    const auto at = source ? zip_file_add(package, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0) {
        if (source) zip_source_free(source);
        throw std::runtime_error("the document could not be packed");
    }
    zip_file_set_mtime(package, static_cast<zip_uint64_t>(at), 315'532'800, 0);  // 1980, the first day a zip knows: the same list, the same bytes
}

std::string whole(zip_source_t* source) {
    zip_stat_t facts{};
    if (zip_source_open(source) != 0 || zip_source_stat(source, &facts) != 0) throw std::runtime_error("the document could not be packed");
    std::string bytes(facts.size, '\0');
    const auto read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read != static_cast<zip_int64_t>(bytes.size())) throw std::runtime_error("the document could not be packed");
    return bytes;
}

// The next character of a UTF-8 text; `at` moves behind it. Texts here are well formed; a stray byte becomes "?".
char32_t next_character(const std::string& text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return U'?';
    char32_t character = first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
    return character;
}

// One unit of UTF-16, as RTF wants it: signed.
std::string rtf_unit(unsigned unit) { return "\\u" + std::to_string(static_cast<std::int16_t>(unit)) + "?"; }

std::string rtf_text(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = next_character(text, at);
        if (character == '\\' || character == '{' || character == '}') (out += '\\') += static_cast<char>(character);
        else if (character == '\n') out += "\\line ";
        else if (character == '\t') out += "\\tab ";
        else if (character >= 0x20 && character < 0x7F) out += static_cast<char>(character);
        else if (character > 0xFFFF) out += rtf_unit(0xD800u + ((character - 0x10000u) >> 10)) + rtf_unit(0xDC00u + ((character - 0x10000u) & 0x3FFu));
        else if (character >= 0xA0) out += rtf_unit(character);
    }
    return out;
}

std::string rtf_row(const std::vector<std::string>& cells, const std::vector<int>& widths, bool heading) {
    std::string row = heading ? "\\trowd\\trgaph70\\trkeep\\trhdr" : "\\trowd\\trgaph70\\trkeep";
    int right = 0;
    for (const int width : widths)
        row += "\\clbrdrt\\brdrs\\brdrw5\\clbrdrl\\brdrs\\brdrw5\\clbrdrb\\brdrs\\brdrw5\\clbrdrr\\brdrs\\brdrw5\\cellx" + std::to_string(right += width);
    row += '\n';
    for (const auto& cell : cells) row += heading ? "\\pard\\intbl{\\b " + rtf_text(cell) + "}\\cell\n" : "\\pard\\intbl " + rtf_text(cell) + "\\cell\n";
    return row + "\\row\n";
}

}  // namespace

std::string to_docx(const Sheet& sheet) {
    const auto document = document_xml(sheet);
    zip_error_t error;
    zip_error_init(&error);
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> bytes{zip_source_buffer_create(nullptr, 0, 0, &error), &zip_source_free};
    auto* package = bytes ? zip_open_from_source(bytes.get(), ZIP_TRUNCATE, &error) : nullptr;
    if (!package) throw std::runtime_error("the document could not be packed");
    zip_source_keep(bytes.get());  // the package takes one share, we read from the other
    try {
        for (const auto& [name, content] : fixed_parts) add_part(package, name, content);
        add_part(package, "word/document.xml", document);
    } catch (...) {
        zip_discard(package);
        throw;
    }
    if (zip_close(package) != 0) {
        zip_discard(package);
        throw std::runtime_error("the document could not be packed");
    }
    return whole(bytes.get());
}

std::string to_doc(const Sheet& sheet) {
    const auto widths = widths_of(sheet);
    const auto edge = std::to_string(margin);
    std::string text = "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0\\deflang1066{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}\n{\\info{\\title " +
                       rtf_text(sheet.title) + "}}\n\\paperw" + std::to_string(page_width) + "\\paperh" + std::to_string(page_height) + "\\landscape\\margl" + edge +
                       "\\margr" + edge + "\\margt" + edge + "\\margb" + edge + "\n\\pard\\qc\\sa160\\f0\\fs28{\\b " + rtf_text(sheet.title) +
                       "}\\par\n\\pard\\ql\\fs22\n" + rtf_row(sheet.columns, widths, true);
    for (const auto& row : sheet.rows) text += rtf_row(row, widths, false);
    return text + "\\pard\\par\n}\n";
}

}  // namespace templates
