#include "tests/faults/place.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "tests/support/places.hpp"

namespace faults {

RunningServer& office() {
    // A dead worker's pages come back after ten seconds instead of three minutes.
    static RunningServer running{{{"work.lease_s", "10"}, {"alarm.every_s", "1"}}};
    return running;
}

Desk& desk() {
    static Desk only{office()};
    return only;
}

std::string sample_scan() {
    return test_support::content_of(test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"));
}

std::string first_page() {
    const auto bytes = sample_scan();
    QPDF pdf;
    pdf.processMemoryFile("mau", bytes.data(), bytes.size());
    QPDFPageDocumentHelper pages{pdf};
    const auto all = pages.getAllPages();
    for (std::size_t i = 1; i < all.size(); ++i) pages.removePage(all[i]);
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace faults
