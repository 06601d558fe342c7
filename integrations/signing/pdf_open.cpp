#include "integrations/signing/pdf_open.hpp"

#include <array>

#include <qpdf/QPDFExc.hh>

#include "integrations/signing/loading.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

bool harmless(const std::string& warning) {
    static constexpr std::array<const char*, 3> tolerated{
        "reported number of objects",           // /Size one off: common in genuine files
        "extraneous whitespace seen before xref",
        "is not one plus the highest object number",
    };
    for (const char* text : tolerated)
        if (warning.find(text) != std::string::npos) return true;
    return false;
}

void keep_complaints(QPDF& pdf, std::vector<std::string>& complaints) {
    for (const auto& warning : pdf.getWarnings())
        if (const auto text = warning.getMessageDetail(); !harmless(text)) complaints.push_back(text);
}

}  // namespace

Result<OpenPdf> open_strictly(std::string_view bytes, Loading loading) {
    if (bytes.substr(0, 5) != "%PDF-") return fail(ErrorCode::InvalidInput, "tệp không bắt đầu bằng %PDF-");
    if (loading == Loading::Unknown)
        if (auto reason = too_much_to_load(bytes); !reason.empty()) return fail(ErrorCode::InvalidInput, reason);
    OpenPdf opened{std::make_unique<QPDF>(), {}};
    opened.pdf->setSuppressWarnings(true);
    opened.pdf->setAttemptRecovery(false);
    try {
        opened.pdf->processMemoryFile("pdf", bytes.data(), bytes.size());
        if (!opened.pdf->getRoot().isDictionary()) return fail(ErrorCode::InvalidInput, "tệp PDF không có danh mục gốc");
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password)
            return fail(ErrorCode::InvalidInput, "tệp PDF đặt mật khẩu mở, không xử lý được");
        return fail(ErrorCode::InvalidInput, "tệp PDF hỏng: " + error.getMessageDetail());
    } catch (const std::exception& error) {
        return fail(ErrorCode::InvalidInput, std::string("tệp PDF hỏng: ") + error.what());
    }
    keep_complaints(*opened.pdf, opened.complaints);
    return opened;
}

std::vector<std::string> new_complaints(OpenPdf& opened) {
    std::vector<std::string> complaints;
    keep_complaints(*opened.pdf, complaints);
    return complaints;
}

size_t last_startxref(std::string_view bytes) {
    const auto at = bytes.rfind("startxref");
    if (at == std::string_view::npos) return at;
    size_t i = at + 9;
    while (i < bytes.size() && (bytes[i] == ' ' || bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == '\t')) ++i;
    size_t offset = 0, digits = 0;
    for (; i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9' && digits < 15; ++i, ++digits)
        offset = offset * 10 + static_cast<size_t>(bytes[i] - '0');
    return digits > 0 && offset < bytes.size() ? offset : std::string_view::npos;
}

bool is_encrypted(OpenPdf& opened) { return opened.pdf->isEncrypted(); }

}  // namespace integrations::signing
