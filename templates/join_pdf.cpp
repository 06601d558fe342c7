#include "templates/join_pdf.hpp"

#include <memory>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace templates {

std::string joined_pdf(const std::vector<std::string>& parts) {
    if (parts.size() == 1) return parts.front();
    QPDF whole;
    whole.emptyPDF();
    std::vector<std::unique_ptr<QPDF>> sources;  // pages point into them until the whole is written
    for (const auto& part : parts) {
        auto& source = *sources.emplace_back(std::make_unique<QPDF>());
        source.processMemoryFile("part", part.data(), part.size());
        for (const auto& page : QPDFPageDocumentHelper{source}.getAllPages()) QPDFPageDocumentHelper{whole}.addPage(page, false);
    }
    QPDFWriter writer{whole};
    writer.setOutputMemory();
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace templates
