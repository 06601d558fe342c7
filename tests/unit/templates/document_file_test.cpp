// Lists as .docx, .doc and .pdf, read back by others.

#include <catch2/catch.hpp>

#include "templates/document_file.hpp"
#include "templates/form_engine.hpp"
#include "templates/forms.hpp"
#include "tests/support/word_documents.hpp"

using templates::Sheet;
using test_support::table_of_doc;
using test_support::table_of_docx;

namespace {

const Sheet sheet{"Sổ văn bản đến – năm 2026",
                  {"Số đến", "Trích yếu"},
                  {{"01", "Về việc \"họp\" <giao ban> & báo cáo {quý} \\ 1"}, {"02", "Đặng Thị Đào\nthôn 𠀋"}, {"", ""}}};

test_support::Table expected() {
    test_support::Table table{sheet.columns};
    table.insert(table.end(), sheet.rows.begin(), sheet.rows.end());
    return table;
}

}  // namespace

TEST_CASE("a list as .docx is a package whose parts are well formed and hold every cell", "[templates][sheet]") {
    const auto docx = templates::to_docx(sheet);
    CHECK(table_of_docx(docx) == expected());
    CHECK(templates::to_docx(sheet) == docx);  // the same list, the same bytes
    auto odd = sheet;
    odd.rows[0][1] = std::string{"a\x01"} + "b";  // XML cannot hold it
    CHECK(table_of_docx(templates::to_docx(odd))[1][1] == "ab");
}

TEST_CASE("a list as .doc is RTF whose groups close and whose rows hold every cell", "[templates][sheet]") {
    const auto doc = templates::to_doc(sheet);
    CHECK(table_of_doc(doc) == expected());
    for (const char sign : doc) CHECK(static_cast<unsigned char>(sign) < 0x80);  // ASCII alone, whatever the reader's code page
}

TEST_CASE("a list as .pdf lies on A4 and repeats its heading on every page", "[templates][sheet]") {
    auto long_one = sheet;
    for (int i = 0; i < 120; ++i) long_one.rows.push_back({std::to_string(i + 3), "Dòng"});
    const test_support::PaperFile file{templates::FormEngine{}.pdf(templates::render_list(long_one))};
    const auto text = test_support::output_of("pdftotext -layout " + file.path + " -");
    for (const auto* part : {"<giao ban> & báo cáo {quý} \\ 1", "Đặng Thị Đào", "122"}) CHECK(text.find(part) != std::string::npos);
    int headings = 0, pages = 0;
    for (auto at = text.find("Trích yếu"); at != std::string::npos; at = text.find("Trích yếu", at + 1)) ++headings;
    for (const char sign : text) pages += sign == '\f' ? 1 : 0;
    CHECK(pages > 1);
    CHECK(headings == pages);
    CHECK(test_support::output_of("pdfinfo " + file.path).find("841.89 x 595.276") != std::string::npos);
}
