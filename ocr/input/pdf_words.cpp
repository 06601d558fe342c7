// What a PDF page says of itself: its text layer, visible or not, as it is laid out, and the notes pinned to it.

#include <memory>

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "ocr/input/pdf_page.hpp"

namespace ocr {

std::string notes_on(QPDFObjectHandle page) {
    std::string notes;
    auto pinned = page.getKey("/Annots");
    if (!pinned.isArray()) return notes;
    for (int i = 0; i < std::min(pinned.getArrayNItems(), 1000); ++i) {
        auto note = pinned.getArrayItem(i);
        if (!note.isDictionary()) continue;
        for (const char* key : {"/Contents", "/Name"}) {
            auto text = note.getKey(key);
            if (text.isString()) notes += text.getUTF8Value() + "\n";
        }
    }
    return notes;
}

std::string pdf_words(const std::string& path, int page) {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document{poppler::document::load_from_file(path)};
    if (!document || document->is_locked()) return {};
    const std::unique_ptr<poppler::page> sheet{document->create_page(page - 1)};
    if (!sheet) return {};
    const auto bytes = sheet->text({}, poppler::page::physical_layout).to_utf8();
    return {bytes.begin(), bytes.end()};
}

}  // namespace ocr
