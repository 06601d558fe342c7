#include "integrations/signing/sign.hpp"

#include <cstdio>
#include <fstream>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFWriter.hh>

#include "integrations/signing/expansion.hpp"
#include "integrations/signing/mapped_file.hpp"
#include "integrations/signing/signature_dictionary.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

bool has_signature(QPDF& pdf) {
    for (auto& field : signature_fields(pdf))
        if (field.signed_already()) return true;
    return false;
}

Result<void> accepts_signature(QPDF& pdf) {
    if (has_xfa(pdf)) return fail(ErrorCode::InvalidInput, "biểu mẫu XFA không ký được; hãy xuất lại thành PDF thường");
    if (certified_level(pdf) == 1)
        return fail(ErrorCode::InvalidInput, "tài liệu đã được chứng nhận không cho phép thay đổi, không thể ký thêm");
    return {};
}

Result<std::string> rewritten(std::string_view bytes) {
    if (expands_too_far(bytes)) return fail(ErrorCode::InvalidInput, "tệp PDF giải nén ra quá lớn");
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
        if (pdf.getAllPages().empty()) return fail(ErrorCode::InvalidInput, "tệp PDF không có trang nào");
        if (has_signature(pdf))
            return fail(ErrorCode::InvalidInput, "tệp đã có chữ ký nhưng cấu trúc không chuẩn, không được phép sửa để ký thêm");
        TRY(accepts_signature(pdf));
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setPreserveEncryption(false);
        writer.setLinearization(false);
        writer.write();
        const std::unique_ptr<Buffer> buffer{writer.getBuffer()};
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password)
            return fail(ErrorCode::InvalidInput, "tệp PDF đặt mật khẩu mở, không ký được");
        return fail(ErrorCode::InvalidInput, "tệp PDF hỏng, không ký được: " + error.getMessageDetail());
    } catch (const std::exception& error) {
        return fail(ErrorCode::InvalidInput, std::string("tệp PDF hỏng, không ký được: ") + error.what());
    }
}

void fill_in_place(std::string& text, size_t at, std::string_view value) { text.replace(at, value.size(), value); }

std::string digest_of(std::string_view base, std::string_view increment, size_t gap, size_t gap_size,
                      const PrefixDigest* known) {
    const bool usable = known != nullptr && known->size == base.size();
    auto digest = usable ? known->copy() : PrefixDigest::of(base);
    digest.add(increment.substr(0, gap));
    digest.add(increment.substr(gap + gap_size));
    unsigned char out[32];
    unsigned int size = 0;
    EVP_DigestFinal_ex(digest.state.get(), out, &size);
    return {reinterpret_cast<char*>(out), size};
}

}  // namespace

PrefixDigest PrefixDigest::of(std::string_view bytes) {
    PrefixDigest digest{0, MdCtxPtr{EVP_MD_CTX_new()}};
    EVP_DigestInit_ex(digest.state.get(), EVP_sha256(), nullptr);
    digest.add(bytes);
    return digest;
}

PrefixDigest PrefixDigest::copy() const {
    PrefixDigest twin{size, MdCtxPtr{EVP_MD_CTX_new()}};
    EVP_MD_CTX_copy_ex(twin.state.get(), state.get());
    return twin;
}

void PrefixDigest::add(std::string_view bytes) {
    for (size_t at = 0; at < bytes.size(); at += pass_bytes) {
        const auto piece = bytes.substr(at, pass_bytes);
        EVP_DigestUpdate(state.get(), piece.data(), piece.size());
        gone_over(piece);
    }
    size += bytes.size();
}

Result<std::optional<std::string>> rewritten_for_signing(std::string_view pdf) {
    auto opened = open_strictly(pdf);
    if (!opened || is_encrypted(*opened)) return rewritten(pdf);
    try {
        const bool pages = !opened->pdf->getAllPages().empty();
        if (!opened->clean() || !new_complaints(*opened).empty() || !pages) return rewritten(pdf);
        TRY(accepts_signature(*opened->pdf));
    } catch (const std::exception&) {
        return rewritten(pdf);
    }
    return std::nullopt;
}

Result<std::string> ready_to_sign(std::string_view pdf) {
    auto rewritten = TRY(rewritten_for_signing(pdf));
    return rewritten ? *std::move(rewritten) : std::string(pdf);
}

Result<Prepared> prepare(std::string_view pdf, X509* signer, size_t reserve, const SigningRequest& request,
                         const PrefixDigest* known) {
    auto opened = TRY(open_strictly(pdf));
    Prepared prepared;
    prepared.base_size = pdf.size();
    prepared.reserve = reserve;
    try {
        TRY(accepts_signature(*opened.pdf));
        auto increment = TRY(Increment::after(pdf, opened));
        const int dictionary = TRY(place_field(*opened.pdf, increment, request));
        const auto parts = signature_dictionary(request, reserve);
        increment.put(dictionary, parts.text);
        auto written = increment.write();
        prepared.increment = std::move(written.text);
        const size_t body = written.body_at.at(dictionary);
        prepared.contents_at = body + parts.contents_at;
        const size_t gap_start = pdf.size() + prepared.contents_at, gap_end = gap_start + 2 * reserve + 2;
        char range[64];
        std::snprintf(range, sizeof range, "[0 %zu %zu %zu]", gap_start, gap_end,
                      pdf.size() + prepared.increment.size() - gap_end);
        fill_in_place(prepared.increment, body + parts.byte_range_at, range);
    } catch (const std::exception& error) {
        return fail(ErrorCode::InvalidInput, std::string("tệp PDF không ký được: ") + error.what());
    }
    prepared.content_digest = digest_of(pdf, prepared.increment, prepared.contents_at, 2 * reserve + 2, known);
    if (signer != nullptr) prepared.attributes = signed_attributes(prepared.content_digest, signer);
    return prepared;
}

Result<std::string> complete(const Prepared& prepared, const CertificateChain& chain, Algorithm algorithm,
                             std::string_view signature, std::string_view timestamp_token) {
    const auto attributes = signed_attributes(prepared.content_digest, chain.signer.get());
    if (!signature_fits(chain.signer.get(), algorithm, attributes, signature))
        return fail(ErrorCode::InvalidInput, "giá trị chữ ký không khớp với chứng thư số của người ký");
    return embed(prepared, signed_data(chain, attributes, algorithm, signature, timestamp_token));
}

Result<std::string> embed(const Prepared& prepared, std::string_view cms) {
    if (cms.size() > prepared.reserve)
        return fail(ErrorCode::InvalidInput, "chữ ký lớn hơn chỗ đã chừa trong tệp, hãy chuẩn bị ký lại");
    auto finished = prepared.increment;
    fill_in_place(finished, prepared.contents_at + 1, hex(cms));
    return finished;
}

Result<Signed> sign_and_stamp(std::string_view pdf, const CertificateChain& chain, Key& key, const SigningRequest& request,
                              Algorithm for_rsa, const Stamper& stamper) {
    Signed out;
    out.rewritten = TRY(rewritten_for_signing(pdf));
    const std::string_view base = out.rewritten ? std::string_view{*out.rewritten} : pdf;
    const auto algorithm = algorithm_for(chain.signer.get(), for_rsa);
    const auto prepared =
        TRY(prepare(base, chain.signer.get(), reserve_for(chain, request.room_for_timestamp), request));
    const auto signature = TRY(key.sign(prepared.attributes, algorithm));
    std::string token;
    if (stamper) {
        auto answered = stamper(sha256(signature));
        out.awaiting_timestamp = !answered.has_value();
        if (answered) token = *std::move(answered);
    }
    out.increment = TRY(complete(prepared, chain, algorithm, signature, token));
    return out;
}

std::string Signed::whole(std::string_view given) const {
    const std::string_view base = rewritten ? std::string_view{*rewritten} : given;
    std::string all;
    all.reserve(base.size() + increment.size());
    return all.append(base).append(increment);
}

Result<void> Signed::write(const std::filesystem::path& given, const std::filesystem::path& out) const {
    std::error_code failed;
    if (!rewritten && !std::filesystem::equivalent(given, out, failed))
        std::filesystem::copy_file(given, out, std::filesystem::copy_options::overwrite_existing, failed);
    else failed.clear();
    std::ofstream file(out, std::ios::binary | (rewritten ? std::ios::trunc : std::ios::app));
    if (rewritten) file << *rewritten;
    file << increment;
    if (failed || !file.flush()) return fail(ErrorCode::InvalidInput, "không ghi được tệp " + out.string());
    return {};
}

Result<std::string> sign_pdf(std::string_view pdf, const CertificateChain& chain, Key& key, const SigningRequest& request,
                             Algorithm for_rsa) {
    return TRY(sign_and_stamp(pdf, chain, key, request, for_rsa, {})).whole(pdf);
}

}  // namespace integrations::signing
