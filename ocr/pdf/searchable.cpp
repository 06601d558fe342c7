#include "ocr/pdf/searchable.hpp"

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "ocr/pages/page_task.hpp"
#include "ocr/pdf/parts.hpp"
#include "ocr/pipeline.hpp"

namespace ocr {
namespace {

TextPage words_from(const std::string& path) {
    if (path.empty()) return {};
    std::ifstream file(path);
    return text_page_of(nlohmann::json::parse(file));
}

class Document {
public:
    Document() {
        pdf_.emptyPDF();
        pdf_.setSuppressWarnings(true);
        font_ = make_text_font(pdf_);
    }

    void add(const PageSource& source) {
        const TextPage words = words_from(source.words);
        if (source.type == FileType::Pdf) add_pdf_page(source, words);
        else add_scan(source, words);
    }

    Assembled write(const std::string& title, int output, const std::string& path) {
        Assembled made{true};
        made.why_not = pdf_a_faults(pdf_);
        made.pdf_a = made.why_not.empty();
        add_metadata(pdf_, title, made.pdf_a);
        FILE* file = ::fdopen(output, "wb");
        if (!file) throw std::runtime_error("không ghi được PDF");
        QPDFWriter writer(pdf_);
        writer.setOutputFile("searchable.pdf", file, true);
        // Streams that came in leave as they are; ours are few and get compressed by hand or stay plain.
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setPreserveEncryption(false);
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        if (!made.pdf_a) return made;
        made.why_not = pdf_a_faults_of_file(path);
        made.pdf_a = made.why_not.empty();
        return made;
    }

private:
    QPDF& opened(const std::string& path) {
        auto& source = sources_[path];
        if (source) return *source;
        source = std::make_unique<QPDF>();
        source->setSuppressWarnings(true);
        source->processFile(path.c_str());
        return *source;
    }

    void add_pdf_page(const PageSource& source, const TextPage& words) {
        QPDF& from = opened(source.path);
        const auto& pages = from.getAllPages();
        if (source.page < 1 || source.page > static_cast<int>(pages.size())) throw std::runtime_error("PDF thiếu trang");
        QPDFPageObjectHelper original(pages[static_cast<size_t>(source.page - 1)]);
        const PageMakeup makeup = makeup_of(original.getObjectHandle());
        QPDFPageDocumentHelper(pdf_).addPage(original, false);
        QPDFPageObjectHelper page = QPDFPageDocumentHelper(pdf_).getAllPages().back();
        page.getObjectHandle().removeKey("/AA");
        page.getObjectHandle().removeKey("/B");
        page.getObjectHandle().removeKey("/StructParents");
        if (makeup.only_image) replace_old_text(page, *makeup.only_image);
        else if (makeup.visible_text && makeup.coarsest_dpi == 0) return;  // born digital: its own text is the text
        lay(page, words, {makeup.left_pt, makeup.bottom_pt, makeup.width_pt, makeup.height_pt, makeup.rotate});
        if (source.rotation && makeup.only_image)
            page.getObjectHandle().replaceKey("/Rotate", QPDFObjectHandle::newInteger((makeup.rotate + source.rotation) % 360));
    }

    // A scan that was recognised before carries invisible text; ours takes its place.
    void replace_old_text(QPDFPageObjectHelper& page, const PlacedImage& image) {
        if (image.name.empty()) return;
        char numbers[200];
        std::snprintf(numbers, sizeof numbers, "q %.4f %.4f %.4f %.4f %.4f %.4f cm ", image.matrix[0], image.matrix[1], image.matrix[2],
                      image.matrix[3], image.matrix[4], image.matrix[5]);
        page.getObjectHandle().replaceKey("/Contents", compressed_stream(pdf_, numbers + image.name + " Do Q\n"));
    }

    void add_scan(const PageSource& source, const TextPage& words) {
        const int dpi = words.dpi > 0 ? words.dpi : 200;
        QPDFPageObjectHelper page = add_image_page(pdf_, source.path, source.type, source.page, dpi, source.rotation);
        const auto box = page.getMediaBox().getArrayAsRectangle();
        lay(page, words, {0, 0, box.urx, box.ury, 0});
    }

    void lay(QPDFPageObjectHelper& page, const TextPage& words, const Placement& placement) {
        const std::string layer = text_layer(words, placement);
        if (layer.empty()) return;
        auto resources = page.getAttribute("/Resources", true);
        if (!resources.isDictionary()) {
            resources = QPDFObjectHandle::newDictionary();
            page.getObjectHandle().replaceKey("/Resources", resources);
        }
        if (!resources.getKey("/Font").isDictionary()) resources.replaceKey("/Font", QPDFObjectHandle::newDictionary());
        auto fonts = resources.getKey("/Font").shallowCopy();  // the dictionary may be shared between pages
        fonts.replaceKey("/MotcuaText", font_);
        resources.replaceKey("/Font", fonts);
        page.addPageContents(compressed_stream(pdf_, "q\n"), true);
        page.addPageContents(compressed_stream(pdf_, "\nQ\nq\n" + layer + "Q\n"), false);
    }

    QPDF pdf_;
    QPDFObjectHandle font_;
    std::map<std::string, std::unique_ptr<QPDF>> sources_;  // kept open until write()
};

bool any_signed(const std::vector<PageSource>& pages) {
    std::string last;
    for (const PageSource& source : pages) {
        if (source.type != FileType::Pdf || source.path == last) continue;
        last = source.path;
        const auto facts = inspect_pdf(source.path, Limits{});
        if (facts && facts->is_signed) return true;
    }
    return false;
}

}  // namespace

Outcome<Assembled> assemble_pdf(const std::vector<PageSource>& pages, const std::string& title, int output, const std::string& output_path) try {
    if (any_signed(pages)) return Assembled{false, false, {"tệp đã ký số, giữ nguyên"}};
    Document document;
    for (const PageSource& page : pages) document.add(page);
    return document.write(title, output, output_path);
} catch (const nlohmann::json::exception&) {
    return refuse(Problem::Unreadable, "Tệp chữ của trang không đọc được");
} catch (const std::logic_error&) {
    return refuse(Problem::Unreadable, "Không ghép được PDF: cấu trúc hỏng");
} catch (const std::runtime_error&) {
    return refuse(Problem::Unreadable, "Không ghép được PDF: cấu trúc hỏng");
}

}  // namespace ocr
